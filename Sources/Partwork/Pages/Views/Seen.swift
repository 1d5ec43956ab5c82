/// A piece of the model as a page shows it: together with all that its links, dates and pictures need.
package struct Seen<Subject: Sendable>: Sendable {
  package let publication: Publication
  package let subject: Subject

  package init(_ subject: Subject, in publication: Publication) {
    self.publication = publication
    self.subject = subject
  }

  var site: Site { publication.site }

  /// Another piece, seen from the same page.
  func seeing<Other>(_ other: Other) -> Seen<Other> {
    Seen<Other>(other, in: publication)
  }

  func seeing<Other>(_ others: some Sequence<Other>) -> [Seen<Other>] {
    others.map { seeing($0) }
  }

  func seeing<Other>(_ other: Other?) -> Seen<Other>? {
    other.map { seeing($0) }
  }

  /// The link to a site-relative URL.
  func href(_ url: String) -> String { site.url.href(url) }
}
