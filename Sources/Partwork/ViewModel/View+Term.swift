extension InContext where Subject == Handle<Term> {
  var term: Term { site.terms[subject] }
}

extension View where Subject == InContext<Handle<Term>> {
  private static let summaryNames: [ViewName<Subject>] = [
    .text("name", "the name") { $0.term.name },
    .text("slug", "the name in URLs") { $0.term.slug },
    .text("url", "its page") { $0.href($0.term.url) },
    .extra { $0.term.extra },
  ]

  static let termSummary = View("TermSummary", "a category above a title, or a tag below a text", summaryNames)

  static let term = View(
    "Term", "a category or a tag",
    summaryNames + [
      .text("description", "what it is about, in a sentence") { $0.term.description },
      .html("introduction", "the introduction, from Markdown") { view in
        view.term.file.flatMap { file in
          view.term.body.flatMap { view.context.html($0, of: file) }
        }
      },
      .record("image", .picture, "its image") { view in
        view.term.file.flatMap { view.context.picture(view.term.image, of: $0) }
      },
      .record("parent", .termSummary, "the category that it is a part of") { $0.inContext($0.term.parent) },
      .list("subcategories", .subcategory, "the categories below it, each before those below it in turn") { view in
        view.inContext(view.context.listings.tree(below: view.subject))
      },
      .number("postCount", "how many posts it has, with those of the categories below it") {
        $0.context.listings.postsByTerm[$0.subject.offset].count
      },
      .text("feedURL", "the feed of its posts") { $0.href($0.term.url + "feed.xml") },
    ])
}

extension View where Subject == InContext<TermInTree> {
  static let subcategory = View(
    "Subcategory", "a category below another",
    [
      .text("name", "the name") { $0.site.terms[$0.subject.term].name },
      .text("slug", "the name in URLs") { $0.site.terms[$0.subject.term].slug },
      .text("url", "its page") { $0.href($0.site.terms[$0.subject.term].url) },
      .text("description", "what it is about, in a sentence") { $0.site.terms[$0.subject.term].description },
      .number("level", "how far it is below: 1 for a part of that category, 2 for a part of such a part, …") {
        $0.subject.level
      },
      .number("postCount", "how many posts it has, with those of the categories below it") {
        $0.context.listings.postsByTerm[$0.subject.term.offset].count
      },
    ])
}
