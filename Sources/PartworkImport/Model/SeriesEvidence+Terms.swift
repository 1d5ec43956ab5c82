internal import PartworkSupport

/// Categories and tags whose posts are named alike.
extension SeriesEvidence {
  /// The series that categories and tags show.
  ///
  /// - Parameter taken: the indices of posts that are parts already.
  static func inTerms(of site: ImportedSite, besides taken: Set<Int>) -> [SeriesEvidence] {
    var taken = taken
    var members: [String: [Int]] = [:]
    for (index, post) in site.posts.enumerated() where post.series.isEmpty {
      for name in post.tags { members["tag \(name)", default: []].append(index) }
      for name in post.categories { members["category \(name)", default: []].append(index) }
    }
    let terms =
      site.tags.map { ("tag", $0) } + site.categories.filter { $0.slug != "uncategorized" }.map { ("category", $0) }
    return terms.compactMap { kind, term in
      let posts = (members["\(kind) \(term.name)"] ?? []).filter { !taken.contains($0) }
      let titles = posts.map { TitleWords($0, site.posts[$0].title) }
      guard let likeness = likeness(of: titles, named: term.name) else { return nil }
      let parts = likeness.titles.sorted {
        (likeness.isNumbered ? $0.number ?? 0 : 0, site.posts[$0.post].date ?? "", $0.post) < (
          likeness.isNumbered ? $1.number ?? 0 : 0, site.posts[$1.post].date ?? "", $1.post
        )
      }.map(\.post)
      taken.formUnion(parts)
      let examples = parts.prefix(3).map { "“\(site.posts[$0].title)”" }.joined(separator: ", ")
      return SeriesEvidence(
        title: term.name, posts: parts, shortTitles: parts.map { _ in nil },
        reason: "\(parts.count) titles in the \(kind) “\(term.name)” \(likeness.reason): \(examples)")
    }
  }

  /// What most of `titles` have in common, if they are three or more.
  private static func likeness(
    of titles: [TitleWords], named name: String
  ) -> (titles: [TitleWords], reason: String, isNumbered: Bool)? {
    func areMost(_ some: [TitleWords]) -> Bool { some.count > 2 && 4 * some.count >= 3 * titles.count }
    let numbered = titles.filter { $0.number != nil }
    let numbers = Set(numbered.compactMap(\.number))
    // Numbers of parts begin with 1 and have few gaps; “7 ways”, “10 reasons” do not.
    if areMost(numbered), numbers.count == numbered.count, let first = numbers.min(), first < 2,
      let last = numbers.max(), last <= 2 * numbers.count
    {
      return (numbered, "have a number", true)
    }
    let words = TitleWords(0, name).words
    let named = titles.filter { !words.isEmpty && $0.contains(words) }
    if areMost(named) { return (named, "name it", false) }
    let begins = largest(titles) { Array($0.words.prefix(2)) }
    if areMost(begins) { return (begins, "begin alike", false) }
    let ends = largest(titles) { Array($0.words.suffix(2)) }
    return areMost(ends) ? (ends, "end alike", false) : nil
  }

  /// The largest group of titles that have two words in common.
  private static func largest(_ titles: [TitleWords], by key: (TitleWords) -> [String]) -> [TitleWords] {
    let groups = Dictionary(grouping: titles.filter { $0.words.count > 2 }, by: key)
    return groups.max { ($0.value.count, $1.key.joined()) < ($1.value.count, $0.key.joined()) }?.value ?? []
  }
}

/// A title as its words, in lower case.
private struct TitleWords {
  let post: Int
  let words: [String]
  private let part: Int?

  init(_ post: Int, _ title: String) {
    self.post = post
    part = PartNumber(in: title)?.number
    words = title.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "’" && $0 != "'" }.map(String.init)
  }

  /// The number that the title calls that of a part, else the first that may be one; years are not.
  var number: Int? { part ?? words.lazy.compactMap { Int($0) }.first { $0 < 1000 } }

  func contains(_ others: [String]) -> Bool {
    words.indices.contains { words[$0...].starts(with: others) }
  }
}
