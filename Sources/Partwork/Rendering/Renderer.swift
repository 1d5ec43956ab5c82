import PartworkSupport
import PartworkDiagnostics
import PartworkMustache

/// Renders the files of a plan: pages, feeds and the files for crawlers and hosts.
package struct Renderer: Sendable {
  package let context: RenderContext
  package let theme: Theme

  /// The path of the site's folder, which holds the files to copy.
  private let folder: String

  package init(_ context: RenderContext, theme: Theme, folder: String) {
    self.context = context
    self.theme = theme
    self.folder = folder
  }

  /// Every file of the site with its bytes, in the order of the plan; they are rendered in parallel.
  package func files() async -> [OutputFile] {
    let outputs = context.plan.outputs
    let rendered = await parallelMap(outputs.count) { files(of: outputs[$0]) }
    return rendered.flatMap { $0 } + assetFiles
  }

  /// Every file of the site without its bytes, to check where files will be before anything is rendered.
  package var claims: [OutputFile] {
    context.plan.outputs.map { file($0, []) } + assetFiles
  }

  /// The theme's assets below their fingerprinted folder.
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
    case .redirect(let redirect):
      return file(HostFiles.redirectPage(redirect, at: site.url, language: site.settings.language.value))
    case .file(let source):
      return [OutputFile(output.path, .copy(of: "\(folder)/\(source.file)"), from: SourceLocation(source.file))]
    case .sitemap:
      return Sitemap(context).files(siteURL: site.url.absolute("/")).map { path, text in
        OutputFile(path, .bytes(Array(text.utf8)), from: "the sitemap")
      }
    case .robots: return file(HostFiles.robots(sitemapURL: site.url.absolute("/sitemap.xml")))
    case .hostHeaders:
      return file(HostFiles.headers(basePath: site.url.href("/"), allowsRawHTML: site.settings.markdown.rawHTML))
    case .hostRedirects: return file(HostFiles.redirects(context.plan.redirects, at: site.url))
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
