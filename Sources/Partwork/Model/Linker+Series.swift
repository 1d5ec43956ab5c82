import PartworkDiagnostics
import PartworkSupport

extension Linker {
  /// The series that this edition shows, with their parts in order; all series are checked.
  ///
  /// - Parameters:
  ///   - posts: every post of the site, shown or not, newest first.
  ///   - visibility: the IDs of the series that this edition shows, and of those that readers see now.
  ///   - isComplete: whether all posts were read, so that a series without parts has none.
  mutating func linkSeries(
    _ sources: [SeriesSource], posts: [DatedPost], _ visibility: (shown: Set<String>, public: Set<String>),
    isComplete: Bool
  ) -> [Series] {
    let members = members(of: sources, among: posts)
    let listsParts = sources.contains { $0.parts != nil }
    let bySlug = Dictionary(uniqueKeysWithValues: listsParts ? posts.map { ($0.slug, $0) } : [])
    return sources.compactMap { source in
      let own = members[source.id] ?? []
      let parts = source.parts.map { listed($0, of: source, own: own, bySlug: bySlug) } ?? numbered(own, in: source)
      if parts.count > Limits.parts {
        diagnostics.error(
          "this series has more than \(Limits.parts) parts", at: SourceLocation(source.file),
          hint: "make several series of it")
      }
      if own.isEmpty, isComplete, source.parts?.isEmpty ?? true, source.status != .announced, !source.isDraft {
        diagnostics.warning(
          "the series has no parts yet", at: SourceLocation(source.file),
          hint: "add `series: \(source.id)` to a post, or announce a part under `parts:`")
      }
      let authors = source.authors.compactMap { credit($0) }
      guard visibility.shown.contains(source.id) else { return nil }
      return Series(
        source: source, authors: authors, order: SeriesOrder(parts: parts),
        isInPreparation: !visibility.public.contains(source.id),
        isOfferedAsBook: source.epub ?? (settings.epub && source.status == .complete))
    }
  }

  /// The posts that name each series, oldest first. A series that does not exist is reported.
  private mutating func members(of sources: [SeriesSource], among posts: [DatedPost]) -> [String: [DatedPost]] {
    let known = Set(sources.map(\.id))
    func reportUnknown(_ series: Located<String>) {
      diagnostics.error(
        "there is no series `\(series.value)`", at: series.location,
        hint: ContentKind.series.hint(for: series.value, among: sources.map { NamedItem($0.id, title: $0.title.value) })
      )
    }
    for series in settings.homeSeries where !known.contains(series.value) { reportUnknown(series) }
    var members: [String: [DatedPost]] = [:]
    let oldestFirst = posts.reversed().sorted {
      $0.date.seconds == $1.date.seconds ? $0.slug < $1.slug : $0.date.seconds < $1.date.seconds
    }
    for post in oldestFirst {
      warnOfPartWithoutEffect(post.source)
      for series in post.source.series {
        if known.contains(series.value) {
          members[series.value, default: []].append(post)
        } else {
          reportUnknown(series)
        }
      }
    }
    return members
  }

  private mutating func warnOfPartWithoutEffect(_ post: PostSource) {
    guard let part = post.part, post.series.count != 1 else { return }
    if post.series.isEmpty {
      diagnostics.warning(
        "`part` has no effect without `series`", at: part.location, hint: "add `series:` or remove `part`")
    } else {
      diagnostics.warning(
        "`part` has no effect in a post of several series", at: part.location,
        hint: "remove `part`, and list the post in the `parts` of each series")
    }
  }
}

/// The two ways to order a series.
extension Linker {
  /// The order of the series' `parts`; its posts that are not in the list come last, by date.
  private mutating func listed(
    _ list: [PartSource], of series: SeriesSource, own: [DatedPost], bySlug: [String: DatedPost]
  ) -> [Part] {
    // Nil for a draft that is not shown, which still has a place in the list.
    var parts: [Part?] = []
    var seen: Set<String> = []
    for entry in list {
      switch entry {
      case .announced(let source):
        let announcement = Announcement(
          title: source.title.value, shortTitle: nil, date: source.date.map { timestamp($0) },
          description: source.description)
        parts.append(.announced(announcement))
      case .post(let slug):
        if !seen.insert(slug.value).inserted {
          diagnostics.error(
            "`\(slug.value)` is listed twice", at: slug.location, hint: "keep only the entry in the right place")
        } else if let post = bySlug[slug.value] {
          parts.append(part(for: post))
          warnIfNumbered(post, otherThan: parts.count, in: series)
        } else {
          diagnostics.error(
            "there is no post `\(slug.value)`", at: slug.location,
            hint: Suggestion.question(posts(meantBy: slug.value, in: list, own: own, all: bySlug))
              ?? "to announce a part that is not written yet, write its title: `- title: …`")
        }
      }
    }
    for post in own where !seen.contains(post.slug) {
      diagnostics.warning(
        "the post is not in the `parts` of \(series.file), so it comes last",
        at: location(of: series, in: post), hint: "add `- \(post.slug)` to the list in the right place")
      parts.append(part(for: post))
      warnIfNumbered(post, otherThan: parts.count, in: series)
    }
    return parts.compactMap(\.self)
  }

