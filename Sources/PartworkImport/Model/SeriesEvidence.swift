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
    if let part = PartNumber(in: title), !part.before.isEmpty {
      readings.append(
        NumberedTitle(
          post: post, base: String(part.before), number: part.number, rest: String(part.after).nonEmpty))
    }
    if let (base, rest) = beginning(of: title), base.split(separator: " ").count <= 6 {
      readings.append(NumberedTitle(post: post, base: String(base), number: nil, rest: String(rest)))
    }
    return readings
  }

  /// What stands before and after the first colon or dash.
  private static func beginning(of title: String) -> (base: Substring, rest: Substring)? {
    for index in title.indices.dropFirst() {
      let character = title[index]
      guard ":–—".contains(character) else { continue }
      let (base, rest) = (title[..<index], title[title.index(after: index)...])
      guard rest.first?.isWhitespace == true, character == ":" || base.last?.isWhitespace == true else { continue }
      let texts = (base.trimmedText, rest.trimmedText)
      if case (let before?, let after?) = texts { return (before[...], after[...]) }
      return nil
    }
    return nil
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
