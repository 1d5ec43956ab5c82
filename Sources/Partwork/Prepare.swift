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
///   - folder: the path of the site: the folder with `content/`, and `templates/` if it has its own.
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
  async let readSources = readTheme(site: folder)
  let content = await readContent(site: folder, reusing: earlier?.content, except: changed ?? [])
  let themeSources = await readSources
  timings?.end("read content")
  let (linked, linking) = await link(content, options)
  timings?.end("link")
  async let listings = Listings(linked)
  let (site, theming) = linked.themed(by: themeSources, content)
  async let compiled = Theme(themeSources, for: site, reusing: earlier?.renderer.theme)
  let (plan, planning) = plan(site, templates: themeSources.pageTemplates, listings: await listings)
  let theme = await compiled
  timings?.end("compile theme, plan")
  async let outputs = checkOutput(Renderer.claims(plan, theme))
  let context = await RenderContext(site, plan: plan)
  let renderer = Renderer(context, theme: theme, folder: folder)
  let findings = StageFindings(
    model: linking + theming + planning,
    templates: theme.check(plan) + theme.unusedTemplates(content, themeSources)
      + BlockedMarkup.find(in: themeSources, content),
    outputs: await outputs)
  timings?.end("resolve links, check outputs")
  return PreparedSite(content: content, themeSources: themeSources, renderer: renderer, findings: findings)
}

extension Site {
  /// The same with the settings and the words of a theme, and what is wrong with them.
  fileprivate func themed(by theme: ThemeSources, _ content: Content) -> (site: Site, diagnostics: [Diagnostic]) {
    var site = self
    let (settings, problems) = ThemeSettings.read(
      theme.settings, from: content.settings.text, content.settings.markdown)
    site.theme = settings
    let wording = site.takeWords(from: theme, content)
    return (site, problems + wording)
  }
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
  /// Adds the addresses of the site to its `addresses.yml`, once they are published.
  ///
  /// The file is read again, since its writer may have changed it during the publish.
  ///
  /// - Parameter folder: the path of the site.
  /// - Returns: whether there were new ones.
  package func recordAddresses(in folder: String) throws(DiskFailure) -> Bool {
    guard let text = try Addresses.read(site: folder).addresses.text(adding: context.addresses) else { return false }
    let disk = Disk()
    // Without its folder, the file is not a new one: the whole content has been taken away.
    if try disk.kind(of: "\(folder)/content", followingLinks: true) == nil {
      throw .nothing(at: "\(folder)/\(Addresses.file)", to: "write")
    }
    if try disk.kind(of: "\(folder)/\(Addresses.file)") == nil {
      try disk.create(Addresses.file, in: folder, bytes: text)
    } else {
      try disk.replace("\(folder)/\(Addresses.file)", with: text)
    }
    return true
  }
}
