internal import PartworkDiagnostics

/// The pattern of the URLs of posts: "/posts/:slug/", "/:year/:month/:slug/".
package struct PermalinkPattern: Sendable, Hashable {
  /// The names in a pattern, each after a colon.
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

  /// The text before the first placeholder, and each placeholder with the text after it.
  private let start: String
  private let pieces: [PatternPiece]

  private struct PatternPiece: Sendable, Hashable {
    let placeholder: Placeholder
    let text: String
  }

  package static let standard = PermalinkPattern(
    start: "/posts/", pieces: [PatternPiece(placeholder: .slug, text: "/")])

  /// Whether the slug, which is different for each post, is in it.
  var hasSlug: Bool { pieces.contains { $0.placeholder == .slug } }

  /// The site URL with each placeholder replaced; empty path segments are left out.
  package func path(_ value: (Placeholder) -> String) -> String {
    var path = start
    for piece in pieces {
      path += value(piece.placeholder)
      path += piece.text
    }
    if !path.utf8.elementsEqual("/".utf8), !path.hasEmptySegment { return path }
    let segments = path.split(separator: "/")
    return segments.isEmpty ? "/" : "/" + segments.joined(separator: "/") + "/"
  }
}

extension PermalinkPattern {
  /// Reads a pattern such as `/posts/:slug/`.
  package init(parsing text: String) throws(InvalidValue) {
    guard text.hasPrefix("/"), text.hasSuffix("/"), text.count > 1 else {
      throw InvalidValue("`\(text)` must begin and end with `/`", hint: "write it as `/posts/:slug/`")
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var pieces: [PatternPiece] = []
    for part in parts.dropFirst() {
      let name = String(part.prefix { $0.isLetter || $0 == "_" })
      if let placeholder = Placeholder(rawValue: name) {
        pieces.append(PatternPiece(placeholder: placeholder, text: String(part.dropFirst(name.count))))
        continue
      }
      let known = Placeholder.allCases.map { ":\($0.rawValue)" }
      let near = ["title": ":slug", "filename": ":slug", "name": ":slug", "categories": ":category"]
      let question = near[name].map { "did you mean `\($0)`?" } ?? Suggestion.question(for: ":\(name)", in: known)
      throw InvalidValue(
        "`:\(name)` is not a permalink placeholder", hint: question ?? "use \(known.listed(with: "or"))")
    }
    guard !pieces.isEmpty else {
      throw InvalidValue("`\(text)` gives every post the same URL", hint: "write it as `\(text):slug/`")
    }
    self.init(start: parts.first.map(String.init) ?? "", pieces: pieces)
    _ = try SitePath.normalised(path { _ in "x" })
  }
}

extension String {
  /// Whether there is nothing between two of its slashes.
  fileprivate var hasEmptySegment: Bool {
    var last: UInt8 = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "/"), last == byte { return true }
      last = byte
    }
    return false
  }
}
