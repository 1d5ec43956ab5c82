/// Everything on a site, shown to its readers or not: what `partwork list` prints.
package struct Inventory: Sendable {
  /// The site with drafts and scheduled posts.
  private let all: Site
  /// The site without drafts, whose parts have the numbers that readers see.
  private let counted: Site

  /// - Parameter options: the clock that divides live posts from scheduled ones, and the site's URL.
  package init(_ content: Content, _ options: EditionOptions) async {
    func site(showsDrafts: Bool) async -> Site {
      var options = options
      (options.showsDrafts, options.showsScheduled, options.showsEmpty) = (showsDrafts, true, true)
      return await link(content, options).site
    }
    (all, counted) = (await site(showsDrafts: true), await site(showsDrafts: false))
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
      return counted.series.filter { post.source.names(series: $0.id) }.map { ($0, nil) }
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
  package func json(_ list: InventoryList, _ layout: JSONLayout = .compact) -> String {
    let parts = partNumbers
    let utf8 = JSONWriter.text(layout) { json in
      json.array { json in
        if list == .series {
          for series in counted.series { write(series, to: &json) }
        } else {
          for post in posts(list) { write(post, parts: parts(post), to: &json) }
        }
      }
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  private func write(_ post: Post, parts: [(series: Series, number: Int?)], to json: inout JSONWriter) {
    json.object { json in
      json.string("slug", post.slug)
      json.string("title", post.title)
      json.string("state", post.state.rawValue)
      json.string("date", post.date.written)
      json.stringOrNull("goesLive", post.state == .scheduled ? post.date.rfc3339 : nil)
      json.string("file", post.file)
      json.string("url", all.url.absolute(post.url))
      json.array("series") { json in
        for part in parts {
          json.object { json in
            json.string("id", part.series.id)
            if let number = part.number { json.integer("part", number) } else { json.null("part") }
            json.integer("of", part.series.order.parts.count)
          }
        }
      }
      json.array("categories") { json in for category in post.categories { json.element(all.terms[category].name) } }
      json.array("tags") { json in for tag in post.tags { json.element(all.terms[tag].name) } }
      json.array("authors") { json in for credit in post.credits { json.element(all.authors[credit.author].id) } }
    }
  }

  private func write(_ series: Series, to json: inout JSONWriter) {
    json.object { json in
      json.string("id", series.id)
      json.string("title", series.title)
      json.string("status", series.source.status.rawValue)
      json.string("file", series.file)
      json.string("url", counted.url.absolute(series.url))
      json.array("parts") { json in
        for (number, part) in zip(1..., series.order.parts) { write(part, number: number, to: &json) }
      }
    }
  }

  private func write(_ part: Part, number: Int, to json: inout JSONWriter) {
    let post = part.post.map { counted.posts[$0] }
    json.object { json in
      json.integer("part", number)
      json.string("title", post?.title ?? part.announcement?.title ?? "")
      json.string("state", post?.state.rawValue ?? "announced")
      json.stringOrNull("slug", post?.slug)
      json.stringOrNull("date", (post?.date ?? part.announcement?.date)?.written)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func stringOrNull(_ name: StaticString, _ text: String?) {
    if let text { string(name, text) } else { null(name) }
  }
}

extension Timestamp {
  /// "2026-05-01 09:30" in the site's time zone; only the day if no time was given.
  fileprivate var minute: String { hasTime ? day + " " + rfc3339.dropFirst(11).prefix(5) : day }

  /// With a time only if one was given, as in RFC 3339.
  fileprivate var written: String { hasTime ? rfc3339 : day }
}
