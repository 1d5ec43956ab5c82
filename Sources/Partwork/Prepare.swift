package import PartworkDiagnostics
import PartworkMarkdown
package import PartworkSupport

/// A site that is read, linked, planned and checked: ready to be rendered, whole or a page at a time.
package struct PreparedSite: Sendable {
  package let content: Content
  package let themeSources: ThemeSources
  package let renderer: Renderer

  /// What each stage after reading found wrong.
  let findings: StageFindings

  /// Everything that is wrong with the site and its theme, sorted.
  package let diagnostics: [Diagnostic]

  package var context: RenderContext { renderer.context }
  package var site: Site { context.site }

  init(content: Content, themeSources: ThemeSources, renderer: Renderer, findings: StageFindings) {
    self.content = content
    self.themeSources = themeSources
    self.renderer = renderer
    self.findings = findings
    let stages = findings.model + renderer.context.diagnostics + findings.templates + findings.outputs
    diagnostics = (content.diagnostics + renderer.theme.diagnostics + stages).sorted()
  }
}

/// What the stages after reading found wrong, apart from links.
struct StageFindings: Sendable {
  var model: [Diagnostic]
  var templates: [Diagnostic]

  /// Files that cannot be where they would be.
  var outputs: [Diagnostic]
}

/// Takes the site in a folder through every stage but the last two: nothing is rendered and nothing written.
///
/// - Parameters:
///   - folder: the path of the site: the folder with `content/` and `templates/`.
///   - options: what the run shows.
///   - earlier: an earlier result for the same folder: files that have not changed since are not read again.
///   - changed: the paths, relative to the site, of all files that were made, written, moved or removed since
///     `earlier`; nil if that is not known. Only the time to look for them is saved; the result is the same.
///   - timings: records how long each stage takes.
package func prepare(
  _ folder: String, _ options: EditionOptions, reusing earlier: PreparedSite? = nil, changed: Set<String>? = nil,
  timings: StageTimings? = nil
) async -> PreparedSite {
  if let earlier, let changed, let site = earlier.following(changed, in: folder, options) { return site }
  let content = await readContent(site: folder, reusing: earlier?.content, except: changed ?? [])
  timings?.end("read content")
  let themeSources = readTheme(site: folder)
  let (site, linking) = link(content, options)
  timings?.end("link")
  let theme = Theme(themeSources, at: site.url, reusing: earlier?.renderer.theme)
  timings?.end("compile theme")
  let (plan, planning) = plan(site, templates: theme.templates)
  timings?.end("plan")
  async let outputs = checkOutput(Renderer.claims(plan, theme))
  let context = await RenderContext(site, plan: plan)
  let renderer = Renderer(context, theme: theme, folder: folder)
  let findings = StageFindings(
    model: linking + planning, templates: theme.check(plan), outputs: await outputs)
  timings?.end("resolve links, check outputs")
  return PreparedSite(content: content, themeSources: themeSources, renderer: renderer, findings: findings)
}

extension OutputFolder {
  /// The folder that a site is written to.
  ///
  /// - Parameters:
  ///   - path: where `--output` says; nil for `public` in the site's folder.
  ///   - folder: the path of the site.
  package init(_ path: String?, ofSite folder: String) {
    self.init(
      path ?? "\(folder)/public", state: "\(folder)/.partwork", name: path ?? "public",
      sources: ["\(folder)/content", "\(folder)/templates"])
  }
}

extension PreparedSite {
  /// Where the pages of content files are, so that the next build can notice that one has moved.
  package var pageAddresses: [PageAddress] {
    site.posts.map { PageAddress(source: $0.file, url: $0.url, fingerprint: $0.body.fingerprint) }
      + site.pages.map { PageAddress(source: $0.file, url: $0.url, fingerprint: $0.body.fingerprint) }
  }

  /// A warning for each page that has left the URL it had in `folder` without an alias.
  package func movedPages(since folder: OutputFolder) -> [Diagnostic] {
    let plan = context.plan
    return checkMovedPages(
      from: folder.previousPages(), to: pageAddresses,
      served: Set(plan.pages.map(\.url) + plan.redirects.map(\.from)))
  }
}
