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

  /// The text as written: it begins and ends with "/", and each colon is followed by the name of a placeholder.
  private let text: String

  package static let standard = PermalinkPattern(text: "/posts/:slug/")

  /// The site URL with each placeholder replaced; empty path segments are left out.
  package func path(_ value: (Placeholder) -> String) -> String {
    var filled = text
    for placeholder in Placeholder.allCases where text.contains(":\(placeholder.rawValue)") {
      filled = filled.replacing(":\(placeholder.rawValue)", with: value(placeholder))
    }
    let segments = filled.split(separator: "/")
    return segments.isEmpty ? "/" : "/" + segments.joined(separator: "/") + "/"
  }
}

extension PermalinkPattern {
  /// Reads a pattern such as `/posts/:slug/`.
  package init(parsing text: String) throws(InvalidValue) {
    guard text.hasPrefix("/"), text.hasSuffix("/"), text.count > 1 else {
      throw InvalidValue("`\(text)` must begin and end with `/`", hint: "write it as `/posts/:slug/`")
    }
    let names = text.split(separator: ":", omittingEmptySubsequences: false).dropFirst()
      .map { String($0.prefix { $0.isLetter || $0 == "_" }) }
    for name in names where Placeholder(rawValue: name) == nil {
      let known = Placeholder.allCases.map { ":\($0.rawValue)" }
      let near = ["title": ":slug", "filename": ":slug", "name": ":slug", "categories": ":category"]
      let question = near[name].map { "did you mean `\($0)`?" } ?? Suggestion.question(for: ":\(name)", in: known)
      throw InvalidValue(
        "`:\(name)` is not a permalink placeholder", hint: question ?? "use \(known.listed(with: "or"))")
    }
    guard !names.isEmpty else {
      throw InvalidValue("`\(text)` gives every post the same URL", hint: "write it as `/posts/:slug/`")
    }
    self.init(text: text)
    _ = try SitePath.normalised(path { _ in "x" })
  }
}
