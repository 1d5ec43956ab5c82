package import Diagnostics

extension PreparedSite {
  /// What a site can be built with, and its author will want to mend all the same. Each rule is described in docs/cli.md.
  package var lint: [Diagnostic] {
    publication.lintPictures() + publication.lintOwnLinks() + publication.lintSeries(sources)
      + publication.lintOrphans(themeSources.templates)
  }
}
