import PartworkSupport
import PartworkDiagnostics
import PartworkMustache

/// Renders the files of a plan: pages, feeds and the files for crawlers and hosts.
///
/// It is a class because each file that is not made yet holds it.
package final class Renderer: Sendable {
  package let context: RenderContext
  package let theme: Theme

  /// The path of the site's folder, which holds the files to copy.
  let folder: String

  /// The URL of the style sheet that a site adds to its theme: `assets/custom.css`.
  private let customStyleURL: String?

  private let search: SearchFiles?
  private let books: BookShelf?

  /// What every template sees of the theme's settings.
  private let globals: Value

  /// The same site as pages in other languages show it, by their tags.
  private let translations: [String: RenderContext]

  package init(_ context: RenderContext, theme: Theme, folder: String) {
    books = BookShelf(context, theme: theme, folder: folder)
    self.context = books.map { context.measuring($0.size) } ?? context
    self.theme = theme
    self.folder = folder
    search = SearchFiles(context)
    let urls = theme.assets.urls
    customStyleURL = urls["custom.css"]
    translations = context.translations
    globals = theme.globals(in: context)
  }

  /// Every file of the site, in the order of the plan. Each is rendered when its content is asked for.
  package var files: [OutputFile] { context.plan.outputs.flatMap(files) + Self.files(of: theme) }

  /// The same, with those marked as up to date that `isUpToDate` knows as such.
  func files(where isUpToDate: @escaping @Sendable (Output) -> Bool) async -> [OutputFile] {
    let outputs = context.plan.outputs
    if let search, let manifest = outputs.first(where: { $0.path == SearchFile.manifest.path }), !isUpToDate(manifest) {
      await search.makeIndex()
    }
    let files = await parallelMap(outputs.count) { index in
      let isUpToDate = isUpToDate(outputs[index])
      return self.files(of: outputs[index]).map { isUpToDate ? $0.upToDate : $0 }
    }
    return files.flatMap(\.self) + Self.files(of: theme)
  }

  /// The files of a site as `files` has them, to check their paths; a large sitemap is one file here.
  package static func claims(_ plan: Plan, _ theme: Theme) -> [OutputFile] {
    plan.outputs.map { OutputFile($0.path, from: $0.content.name, at: $0.source, as: $0.role) { [] } }
      + files(of: theme)
  }

  /// The theme's assets below their fingerprinted folder.
  private static func files(of theme: Theme) -> [OutputFile] {
    theme.assets.assets.map { asset in
      OutputFile(asset.path, from: "the theme's assets") { asset.bytes }
    }
  }

  /// The file that `output` describes; more than one for a sitemap too large for one file.
  package func files(of output: Output) -> [OutputFile] {
    switch output.content {
    case .file(let source):
      if let text = source.text, let own = HostFile(rawValue: output.path) {
        [
          OutputFile(output.path, at: SourceLocation(source.file)) {
            HostFile.fill(text, with: self.bytes(of: .hostFile(own)))
          }
        ]
      } else {
        [OutputFile(output.path, copying: "\(folder)/\(source.file)", at: SourceLocation(source.file))]
      }
    case .sitemap: Sitemap.files(of: context)
    case .made(let file): [OutputFile(output.path, copying: file.path, at: SourceLocation(Settings.file))]
    default:
      [OutputFile(output.path, at: output.source) { self.bytes(of: output.content) }]
    }
  }

  private var site: Site { context.site }

  private func bytes(of content: OutputContent) -> [UInt8] {
    switch content {
    case .page(let page): render(page)
    case .atom(let feed): AtomFeed(feed, in: context).markup.utf8
    case .jsonFeed(let feed): JSONFeed(feed, in: context).utf8
    case .redirect(let redirect):
      Array(HostFiles.redirectPage(redirect, at: site.url, language: site.settings.language.value).utf8)
    case .hostFile(.robots): Array(HostFiles.robots(sitemapURL: site.url.absolute("/sitemap.xml")).utf8)
    case .hostFile(.headers):
      Array(
        HostFiles.headers(
          basePath: site.url.href("/"), allowsRawHTML: site.settings.markdown.rawHTML, security: site.security
        ).utf8)
    case .hostFile(.redirects):
      Array(HostFiles.redirects(context.plan.redirects, gone: context.goneAddresses, at: site.url).utf8)
    case .book(let series): books?.bytes(of: series) ?? []
    case .catalogue: OPDSCatalogue(context).markup.utf8
    case .search(let file): search?.bytes(of: file) ?? []
    case .touchIcon(let icon): icon.bytes
    case .empty, .file, .made, .sitemap: []
    }
  }

  /// The bytes of a page.
  package func render(_ page: Page) -> [UInt8] {
    var html: [UInt8] = []
    html.reserveCapacity(32_768)
    let context = page.language.flatMap { translations[$0] } ?? context
    let view = page.view(in: context) { html in
      Markup.append(.html, to: &html) {
        PageHead(page, in: context, customStyleURL: self.customStyleURL).write(to: &$0)
      }
    }
    do {
      try theme.templateLibrary(in: page.language).render(page.template, view, globals: globals, into: &html)
    } catch {
      context.failures.add(error.diagnostic)
    }
    return html
  }
}

extension Theme {
  /// A theme whose templates are checked against the views of the pages they render.
  init(_ sources: ThemeSources, for site: Site, reusing earlier: Theme? = nil) {
    let kinds = PageKind.allCases.filter { $0 != .search || site.settings.search }
    let shapes = kinds.map { ($0.rawValue, $0.shape) } + BookTemplate.allCases.map { ($0.rawValue, $0.shape) }
    let optional = kinds.filter { $0.fallback != nil }.map(\.rawValue) + BookTemplate.allCases.map(\.rawValue)
    self.init(
      sources, site.theme, title: site.settings.title.value, at: site.url,
      shapes: Dictionary(uniqueKeysWithValues: shapes), optional: Set(optional), words: site.words,
      others: site.otherWords, reusing: earlier)
  }

  /// What every template sees of the theme's settings.
  func globals(in context: RenderContext) -> Value {
    context.site.theme.value(in: context, styleSheet: assets.urls[ThemeSettings.styleSheet])
  }

  /// What is wrong with the templates that pages name in their front matter, each with the pages that name it.
  func check(_ plan: Plan) -> [Diagnostic] {
    check(plan.pages.map { (template: $0.template, general: $0.kind.rawValue) })
  }
}
