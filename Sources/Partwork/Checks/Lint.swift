package import PartworkDiagnostics

extension PreparedSite {
  /// What a site can be built with, and its author will want to mend all the same. Each rule is described in docs/cli.md.
  package var lint: [Diagnostic] {
    context.lintPictures() + context.lintOwnLinks() + context.lintSeries(sources)
      + context.lintOrphans(themeSources.templates)
  }
}
