import PartworkDiagnostics
import PartworkSupport

extension Linker {
  /// The categories of `posts`, and in an edition that shows empty ones those that have a file, by slug.
  ///
  /// A name belongs to the category with its slug. Two spellings of one name are one category, with the spelling of its
  /// file or else the one most used; two different names with the same slug are an error.
  mutating func linkCategories(_ sources: [CategorySource], posts: [DatedPost]) -> [Category] {
    let uses = Dictionary(grouping: posts.flatMap(\.source.categories)) { Slug.make($0.value) }
    let files = Dictionary(sources.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    warnOfMisspelling(uses, known: files)
    return Set(uses.keys).union(edition.showsEmpty ? Array(files.keys) : []).sorted().map { slug in
      let names = uses[slug] ?? []
      let name = files[slug]?.title?.value ?? mostUsed(names) ?? slug
      checkSpelling(of: names, as: name, slug: files[slug]?.slug)
      return Category(slug: slug, name: name, source: files[slug])
    }
  }

  /// The spelling that most posts use; of those used equally often, the first in alphabetical order.
  private func mostUsed(_ names: [Located<String>]) -> String? {
    let counts = Dictionary(grouping: names, by: \.value).mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// Reports names that differ from `name`; the slug of a category with a file is as good as its name.
  private mutating func checkSpelling(of names: [Located<String>], as name: String, slug: String?) {
    for other in names where other.value != name && other.value != slug {
      if other.value.letters == name.letters {
        diagnostics.warning(
          "the category `\(other.value)` is spelt `\(name)` elsewhere", at: other.location, hint: "write `\(name)`")
      } else {
        diagnostics.error(
          "the categories `\(other.value)` and `\(name)` would both be at /categories/\(Slug.make(name))/",
          at: other.location, hint: "rename one of them so that they differ in letters or digits")
      }
    }
  }

  /// Warns about a category with only one post if its name is close to that of a category with several posts or a file.
  private mutating func warnOfMisspelling(_ uses: [String: [Located<String>]], known files: [String: CategorySource]) {
    // Each name is compared with all others: among a thousand categories that takes longer than all the rest.
    guard uses.count <= 1000 else { return }
    let established = Set(files.keys).union(uses.filter { $0.value.count > 1 }.keys)
    for (slug, names) in uses where names.count == 1 && files[slug] == nil && slug.count > 3 {
      // A name with other digits is not a misspelling: `2025` and `2026`.
      guard let near = Suggestion.nearest(to: slug, in: established).first,
        near.filter(\.isNumber) == slug.filter(\.isNumber)
      else { continue }
      let name = files[near]?.title?.value ?? uses[near].flatMap(mostUsed) ?? near
      diagnostics.warning(
        "only this post is in the category `\(names[0].value)`", at: names[0].location,
        hint: "did you mean `\(name)`?")
    }
  }
}

extension String {
  /// The name without case, spaces and punctuation.
  fileprivate var letters: String { lowercased().filter { $0.isLetter || $0.isNumber || $0.isSymbol } }
}
