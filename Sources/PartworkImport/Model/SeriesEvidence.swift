internal import PartworkSupport

/// A series that the titles of posts show, and that the source does not name: "Mentorship: …", "A walk, part 2", "(2/4)";
/// or a category or tag whose posts are named alike.
package struct SeriesEvidence: Sendable {
  package var title: String
  /// The indices of its posts, in order.
  package var posts: [Int]
  /// What is left of each title without that of the series; nil if nothing is.
  package var shortTitles: [String?]
  /// What the titles have in common, as a report says it.
  package var reason: String

  /// The series among posts that belong to none.
  package static func find(in site: ImportedSite) -> [SeriesEvidence] {
    let titles = inTitles(of: site)
    return titles + inTerms(of: site, besides: Set(titles.flatMap(\.posts)))
  }

  private static func inTitles(of site: ImportedSite) -> [SeriesEvidence] {
    var groups: [String: [NumberedTitle]] = [:]
    for (index, post) in site.posts.enumerated() where post.series.isEmpty {
      for title in NumberedTitle.readings(of: post.title, index) {
        groups[(title.number == nil ? "t " : "n ") + title.base.lowercased(), default: []].append(title)
      }
    }
    var taken: Set<Int> = []
    // A number is better evidence than a beginning.
    let sorted = groups.sorted {
      ($0.key.hasPrefix("t") ? 1 : 0, -$0.value.count, $0.key) < (
        $1.key.hasPrefix("t") ? 1 : 0, -$1.value.count, $1.key
      )
    }
    return sorted.compactMap { _, titles in
      let free = titles.filter { !taken.contains($0.post) }
      let numbers = Set(free.compactMap(\.number))
      guard free.count >= (numbers.isEmpty ? 3 : 2), numbers.isEmpty || numbers.count == free.count else { return nil }
      let order = free.sorted {
        ($0.number ?? 0, site.posts[$0.post].date ?? "", $0.post) < (
          $1.number ?? 0, site.posts[$1.post].date ?? "", $1.post
        )
      }
      taken.formUnion(order.map(\.post))
      return SeriesEvidence(
        title: order[0].base, posts: order.map(\.post), shortTitles: order.map(\.rest),
        reason: numbers.isEmpty
          ? "\(order.count) titles begin with “\(order[0].base)”"
          : "\(order.count) titles have a number after “\(order[0].base)”")
    }
  }
}

/// A title as that of a part: the title of the series, the number, and the rest.
private struct NumberedTitle {
  var post: Int
  var base: String
  var number: Int?
  var rest: String?

  /// The ways to read a title.
  static func readings(of title: String, _ post: Int) -> [NumberedTitle] {
    var readings: [NumberedTitle] = []
    let part =
      /^(.+?)[\s,:–—(-]+(?:[Pp]art|PART|[Tt]eil|[Pp]artie|[Pp]arte|[Dd]eel|[Nn]o\.|#)\s*(\d+|[IVX]+)(?:\s*(?:of|\/|von|de|di)\s*\d+)?\)?(?:\s*[:–—-]\s*(.+))?$/
    if let match = title.wholeMatch(of: part), let number = number(match.2) {
      readings.append(NumberedTitle(post: post, base: String(match.1), number: number, rest: match.3.map(String.init)))
    } else if title.hasSuffix(")"), let match = title.wholeMatch(of: /(.+?)\s*\((\d+)\s*(?:\/|of)\s*\d+\)/),
      let number = Int(match.2)
    {
      readings.append(NumberedTitle(post: post, base: String(match.1), number: number, rest: nil))
    }
    if let mark = title.firstMatch(of: /:\s+|\s+[–—]\s+/), mark.range.lowerBound != title.startIndex {
      let (base, rest) = (title[..<mark.range.lowerBound], title[mark.range.upperBound...])
      if base.split(separator: " ").count <= 6, !rest.isEmpty {
        readings.append(NumberedTitle(post: post, base: String(base), number: nil, rest: String(rest)))
      }
    }
    return readings
  }

  private static func number(_ text: Substring) -> Int? {
    if let number = Int(text) { return number }
    let values: [Character: Int] = ["I": 1, "V": 5, "X": 10]
    let digits = text.map { values[$0] ?? 0 }
    return zip(digits, Array(digits.dropFirst()) + [0]).reduce(0) { $0 + ($1.0 < $1.1 ? -$1.0 : $1.0) }
  }
}

extension ImportedSite {
  /// Makes a series of what was found.
  mutating func add(_ evidence: SeriesEvidence) {
    let id = (Slug.make(evidence.title).nonEmpty ?? "series").numbered(besides: Set(series.map(\.id) + ["index"]))
    for (index, short) in zip(evidence.posts, evidence.shortTitles) {
      posts[index].series.append(id)
      if posts[index].shortTitle == nil, let short {
        posts[index].shortTitle = short.prefix(1).uppercased() + short.dropFirst()
      }
    }
    series.append(ImportedSeries(id: id, title: evidence.title, parts: evidence.posts.map { posts[$0].slug }))
    remarks.append(ImportRemark(.series, "“\(evidence.title)” is a series: \(evidence.reason)"))
  }
}
