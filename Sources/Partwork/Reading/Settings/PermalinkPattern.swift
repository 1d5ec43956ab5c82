internal import PartworkDiagnostics

/// How the URL of a post is made: "/posts/:slug/", "/:year/:month/:slug/".
package struct PermalinkPattern: Sendable, Hashable {
  /// What a pattern may name; in the pattern, with a colon before it.
  package enum Placeholder: String, Sendable, CaseIterable {
    /// The post's slug.
    case slug
    /// The four digits of the year of the post's date.
    case year
    /// The two digits of its month.
    case month
    /// The two digits of its day.
    case day
    /// The ID of the post's series, or nothing.
    case series
    /// The slug of the post's first category, or nothing.
    case category
  }

  package enum Piece: Sendable, Hashable {
    case text(String)
    case placeholder(Placeholder)
  }

  /// The pieces in order; their texts begin and end the pattern with "/".
  package var pieces: [Piece]

  /// "/posts/:slug/".
  package static let standard = PermalinkPattern(pieces: [.text("/posts/"), .placeholder(.slug), .text("/")])

  /// The site URL with each placeholder replaced; a path segment that is left empty is left out.
  package func path(_ value: (Placeholder) -> String) -> String {
    let filled = pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .placeholder(let placeholder): value(placeholder)
      }
    }
    let segments = filled.joined().split(separator: "/", omittingEmptySubsequences: true)
    return segments.isEmpty ? "/" : "/" + segments.joined(separator: "/") + "/"
  }
}

extension PermalinkPattern {
  /// Reads a pattern such as `/posts/:slug/`.
  package init(parsing text: String) throws(InvalidValue) {
    guard text.hasPrefix("/"), text.hasSuffix("/"), text.count > 1 else {
      throw InvalidValue("`\(text)` must begin and end with `/`", hint: "write it as `/posts/:slug/`")
    }
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == ":" else {
        literal.append(character)
        continue
      }
      let name = rest.prefix { $0.isLetter || $0 == "_" }
      guard let placeholder = Placeholder(rawValue: String(name)) else { throw Self.unknown(String(name)) }
      rest = rest[name.endIndex...]
      if !literal.isEmpty { pieces.append(.text(literal)) }
      pieces.append(.placeholder(placeholder))
      literal = ""
    }
    self.init(pieces: pieces + [.text(literal)])
    guard pieces.contains(where: { if case .placeholder = $0 { true } else { false } }) else {
      throw InvalidValue("`\(text)` gives every post the same URL", hint: "write it as `/posts/:slug/`")
    }
    _ = try SitePath.normalised(path { _ in "x" })
  }

  private static func unknown(_ name: String) -> InvalidValue {
    let known = Placeholder.allCases.map { ":\($0.rawValue)" }
    let near = ["title": ":slug", "filename": ":slug", "name": ":slug", "categories": ":category"]
    let question = near[name].map { "did you mean `\($0)`?" } ?? Suggestion.question(for: ":\(name)", in: known)
    return InvalidValue(
      "`:\(name)` stands for nothing in a permalink", hint: question ?? "use \(known.listed(with: "and"))")
  }
}
