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
