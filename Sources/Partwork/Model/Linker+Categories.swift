import PartworkSupport
import PartworkDiagnostics
import PartworkMustache

extension Linker {
  /// The categories of `posts` and those that have a file, by slug, and where each slug stands in them.
  ///
  /// A name belongs to the category that has its slug. Two spellings of one name are one category, under the spelling of
  /// its file or the one most used; two names that share a slug by chance are an error.
  mutating func linkCategories(_ sources: [CategorySource], posts: [DatedPost]) -> [Category] {
    var uses: [String: [Located<String>]] = [:]
    for post in posts {
      for name in post.source.categories {
        let slug = Slug.make(name.value)
        if slug.isEmpty {
          diagnostics.error(
            "the category `\(name.value)` has no letter or digit", at: name.location, hint: "give it a name")
          continue
        }
        uses[slug, default: []].append(name)
      }
    }
    let files = Dictionary(sources.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    warnOfMisspelling(uses, known: files)
    return Set(uses.keys).union(files.keys).sorted().map { slug in
      let file = files[slug]
      let named = uses[slug] ?? []
      let name = file?.title?.value ?? commonest(named) ?? slug
      checkSpelling(of: named, as: name, orSlugOf: file?.slug)
      return Category(
        slug: slug, url: "/categories/\(slug)/", name: name, description: file?.description,
        image: file?.image, aliases: file?.aliases ?? [], extra: file?.extra ?? .dictionary([:]), body: file?.body,
        file: file?.file)
    }
  }

  /// The spelling that most posts use; of those used equally often the first in order.
  private func commonest(_ names: [Located<String>]) -> String? {
    let counts = Dictionary(grouping: names, by: \.value).mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  private mutating func checkSpelling(of names: [Located<String>], as name: String, orSlugOf slug: String?) {
    for other in names where other.value != name && other.value != slug {
      if Spelling.isSame(other.value, name) {
        diagnostics.warning(
          "the category `\(other.value)` is spelt `\(name)` elsewhere", at: other.location, hint: "write `\(name)`")
      } else {
        diagnostics.error(
          "the categories `\(other.value)` and `\(name)` would both be at /categories/\(Slug.make(name))/",
          at: other.location,
          hint: "give one of them a name that differs in letters or digits")
      }
    }
  }

  /// Warns of a category with one post whose name is nearly that of a category with several, or with a file.
  private mutating func warnOfMisspelling(_ uses: [String: [Located<String>]], known files: [String: CategorySource]) {
    let established = Set(files.keys).union(uses.filter { $0.value.count > 1 }.keys)
    for (slug, names) in uses where names.count == 1 && files[slug] == nil && slug.count > 3 {
      guard let near = Suggestion.nearest(to: slug, in: established).first,
        Spelling.digits(near) == Spelling.digits(slug)
      else { continue }
      let name = files[near]?.title?.value ?? uses[near].flatMap(commonest) ?? near
      diagnostics.warning(
        "only this post is in the category `\(names[0].value)`", at: names[0].location,
        hint: "did you mean `\(name)`?")
    }
  }
}

private enum Spelling {
  /// Whether two names differ in nothing but case, spaces and punctuation.
  static func isSame(_ left: String, _ right: String) -> Bool {
    letters(left) == letters(right)
  }

  /// The digits of a name: `2025` is no slip of the pen for `2026`.
  static func digits(_ name: String) -> String { name.filter(\.isNumber) }

  private static func letters(_ name: String) -> [Character] {
    name.lowercased().filter { $0.isLetter || $0.isNumber || $0.isSymbol }
  }
}
