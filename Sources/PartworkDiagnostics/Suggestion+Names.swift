internal import PartworkSupport

/// Something that a writer refers to by its name, and may know by its title.
package struct NamedItem: Sendable, Hashable {
  package var name: String
  package var title: String?

  package init(_ name: String, title: String? = nil) {
    self.name = name
    self.title = title
  }
}

extension Suggestion {
  /// "did you mean `mara-quill`?": see `places(like:among:)`. Nil if nothing is near.
  package static func question(for name: String, among items: [NamedItem]) -> String? {
    question(places(like: name, among: items).map { items[$0].name })
  }

  /// "did you mean `a` or `b`?"; nil if there are no `names`.
  package static func question(_ names: [String]) -> String? {
    guard let last = names.last else { return nil }
    let others = names.dropLast().map { "`\($0)`" }.joined(separator: ", ")
    return "did you mean \(others.isEmpty ? "" : others + " or ")`\(last)`?"
  }

  /// The places in `items` of those that `name` may mean, best first, at most three.
  ///
  /// If their name or title makes the same slug, they are those; else one with a similar name or title, and those whose
  /// words have the words of `name` among them, or the other way round: `salt-road` and `the-salt-road`.
  package static func places(like name: String, among items: [NamedItem]) -> [Int] {
    let wanted = Slug.make(name)
    if wanted.isEmpty { return [] }
    let slugs = items.map { (name: Slug.make($0.name), title: $0.title.map { Slug.make($0) } ?? "") }
    let limit = 3
    let exact = slugs.indices.filter { slugs[$0].name == wanted || slugs[$0].title == wanted }
    if !exact.isEmpty { return Array(exact.prefix(limit)) }

    var places: [Int] = []
    if let near = nearest(to: wanted, in: slugs.lazy.map(\.name)).first {
      places = Array(slugs.indices.filter { slugs[$0].name == near }.prefix(1))
    } else if let near = nearest(to: wanted, in: slugs.lazy.map(\.title)).first {
      places = Array(slugs.indices.filter { slugs[$0].title == near }.prefix(1))
    }
    let related = slugs.indices.filter { place in
      !places.contains(place) && (haveSameWords(slugs[place].name, wanted) || haveSameWords(slugs[place].title, wanted))
    }
    return Array((places + related).prefix(limit))
  }

  /// Whether the words of one of two slugs are among those of the other, in the same order and without a gap.
  private static func haveSameWords(_ left: String, _ right: String) -> Bool {
    let (short, long) = left.utf8.count < right.utf8.count ? (left, right) : (right, left)
    return short.count > 2 && "-\(long)-".contains("-\(short)-")
  }
}
