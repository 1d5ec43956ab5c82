package import Diagnostics
import Markdown

/// A site that is read, linked, planned and checked: ready to be rendered, whole or a page at a time.
package struct PreparedSite: Sendable {
  package private(set) var sources: Sources
  package let themeSources: ThemeSources
  package let renderer: Renderer

  /// All that is wrong with the site and its theme, sorted.
  package let diagnostics: [Diagnostic]

  package var publication: Publication { renderer.publication }
  package var site: Site { publication.site }
}

/// Takes the site in a folder through every stage but the last two: nothing is rendered and nothing written.
///
/// - Parameters:
///   - folder: the path of the site: the folder with `content/` and `templates/`.
///   - options: what the run shows.
///   - earlier: an earlier result for the same folder: what was not written since is not read again.
package func prepare(
  _ folder: String, _ options: EditionOptions, reusing earlier: PreparedSite? = nil
) async -> PreparedSite {
  let sources = await readSources(site: folder, reusing: earlier?.sources)
  let themeSources = readTheme(site: folder)
  let edition = Edition(options, zone: sources.settings.timeZone)
  let (site, linking) = link(sources, edition: edition)
  let theme = Theme(themeSources, at: site.url, reusing: earlier?.renderer.theme)
  let (plan, planning) = plan(site, templates: theme.templates)
  let publication = Publication(site, plan: plan)
  let renderer = Renderer(publication, theme: theme, folder: folder)
  let checks =
    publication.checkLinks() + publication.checkPartTexts() + theme.check(plan) + checkOutput(renderer.claims)
  return PreparedSite(
    sources: sources, themeSources: themeSources, renderer: renderer,
    diagnostics: (sources.diagnostics + linking + theme.diagnostics + planning + checks).sorted())
}

extension PreparedSite {
  /// The same, to be reused where the files at `paths` are known to have been written since: they are read again even
  /// if the clock that stamps files is too coarse to tell.
  package func forgetting(_ paths: Set<String>) -> PreparedSite {
    var site = self
    for path in paths { site.sources.forget(path) }
    return site
  }
}

extension PreparedSite {
  /// The folder that the site is written to.
  ///
  /// - Parameters:
  ///   - path: where `--output` says; nil for `public` in the site's folder.
  ///   - folder: the path of the site.
  package func output(_ path: String?, of folder: String) -> OutputFolder {
    OutputFolder(
      path ?? "\(folder)/public", state: "\(folder)/.partwork", name: path ?? "public",
      sources: ["\(folder)/content", "\(folder)/templates"])
  }

  /// Where the pages of content files stand, for the next build to notice that one has moved.
  package var pageAddresses: [PageAddress] {
    let posts = site.posts.map { PageAddress(source: $0.file, url: $0.url, text: $0.body.plainText) }
    return posts + site.pages.map { PageAddress(source: $0.file, url: $0.url, text: $0.body.plainText) }
  }

  /// A warning for each page that has left the URL it had in `folder` without an alias.
  package func movedPages(since folder: OutputFolder) -> [Diagnostic] {
    let plan = publication.plan
    return checkMovedPages(
      from: folder.previousPages(), to: pageAddresses,
      served: Set(plan.pages.map(\.url) + plan.redirects.map(\.from)))
  }
}

extension PageAddress {
  fileprivate init(source: String, url: String, text: String) {
    self.init(source: source, url: url, fingerprint: text.utf8.stableHash)
  }
}
