/// A piece of the model as a page shows it, with everything that its links, dates and images need.
package struct InContext<Subject: Sendable>: Sendable {
  package let context: RenderContext
  package let subject: Subject

  package init(_ subject: Subject, in context: RenderContext) {
    self.context = context
    self.subject = subject
  }

  var site: Site { context.site }

  /// Another piece, seen from the same page.
  func inContext<Other>(_ other: Other) -> InContext<Other> {
    InContext<Other>(other, in: context)
  }

  func inContext<Other>(_ others: some Sequence<Other>) -> [InContext<Other>] {
    others.map { inContext($0) }
  }

  func inContext<Other>(_ other: Other?) -> InContext<Other>? {
    other.map { inContext($0) }
  }

  /// The link to a site-relative URL.
  func href(_ url: String) -> String { site.url.href(url) }
}
