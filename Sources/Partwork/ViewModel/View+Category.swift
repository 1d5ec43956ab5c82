extension InContext where Subject == Handle<Category> {
  var category: Category { site.categories[subject] }
}

extension View where Subject == InContext<Handle<Category>> {
  private static let summaryNames: [ViewName<Subject>] = [
    .text("name", "the name") { $0.category.name },
    .text("slug", "the name in URLs") { $0.category.slug },
    .text("url", "the category's page") { $0.href($0.category.url) },
    .extra { $0.category.extra },
  ]

  static let categorySummary = View("CategorySummary", "a category, above a title", summaryNames)

  static let category = View(
    "Category", "a category",
    summaryNames + [
      .text("description", "what it is about, in a sentence") { $0.category.description },
      .html("introduction", "the introduction, from Markdown") { view in
        view.category.file.flatMap { file in
          view.category.body.flatMap { view.context.html($0, of: file) }
        }
      },
      .record("image", .picture, "its image") { view in
        view.category.file.flatMap { view.context.picture(view.category.image, of: $0) }
      },
      .number("postCount", "how many posts are in it") { $0.context.listings.postsByCategory[$0.subject.offset].count },
      .text("feedURL", "the feed of its posts") { $0.href($0.category.url + "feed.xml") },
    ])
}
