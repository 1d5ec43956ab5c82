import PartworkSupport
import PartworkMarkdown

/// An author who signed something, with what the author did there.
struct Signature: Sendable {
  let author: Handle<Author>

  /// What the author did, if the front matter says so.
  var credit: String?

  /// Whether it is on the author's own page.
  var isOnOwnPage = false

  /// The signatures of `credits`, in their order.
  static func list(_ credits: [Credit]) -> LazyMapSequence<[Credit], Signature> {
    credits.lazy.map { Signature(author: $0.author, credit: $0.role) }
  }
}

extension InContext where Subject == Signature {
  fileprivate var author: Author { site.authors[subject.author] }
}

extension View where Subject == InContext<Signature> {
  private static let summaryNames: [ViewName<Subject>] = [
    .text("id", "the ID that posts use for the author") { $0.author.id },
    .text("name", "the name") { $0.author.name },
    .text("credit", "what the author did here, if a post or series says so: “Illustrations”") { $0.subject.credit },
    .text("role", "the same, else the author's usual role") { $0.subject.credit ?? $0.author.role },
    .text("url", "the author's page") { $0.href($0.author.url) },
    .record("avatar", .picture, "the portrait") { $0.context.picture($0.author.avatar, of: $0.author.file) },
    .extra { $0.author.extra },
  ]

  static let authorSummary = View("AuthorSummary", "an author, in a byline", summaryNames)

  static let author = View(
    "Author", "an author with bio",
    summaryNames + [
      .html("bio", "the bio, from Markdown") { view in
        let context: HTMLContext = view.subject.isOnOwnPage ? .page : .beside(prefix: "author:\(view.author.id)--")
        return view.context.html(view.author.body, of: view.author.file, in: context)
      },
      .text("bioSummary", "the first paragraph of the bio, without markup") { $0.author.body.firstParagraph.nonEmpty },
      .text("website", "the author's own site") { view in
        view.context.website(of: view.author)
      },
      .list("links", .link, "links to the author elsewhere") { view in
        view.context.links(of: view.author)
      },
      .record("callToAction", .callToAction, "what the author asks of readers") {
        $0.context.callToAction($0.author.callToAction, of: $0.author.file)
      },
      .number("postCount", "how many posts the author has signed") {
        $0.context.listings.postsByAuthor[$0.subject.author.offset].count
      },
      .text("feedURL", "the feed of the author's posts") { $0.href($0.author.url + "feed.xml") },
    ])
}
