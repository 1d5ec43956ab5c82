import PartworkDiagnostics

extension Linker {
  /// Every series with its parts in order.
  ///
  /// - Parameters:
  ///   - posts: every post of the site, held back or not, newest first.
  ///   - shown: the handles of those that this edition shows, by slug.
  mutating func linkSeries(_ sources: [SeriesSource], posts: [DatedPost], shown: [String: Handle<Post>]) -> [Series] {
    var members: [String: [DatedPost]] = [:]
    let ids = sources.map(\.id)
    for post in posts.sorted(by: { ($0.date.seconds, $0.slug) < ($1.date.seconds, $1.slug) }) {
      guard let series = post.source.series else {
        if let part = post.source.part {
          diagnostics.warning(
            "`part` counts for nothing without a series", at: part.location, hint: "add `series:` or remove `part`")
        }
        continue
      }
      guard ids.contains(series.value) else {
        diagnostics.error(
          "there is no series `\(series.value)`", at: series.location,
          hint: Suggestion.question(for: series.value, in: ids) ?? "write content/series/\(series.value).md")
        continue
      }
      members[series.value, default: []].append(post)
    }
    let bySlug = Dictionary(uniqueKeysWithValues: posts.map { ($0.slug, $0) })
    return sources.map { source in
      let own = members[source.id] ?? []
      let ordered =
        if let parts = source.parts { listed(parts, of: source, own: own, bySlug: bySlug) } else { counted(own) }
      let parts = ordered.compactMap { part(for: $0, shown: shown) }
      if parts.isEmpty {
        diagnostics.warning(
          "the series has no parts yet", at: SourceLocation(source.file),
          hint: "write `series: \(source.id)` in a post, or announce a part under `parts:`")
      }
      return Series(
        id: source.id,
        file: source.file,
        url: "/series/\(source.id)/",
        title: source.title.value,
        description: source.description,
        status: source.status,
        image: source.image,
        aliases: source.aliases,
        authors: source.authors.compactMap { credit($0) },
        intro: source.intro,
        outro: source.outro,
        hasRecap: source.recap,
        extra: source.extra,
        body: source.body,
        order: SeriesOrder(parts)
      )
    }
  }
}

/// What stands at a place in a series, shown in this edition or not.
private enum Entry {
  case post(DatedPost)
  case announced(Announcement)
}

extension Linker {
  /// The order that the series' `parts` gives; its posts that the list forgets come last, by date.
  private mutating func listed(
    _ parts: [PartSource], of series: SeriesSource, own: [DatedPost], bySlug: [String: DatedPost]
  ) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<String> = []
    for part in parts {
      switch part {
      case .announced(let announced):
        entries.append(
          .announced(
            Announcement(
              title: announced.title.value, shortTitle: nil, date: announced.date.flatMap { timestamp($0) },
              description: announced.description)))
      case .post(let slug):
        guard seen.insert(slug.value).inserted else {
          diagnostics.error(
            "`\(slug.value)` is listed twice", at: slug.location, hint: "keep the entry at the place where it is read")
          continue
        }
        guard let post = bySlug[slug.value] else {
          diagnostics.error(
            "there is no post `\(slug.value)`", at: slug.location,
            hint: Suggestion.question(for: slug.value, in: bySlug.keys)
              ?? "announce an unwritten part by its title: `- title: …`")
          continue
        }
        entries.append(.post(post))
      }
    }
    for post in own where !seen.contains(post.slug) {
      diagnostics.warning(
        "the post is not among the `parts` of \(series.file), so it comes last",
        at: post.source.series?.location, hint: "add `- \(post.slug)` to the list at its place")
      entries.append(.post(post))
    }
    warnOfIdleNumbers(entries, of: series)
    return entries
  }

  /// Warns of each `part` that says another place than the series' list, which holds.
  private mutating func warnOfIdleNumbers(_ entries: [Entry], of series: SeriesSource) {
    for (place, entry) in entries.enumerated() {
      guard case .post(let post) = entry, post.source.series?.value == series.id, let part = post.source.part,
        part.value != place + 1
      else { continue }
      diagnostics.warning(
        "`part` counts for nothing here: `parts` in \(series.file) gives the order", at: part.location,
        hint: "remove `part`")
    }
  }

  /// The order by `part`, or by date where no post has one.
  private mutating func counted(_ own: [DatedPost]) -> [Entry] {
    let numbered = own.compactMap { post in post.source.part.map { (number: $0, post: post) } }
    if numbered.isEmpty { return own.map { .post($0) } }
    var first: [Int: DatedPost] = [:]
    for (number, post) in numbered {
      if let other = first[number.value] {
        diagnostics.error(
          "part \(number.value) is also \(other.source.file)", at: number.location,
          hint: "give each part of a series a number of its own")
      } else {
        first[number.value] = post
      }
    }
    warnOfGaps(numbered)
    for post in own where post.source.part == nil {
      diagnostics.warning(
        "the post has no `part`, as others of its series have, so it comes last",
        at: post.source.series?.location, hint: "add `part:` with its number")
    }
    // A stable order: `own` is by date and slug, and posts without a number keep it behind the others.
    let places = own.enumerated().sorted { left, right in
      let numbers = (left.element.source.part?.value ?? .max, right.element.source.part?.value ?? .max)
      return (numbers.0, left.offset) < (numbers.1, right.offset)
    }
    return places.map { .post($0.element) }
  }

  private mutating func warnOfGaps(_ numbered: [(number: Located<Int>, post: DatedPost)]) {
    var expected = 1
    for number in numbered.map(\.number).sorted(by: { $0.value < $1.value }) {
      let gap = expected..<max(expected, number.value)
      if !gap.isEmpty {
        let missing =
          gap.count == 1 ? "there is no part \(expected)" : "there are no parts \(expected) to \(gap.upperBound - 1)"
        diagnostics.warning(
          "\(missing) before this one", at: number.location,
          hint: "readers see parts counted by their place, without gaps")
      }
      expected = number.value + 1
    }
  }

  /// The part as readers of this edition may know it; nil for a draft that is not shown.
  private func part(for entry: Entry, shown: [String: Handle<Post>]) -> Part? {
    switch entry {
    case .announced(let announcement):
      return .announced(announcement)
    case .post(let post):
      if let handle = shown[post.slug] { return .post(handle) }
      guard post.state == .scheduled else { return nil }
      return .scheduled(
        Announcement(
          title: post.source.title.value, shortTitle: post.source.shortTitle, date: post.date,
          description: post.source.description))
    }
  }
}
