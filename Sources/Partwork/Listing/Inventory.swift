/// Everything on a site, shown to its readers or not: what `partwork list` prints.
package struct Inventory: Sendable {
  /// The site with drafts and scheduled posts.
  private let all: Site
  /// The site without drafts, whose parts have the numbers that readers see.
  private let counted: Site

  /// - Parameter options: the clock that divides live posts from scheduled ones, and the site's URL.
  package init(_ content: Content, _ options: EditionOptions) {
    func site(showsDrafts: Bool) -> Site {
      var options = options
      (options.showsDrafts, options.showsScheduled, options.showsEmpty) = (showsDrafts, true, true)
      return link(content, options).site
    }
    (all, counted) = (site(showsDrafts: true), site(showsDrafts: false))
  }
}

/// What `partwork list` lists.
package enum InventoryList: String, Sendable, CaseIterable {
  case posts
  case series
  case scheduled
  case drafts
}

/// The list as a table.
extension Inventory {
  /// The list as a table for people, without a line end; a sentence if there is nothing to list.
  package func table(_ list: InventoryList) -> String {
    let parts = partNumbers
    func series(_ post: Post) -> String {
      parts(post).map { part in
        part.number.map { "\(part.series.id) \($0)/\(part.series.order.parts.count)" } ?? part.series.id
      }
      .joined(separator: ", ")
    }
    let table: TextTable
    let nothing: String
    switch list {
    case .posts:
      nothing = "There are no posts."
      table = TextTable(
        ["DATE", "STATE", "SLUG", "SERIES", "TITLE"],
        posts(.posts).map { [$0.date.day, $0.state.rawValue, $0.slug, series($0), $0.title] })
    case .series:
      nothing = "There are no series."
      table = TextTable(
        ["ID", "STATUS", "LIVE", "LATEST", "TITLE"],
        counted.series.map { series in
          let live = series.order.parts.compactMap(\.post).map { counted.posts[$0] }.filter { $0.state == .live }
          return [
            series.id, series.source.status.rawValue, "\(live.count) of \(series.order.parts.count)",
            live.map(\.date).max()?.day ?? "", series.title,
          ]
        })
    case .scheduled:
      nothing = "No post is scheduled."
      table = TextTable(
        ["GOES LIVE", "IN", "SLUG", "SERIES", "TITLE"],
        posts(.scheduled).map { [$0.date.minute, timeUntil($0.date), $0.slug, series($0), $0.title] })
    case .drafts:
      nothing = "There are no drafts."
      table = TextTable(
        ["DATE", "FILE", "SERIES", "TITLE"],
        posts(.drafts).map { [$0.date.day, $0.file, series($0), $0.title] })
    }
    return table.text ?? nothing
  }

  /// The posts of a list of posts, newest first; scheduled ones in the order in which they go live.
  private func posts(_ list: InventoryList) -> [Post] {
    switch list {
    case .posts, .series: all.posts
    case .scheduled: all.posts.filter { $0.state == .scheduled }.reversed()
    case .drafts: all.posts.filter { $0.state == .draft }
    }
  }

  /// The places of a post in its series; a draft has no number, since it is not counted.
  private var partNumbers: (Post) -> [(series: Series, number: Int?)] {
    let memberships = Dictionary(uniqueKeysWithValues: counted.posts.map { ($0.slug, $0.memberships) })
    return { post in
      let numbered = (memberships[post.slug] ?? []).map { (counted.series[$0.series], Optional($0.place + 1)) }
      if !numbered.isEmpty { return numbered }
      return counted.series.filter { $0.id == post.series }.map { ($0, nil) }
    }
  }

  /// The time until `date` in a suitable unit: "3 days", "5 hours".
  private func timeUntil(_ date: Timestamp) -> String {
    let seconds = max(0, date.seconds - all.now)
    let (number, unit) =
      if seconds >= 36 * 3600 {
        ((seconds + 43_200) / 86_400, "day")
      } else if seconds >= 5400 {
        ((seconds + 1800) / 3600, "hour")
      } else {
        ((seconds + 59) / 60, "minute")
      }
    return number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
  }
}

/// The list as JSON.
extension Inventory {
  /// An array of objects, each with the same keys, null if there is no value.
  package func json(_ list: InventoryList) -> JSONText {
    if list == .series { return .array(counted.series.map { json($0) }) }
    let parts = partNumbers
    return .array(posts(list).map { json($0, parts: parts($0)) })
  }

  private func json(_ post: Post, parts: [(series: Series, number: Int?)]) -> JSONText {
    let series: [JSONText] = parts.map { part in
      .object([
        ("id", .string(part.series.id)), ("part", part.number.map { .integer($0) } ?? .null),
        ("of", .integer(part.series.order.parts.count)),
      ])
    }
    return .object([
      ("slug", .string(post.slug)),
      ("title", .string(post.title)),
      ("state", .string(post.state.rawValue)),
      ("date", .string(post.date.written)),
      ("goesLive", post.state == .scheduled ? .string(post.date.rfc3339) : .null),
      ("file", .string(post.file)),
      ("url", .string(all.url.absolute(post.url))),
      ("series", .array(series)),
      ("categories", .array(post.categories.map { .string(all.categories[$0].name) })),
      ("authors", .array(post.credits.map { .string(all.authors[$0.author].id) })),
    ])
  }

  private func json(_ series: Series) -> JSONText {
    .object([
      ("id", .string(series.id)),
      ("title", .string(series.title)),
      ("status", .string(series.source.status.rawValue)),
      ("file", .string(series.file)),
      ("url", .string(counted.url.absolute(series.url))),
      ("parts", .array(zip(1..., series.order.parts).map { json($1, number: $0) })),
    ])
  }

  private func json(_ part: Part, number: Int) -> JSONText {
    let post = part.post.map { counted.posts[$0] }
    let date = post?.date ?? part.announcement?.date
    return .object([
      ("part", .integer(number)),
      ("title", .string(post?.title ?? part.announcement?.title ?? "")),
      ("state", .string(post?.state.rawValue ?? "announced")),
      ("slug", post.map { .string($0.slug) } ?? .null),
      ("date", date.map { .string($0.written) } ?? .null),
    ])
  }
}

extension Timestamp {
  /// "2026-05-01 09:30" in the site's time zone; only the day if no time was given.
  fileprivate var minute: String { hasTime ? day + " " + rfc3339.dropFirst(11).prefix(5) : day }

  /// With a time only if one was given, as in RFC 3339.
  fileprivate var written: String { hasTime ? rfc3339 : day }
}