  /// The slugs of the posts that an entry of `list` with a wrong slug may mean, best first: none that the list has too.
  ///
  /// A post that was renamed has its old address among its aliases, or is the series' only post that the list lacks.
  private func posts(
    meantBy slug: String, in list: [PartSource], own: [DatedPost], all: [String: DatedPost]
  ) -> [String] {
    let listed = Set(list.compactMap(\.slug))
    let others = all.values.filter { !listed.contains($0.slug) }.sorted { $0.slug < $1.slug }
    let renamed = others.filter { post in
      post.source.aliases.contains { $0.value.split(separator: "/").last.map(String.init) == slug }
    }
    if !renamed.isEmpty { return renamed.prefix(3).map(\.slug) }
    func similar(_ posts: [DatedPost]) -> [String] {
      let items = posts.map { NamedItem($0.slug, title: $0.source.title.value) }
      return Suggestion.places(like: slug, among: items).map { posts[$0].slug }
    }
    let missing = own.filter { !listed.contains($0.slug) }
    let found = similar(missing)
    if !found.isEmpty { return found }
    return missing.count == 1 ? [missing[0].slug] : similar(others)
  }

  /// Warns if the `part` of a post in `series` differs from `place`, its place in the series' list, which takes
  /// precedence.
  private mutating func warnIfNumbered(_ post: DatedPost, otherThan place: Int, in series: SeriesSource) {
    guard let part = post.source.part(in: series.id), part.value != place else { return }
    diagnostics.warning(
      "`part` has no effect here: `parts` in \(series.file) sets the order", at: part.location, hint: "remove `part`")
  }

  /// The order by `part`, or by date if no post has one.
  private mutating func numbered(_ own: [DatedPost], in series: SeriesSource) -> [Part] {
    let numbers = own.compactMap { $0.source.part(in: series.id) }
    if numbers.isEmpty { return own.compactMap { part(for: $0) } }
    var taken: [Int: DatedPost] = [:]
    for post in own {
      guard let number = post.source.part(in: series.id) else {
        let isOfOne = post.source.series.count == 1
        diagnostics.warning(
          "the post has no `part`, unlike others in its series, so it comes last",
          at: location(of: series, in: post),
          hint: isOfOne ? "add `part:` with its number" : "list all posts in the `parts` of \(series.file)")
        continue
      }
      if let other = taken[number.value] {
        diagnostics.error(
          "\(other.source.file) is also part \(number.value)", at: number.location,
          hint: "give each part of a series a different number")
      } else {
        taken[number.value] = post
      }
    }
    warnOfGaps(numbers)
    func number(of post: DatedPost) -> Int { post.source.part(in: series.id)?.value ?? .max }
    // A stable order: `own` is by date and slug, and posts without a number come after the others.
    let order = own.enumerated().sorted { left, right in
      let (leftNumber, rightNumber) = (number(of: left.element), number(of: right.element))
      return (leftNumber, left.offset) < (rightNumber, right.offset)
    }
    return order.compactMap { part(for: $0.element) }
  }

  private mutating func warnOfGaps(_ numbers: [Located<Int>]) {
    var expected = 1
    for number in numbers.sorted(by: { $0.value < $1.value }) {
      if number.value > expected {
        let last = number.value - 1
        let missing =
          last == expected ? "there is no part \(expected)" : "there are no parts \(expected) to \(last)"
        diagnostics.warning(
          "\(missing) before this one", at: number.location, hint: "readers see the parts numbered without gaps")
      }
      expected = number.value + 1
    }
  }

  /// The place in the front matter of `post` that names `series`.
  private func location(of series: SeriesSource, in post: DatedPost) -> SourceLocation? {
    post.source.series.first { $0.value == series.id }?.location
  }

  /// The part as readers of this edition may know it; nil for a draft that is not shown.
  private func part(for post: DatedPost) -> Part? {
    if let handle = shownPosts[post.slug] { return .post(handle) }
    guard post.state == .scheduled else { return nil }
    let source = post.source
    return .scheduled(
      Announcement(
        title: source.title.value, shortTitle: source.shortTitle, date: post.date, description: source.description))
  }
}
