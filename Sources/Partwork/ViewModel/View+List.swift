/// The subject of a page that has none but the site.
struct NoSubject: Sendable {}

/// The pages of a list, as one of them shows them.
struct Paginated: Sendable {
  let slice: PageNumber
  let hrefs: [String]

  fileprivate func href(_ number: Int) -> String? {
    hrefs.indices.contains(number - 1) ? hrefs[number - 1] : nil
  }
}

extension View where Subject == Paginated {
  static let pagination = View(
    "Pagination", "the pages of a list",
    [
      .number("number", "the number of this page") { $0.slice.number },
      .number("total", "how many pages there are") { $0.slice.total },
      .bool("isPaginated", "whether there is more than one page") { $0.slice.total > 1 },
      .text("newerURL", "the page with newer posts") { $0.href($0.slice.number - 1) },
      .text("olderURL", "the page with older posts") { $0.href($0.slice.number + 1) },
      .list("pages", .pageLink, "all pages") { paginated in
        paginated.hrefs.indices.map {
          PageLink(number: $0 + 1, url: paginated.hrefs[$0], isCurrent: $0 + 1 == paginated.slice.number)
        }
      },
    ])
}

/// A page of a list, by its number.
struct PageLink: Sendable {
  let number: Int
  let url: String
  let isCurrent: Bool
}

extension View where Subject == PageLink {
  static let pageLink = View(
    "PageLink", "a page of a list, by its number",
    [
      .number("number", "the number") { $0.number },
      .text("url", "its address") { $0.url },
      .bool("isCurrent", "whether it is this page") { $0.isCurrent },
    ])
}

/// The posts of one year.
struct ArchiveYear: Sendable {
  let year: String
  let posts: [Handle<Post>]
}

extension View where Subject == InContext<ArchiveYear> {
  static let archiveYear = View(
    "ArchiveYear", "a year and its posts",
    [
      .text("year", "the year: `2026`") { $0.subject.year },
      .list("posts", .postSummary, "its posts, newest first") { $0.inContext($0.subject.posts) },
    ])
}
