/// What of an inventory is listed.
package enum InventoryList: String, Sendable, CaseIterable {
  case posts
  case series
  case scheduled
  case drafts
}

extension Inventory {
  /// The posts of a list of posts; scheduled ones in the order in which they go live.
  private func posts(_ list: InventoryList) -> [ListedPost] {
    switch list {
    case .posts: posts
    case .series: []
    case .scheduled: posts.filter { $0.state == .scheduled }.reversed()
    case .drafts: posts.filter { $0.state == .draft }
    }
  }

  /// The list as a table for people, without a line end; a sentence where there is nothing to list.
  package func table(_ list: InventoryList) -> String {
    let table =
      switch list {
      case .posts:
        TextTable(
          ["DATE", "STATE", "SLUG", "SERIES", "TITLE"],
          posts.map { [$0.date.day, $0.state.word, $0.slug, $0.place, $0.title] })
      case .series:
        TextTable(
          ["ID", "STATUS", "LIVE", "LATEST", "TITLE"],
          series.map { [$0.id, $0.status.rawValue, $0.progress, $0.latest?.day ?? "", $0.title] })
      case .scheduled:
        TextTable(
          ["GOES LIVE", "IN", "SLUG", "SERIES", "TITLE"],
          posts(.scheduled).map { [$0.date.minute, distance(to: $0.date), $0.slug, $0.place, $0.title] })
      case .drafts:
        TextTable(
          ["DATE", "FILE", "SERIES", "TITLE"],
          posts(.drafts).map { [$0.date.day, $0.file, $0.place, $0.title] })
      }
    if !table.isEmpty { return table.text }
    return switch list {
    case .posts: "There are no posts."
    case .series: "There are no series."
    case .scheduled: "No post is scheduled."
    case .drafts: "There are no drafts."
    }
  }

  /// The time until `date`, in the largest unit that says enough: "3 days", "5 hours".
  private func distance(to date: Timestamp) -> String {
    let seconds = max(0, date.seconds - now)
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

  /// The list as JSON: an array of objects, each with the same keys, null where there is no value.
  package func json(_ list: InventoryList) -> JSONText {
    list == .series ? .array(series.map(\.json)) : .array(posts(list).map(\.json))
  }
}
