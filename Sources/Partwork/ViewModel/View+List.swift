/// The subject of a page that shows only the site.
struct NoSubject: Sendable {}

extension View where Subject == InContext<ListPage> {
  static let pagination = View(
    "Pagination", "the pages of a list",
    [
      .number("number", "the number of this page") { $0.subject.number },
      .number("total", "how many pages there are") { $0.subject.total },
      .bool("isPaginated", "whether there is more than one page") { $0.subject.total > 1 },
      .text("newerURL", "the page before this one: in a list of posts, the one with newer posts") { list in
        list.subject.newerURL.map(list.href)
      },
      .text("olderURL", "the page after this one: in a list of posts, the one with older posts") { list in
        list.subject.olderURL.map(list.href)
      },
      .list("pages", .pageLink, "the pages: all of them, or the first, the last and those near this one") { list in
        let numbers = list.subject.linkedNumbers
        return numbers.enumerated().map { index, number in
          PageLink(
            number: number, url: list.href(list.subject.url(number) ?? ""), isCurrent: number == list.subject.number,
            hasGap: index > 0 && numbers[index - 1] + 1 < number)
        }
      },
    ])
}

/// A page of a list, by its number.
struct PageLink: Sendable {
  let number: Int
  let url: String
  let isCurrent: Bool

  /// Whether pages before it are left out.
  let hasGap: Bool
}

extension View where Subject == PageLink {
  static let pageLink = View(
    "PageLink", "a page of a list, by its number",
    [
      .number("number", "the number") { $0.number },
      .text("url", "its URL") { $0.url },
      .bool("isCurrent", "whether it is this page") { $0.isCurrent },
      .bool("hasGap", "whether pages before it are left out of the list") { $0.hasGap },
    ])
}

extension View where Subject == InContext<ArchiveYear> {
  static let archiveYear = View(
    "ArchiveYear", "a year and its posts",
    [
      .text("year", "the year: `2026`") { String($0.subject.year) },
      .text("url", "the page of the year, if a long archive has one for each") { year in
        year.subject.url.map(year.href)
      },
      .number("postCount", "how many posts it has") { $0.subject.postCount },
      .list("posts", .postSummary, "its posts, newest first; none if the year has its own page") {
        $0.inContext($0.subject.posts)
      },
    ])
}
