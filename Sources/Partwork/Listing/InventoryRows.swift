extension PostState {
  /// As lists print it.
  var word: String {
    switch self {
    case .live: "live"
    case .scheduled: "scheduled"
    case .draft: "draft"
    }
  }
}

extension ListedPost {
  /// "mentorship 2/4", and the same of other series behind a comma.
  var place: String {
    parts.map { part in part.number.map { "\(part.series) \($0)/\(part.total)" } ?? part.series }.joined(
      separator: ", ")
  }

  var json: JSONText {
    let series: [JSONText] = parts.map { part in
      .object([
        ("id", .string(part.series)), ("part", part.number.map { .integer($0) } ?? .null), ("of", .integer(part.total)),
      ])
    }
    return .object([
      ("slug", .string(slug)),
      ("title", .string(title)),
      ("state", .string(state.word)),
      ("date", .string(date.written)),
      ("goesLive", state == .scheduled ? .string(date.rfc3339) : .null),
      ("file", .string(file)),
      ("url", .string(url)),
      ("series", .array(series)),
      ("categories", .array(categories.map { .string($0) })),
      ("authors", .array(authors.map { .string($0) })),
    ])
  }
}

extension ListedSeries {
  private var live: [ListedPart] { parts.filter { $0.state == .live } }

  /// "3 of 4".
  var progress: String { "\(live.count) of \(parts.count)" }

  /// When the newest live part went live.
  var latest: Timestamp? { live.compactMap(\.date).max() }

  var json: JSONText {
    .object([
      ("id", .string(id)),
      ("title", .string(title)),
      ("status", .string(status.rawValue)),
      ("file", .string(file)),
      ("url", .string(url)),
      ("parts", .array(zip(1..., parts).map { number, part in part.json(number) })),
    ])
  }
}

extension ListedPart {
  fileprivate func json(_ number: Int) -> JSONText {
    .object([
      ("part", .integer(number)),
      ("title", .string(title)),
      ("state", .string(state?.word ?? "announced")),
      ("slug", slug.map { .string($0) } ?? .null),
      ("date", date.map { .string($0.written) } ?? .null),
    ])
  }
}

extension Timestamp {
  /// "2026-05-01 09:30" on the site's clocks; the day alone where no time was given.
  var minute: String {
    hasTime ? day + " " + rfc3339.dropFirst(11).prefix(5) : day
  }

  /// With a time only where one was given, as RFC 3339 has both.
  fileprivate var written: String { hasTime ? rfc3339 : day }
}
