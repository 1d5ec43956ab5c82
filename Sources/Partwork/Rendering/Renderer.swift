import PartworkSupport
import PartworkDiagnostics
import PartworkMustache

/// Renders the files of a plan: pages, feeds and what crawlers and hosts read.
package struct Renderer: Sendable {
  package let context: RenderContext
  package let theme: Theme

  /// The path of the site's folder, in which the files to copy are.
  private let folder: String

  package init(_ context: RenderContext, theme: Theme, folder: String) {
    self.context = context
    self.theme = theme
    self.folder = folder
  }

  /// Every file of the site, with its bytes, in the order of the plan.
  ///
  /// The pages are rendered in parallel, a run of them to a task.
  package func files() async -> [OutputFile] {
    let outputs = context.plan.outputs
    let rendered = await parallelMap(outputs.count) { files(of: outputs[$0]) }
    return rendered.flatMap { $0 } + assetFiles
  }

  /// Every file of the site with nothing in it: what checks, before anything is rendered, where files would stand.
  package var claims: [OutputFile] {
    context.plan.outputs.map { file($0, []) } + assetFiles
  }

  /// The theme's assets under their fingerprinted names.
  private var assetFiles: [OutputFile] {
    theme.assets.assets.map { asset in
      OutputFile(asset.path, .bytes(asset.bytes), from: SourceLocation("templates/assets/\(asset.name)"))
    }
  }

  /// The file that `output` describes; more than one for a sitemap too large for one file.
  package func files(of output: Output) -> [OutputFile] {
    func file(_ text: String) -> [OutputFile] { [self.file(output, Array(text.utf8))] }
    let site = context.site
    switch output.content {
    case .page(let page): return [self.file(output, render(page))]
    case .atom(let feed): return file(AtomFeed(feed, in: context).text)
    case .jsonFeed(let feed): return file(JSONFeed(feed, in: context).text)
    case .redirect(let address):
      return file(
        RedirectPage(
          title: address.title, target: site.url.href(address.to), canonicalURL: site.url.absolute(address.to),
          language: site.settings.language.value
        ).html())
    case .file(let source):
      return [OutputFile(output.path, .copy(of: "\(folder)/\(source.file)"), from: SourceLocation(source.file))]
    case .sitemap:
      return sitemap.files(siteURL: site.url.absolute("/")).map { path, text in
        OutputFile(path, .bytes(Array(text.utf8)), from: "the sitemap")
      }
    case .robots: return file(Robots.text(sitemapURL: site.url.absolute("/sitemap.xml")))
    case .hostHeaders:
      let policy = ContentSecurityPolicy(allowsRawHTML: site.settings.markdown.rawHTML)
      return file(HostHeaders(basePath: site.url.href("/"), policy: policy).text)
    case .hostRedirects:
      return file(
        HostRedirects.text(
          context.plan.redirects.map { Redirect(from: site.url.href($0.from), to: site.url.href($0.to)) }))
    case .empty: return file("")
    }
  }

  private func file(_ output: Output, _ bytes: [UInt8]) -> OutputFile {
    guard let source = output.source else { return OutputFile(output.path, .bytes(bytes), from: "the site") }
    return OutputFile(output.path, .bytes(bytes), from: source)
  }

  /// The bytes of a page.
  package func render(_ page: Page) -> [UInt8] {
    var html: [UInt8] = []
    html.reserveCapacity(32_768)
    let view = page.view(in: context) { PageHead(page, in: context).metadata() }
    do {
      try theme.templateLibrary.render(page.template, view, into: &html)
    } catch {
      // The theme was checked against the view before any page was rendered.
      preconditionFailure("a checked template failed to render: \(error.diagnostic.message)")
    }
    return html
  }

  private var sitemap: Sitemap {
    let site = context.site
    let pages = context.plan.pages.filter { $0.notice == nil && $0.kind != .notFound }
    return Sitemap(
      pages.map { page in
        Sitemap.Entry(url: site.url.absolute(page.url), lastChange: page.lastChange(in: context))
      })
  }
}

extension Page {
  /// The newest date of what the page shows, where that has dates.
  fileprivate func lastChange(in context: RenderContext) -> Timestamp? {
    let site = context.site
    func newest(_ posts: some Sequence<Handle<Post>>) -> Timestamp? {
      posts.map { site.posts[$0].updated ?? site.posts[$0].date }.max()
    }
    return switch subject {
    case .post(let post): newest([post])
    case .home, .archive, .seriesIndex, .categoryIndex, .authorIndex: newest(site.posts.handles)
    case .series(let series), .wholeSeries(let series):
      newest(site.series[series].order.parts.compactMap(\.post))
    case .category(let category): newest(category.posts)
    case .author(let author): newest(context.posts(by: author))
    case .plain(let page): site.pages[page].updated
    case .notFound: nil
    }
  }
}

extension Theme {
  /// A theme whose templates are checked against the views of the pages they render.
  init(_ sources: ThemeSources, at url: SiteURL, reusing earlier: Theme? = nil) {
    let shapes = Dictionary(uniqueKeysWithValues: PageKind.allCases.map { ($0.rawValue, $0.shape) })
    self.init(sources, at: url, shapes: shapes, reusing: earlier)
  }

  /// What is wrong with the templates that pages name in their front matter, each with the pages that name it.
  func check(_ plan: Plan) -> [Diagnostic] {
    check(plan.pages.map { (template: $0.template, general: $0.kind.rawValue) })
  }
}
