import PartworkSupport
package import PartworkDiagnostics

/// Which files the site consists of, before any of them is rendered.
package struct Plan: Sendable {
  /// By path.
  package private(set) var outputs: [Output]

  /// The pages among the outputs.
  package let pages: [Page]

  /// The lists that pages show.
  package let listings: Listings

  /// All redirects, by the URL they lead from.
  package let redirects: [Redirect]

  /// The writer's own files and pages that are used instead of ones that Partwork would make, by path from the site.
  package let replacements: [String]

  /// What the search finds; nil for a site without it.
  package let search: SearchPlan?

  /// What other programs add.
  package private(set) var extras = Extras.none
}

extension Plan {
  /// The same with what other programs add.
  func adding(_ extras: Extras) -> Plan {
    var plan = self
    plan.extras = extras
    var files = extras.files.map { Output(path: SiteURL.file(at: $0.url), source: nil, content: .made($0)) }
    if let icon = extras.touchIcon {
      files.append(Output(path: TouchIcon.path, source: nil, content: .touchIcon(icon)))
    }
    if !files.isEmpty {
      plan.outputs += files
      plan.outputs.sort { $0.path < $1.path }
    }
    return plan
  }
}

/// Decides which pages, feeds and other files the site consists of.
///
/// - Parameter templates: the names of the theme's page templates, among which `series-ID` and the like and what a
///   post's `template:` names replace the general ones.
/// - Returns: the plan, and what is wrong: templates that do not exist, two sources for one URL.
package func plan(_ site: Site, templates: Set<String>) -> (plan: Plan, diagnostics: [Diagnostic]) {
  plan(site, templates: templates, listings: Listings(site))
}

/// The same with the lists of `site`.
func plan(_ site: Site, templates: Set<String>, listings: Listings) -> (plan: Plan, diagnostics: [Diagnostic]) {
  var planner = Planner(site: site, templates: templates, listings: listings)
  planner.planSite()
  planner.planPosts()
  planner.planSeries()
  planner.planCatalogue()
  for kind in TermKind.allCases { planner.planTerms(kind) }
  planner.planAuthors()
  planner.planPages()
  planner.planFiles()
  planner.planSearch()
  planner.planFormerURLs()
  return planner.finish()
}
