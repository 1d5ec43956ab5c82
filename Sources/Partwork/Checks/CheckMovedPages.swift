package import PartworkDiagnostics

/// Warns about each page whose URL has changed since the last build and whose former URL now leads nowhere.
///
/// A page is the same if its source has the same path, or if its old source is gone and exactly one page had its text
/// then and has it now.
///
/// - Parameters:
///   - previous: the pages of the last build, as `OutputFolder.previousPages()` has them.
///   - pages: the pages of this build.
///   - served: every site-relative URL that this build serves, including aliases.
package func checkMovedPages(
  from previous: [PageAddress], to pages: [PageAddress], served: Set<String>
) -> [Diagnostic] {
  let sources = Set(pages.map(\.source))
  let formerSources = Set(previous.map(\.source))
  let bySource = Dictionary(previous.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
  let vanished = Dictionary(grouping: previous.filter { !sources.contains($0.source) }, by: \.fingerprint)
  let appeared = Dictionary(grouping: pages.filter { !formerSources.contains($0.source) }, by: \.fingerprint)

  var diagnostics: [Diagnostic] = []
  for page in pages {
    var former = bySource[page.source]
    if former == nil, let found = vanished[page.fingerprint], found.count == 1,
      appeared[page.fingerprint]?.count == 1
    {
      former = found[0]
    }
    guard let former, former.url != page.url, !served.contains(former.url) else { continue }
    diagnostics.warning(
      "this page was at `\(former.url)` in the last build and is now at `\(page.url)`, so old links to it break",
      at: SourceLocation(page.source), hint: "add `aliases: [\"\(former.url)\"]` to its front matter")
  }
  return diagnostics
}
