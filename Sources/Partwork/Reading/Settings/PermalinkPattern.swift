internal import PartworkDiagnostics

/// The pattern of the URLs of posts, "/posts/:slug/" or "/:year/:month/:slug.html"; or the URL of one post, which need
/// not have placeholders.
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
  private var start: String
  private var pieces: [PatternPiece]

  private struct PatternPiece: Sendable, Hashable {
    let placeholder: Placeholder
    var text: String
  }

  package static let standard = PermalinkPattern(
    start: "/posts/", pieces: [PatternPiece(placeholder: .slug, text: "/")])

  var hasPlaceholders: Bool { !pieces.isEmpty }

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
    return segments.isEmpty ? "/" : "/" + segments.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
  }
}

extension PermalinkPattern {
  /// Reads a path such as `/posts/:slug/`; the first and the last slash may be missing.
  ///
  /// A colon after a letter or digit is one of the path, unless it begins the name of a placeholder: `/wiki:about/`.
  package init(parsing text: String) throws(InvalidValue) {
    let parts = try SitePath.normalised(text).split(separator: ":", omittingEmptySubsequences: false)
    self.init(start: parts.first.map(String.init) ?? "", pieces: [])
    for part in parts.dropFirst() {
      let name = String(part.prefix { $0.isLetter || $0 == "_" })
      if let placeholder = Placeholder(rawValue: name) {
        pieces.append(PatternPiece(placeholder: placeholder, text: String(part.dropFirst(name.count))))
      } else if endsInWord {
        append(":" + part)
      } else {
        throw Self.unknown(name)
      }
    }
  }

  /// Whether the text so far ends in a letter or digit of its own.
  private var endsInWord: Bool {
    (pieces.last?.text ?? start).last.map { $0.isLetter || $0.isNumber } ?? false
  }

  private mutating func append(_ text: String) {
    if pieces.isEmpty { start += text } else { pieces[pieces.count - 1].text += text }
  }

  private static func unknown(_ name: String) -> InvalidValue {
    let known = Placeholder.allCases.map { ":\($0.rawValue)" }
    let near = ["title": ":slug", "filename": ":slug", "name": ":slug", "categories": ":category"]
    let question = near[name].map { "did you mean `\($0)`?" } ?? Suggestion.question(for: ":\(name)", in: known)
    return InvalidValue(
      "`:\(name)` is not a permalink placeholder", hint: question ?? "use \(known.listed(with: "or"))")
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
