import PartworkDiagnostics
import PartworkSupport

extension Linker {
  /// The categories of `posts`, and in an edition that shows empty ones those that have a file, by slug.
  ///
  /// A name belongs to the category whose file has it as title, else to the one with its slug. Two spellings of one name
  /// are one category, with the spelling of its file or else the one most used; two different names with the same slug
  /// are an error.
  mutating func linkCategories(_ sources: [CategorySource], posts: [DatedPost]) -> [Category] {
    let files = index(sources)
    let uses = Dictionary(grouping: posts.flatMap(\.source.categories)) { categorySlug($0.value) }
    warnOfMisspelling(uses, known: files)
    let slugs = Set(uses.keys).union(files.keys)
    return slugs.filter { edition.showsEmpty || uses[$0] != nil }.sorted().map { slug in
      let names = uses[slug] ?? []
      let name = files[slug]?.title?.value ?? mostUsed(names) ?? slug
      checkSpelling(of: names, as: name, file: files[slug], slugs: slugs)
      return Category(slug: slug, name: name, source: files[slug])
    }
  }

  /// The files of categories by slug, of which `titledCategories` gets the titles.
  private mutating func index(_ sources: [CategorySource]) -> [String: CategorySource] {
    var files: [String: CategorySource] = [:]
    for source in sources {
      if let first = files[source.slug] {
        diagnostics.error(
          "\(first.file) is the category at /categories/\(source.slug)/ too", at: SourceLocation(source.file),
          hint: "rename one of the files so that they differ in letters or digits")
      } else {
        files[source.slug] = source
      }
    }
    for source in files.values.sorted(by: { $0.file < $1.file }) {
      guard let title = source.title else { continue }
      let key = CategoryName.key(title.value)
      if let other = titledCategories[key].flatMap({ files[$0] }) {
        diagnostics.warning(
          "\(other.file) has this title too", at: title.location, hint: "give each category a title of its own")
        if source.slug != Slug.make(title.value) { continue }
      }
      titledCategories[key] = source.slug
    }
    return files
  }

  /// The spelling that most posts use; of those used equally often, the first in alphabetical order.
  private func mostUsed(_ names: [Located<String>]) -> String? {
    let counts = Dictionary(grouping: names, by: \.value).mapValues(\.count)
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// Reports names that differ from `name`; the slug of a category with a file is as good as its name.
  ///
  /// - Parameter slugs: those of all categories.
  private mutating func checkSpelling(
    of names: [Located<String>], as name: String, file: CategorySource?, slugs: Set<String>
  ) {
    var keys: Set = [CategoryName.key(name)]
    // A slug that the name itself would not have was chosen to tell it from others: `c-sharp`.
    if let slug = file?.slug, slug != Slug.make(name) { keys.insert(CategoryName.key(slug)) }
    for other in names where other.value != name && other.value != file?.slug {
      if keys.contains(CategoryName.key(other.value)) {
        diagnostics.warning(
          "the category `\(other.value)` is spelt `\(name)` elsewhere", at: other.location, hint: "write `\(name)`")
      } else {
        diagnostics.error(
          "the categories `\(other.value)` and `\(name)` would both be at /categories/\(categorySlug(other.value))/",
          at: other.location,
          hint: "rename one of them, or write content/categories/\(other.value.spelledSlug(besides: slugs)).md "
            + "with `title: \(other.value)`")
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
  /// A slug in which signs are words: `c-sharp` for "C#". None of `taken`.
  func spelledSlug(besides taken: Set<String>) -> String {
    let words = ["#": " sharp ", "+": " plus ", "*": " star ", "@": " at ", "%": " percent ", "&": " and "]
    var name = hasPrefix(".") ? "dot " + dropFirst() : self
    for (sign, word) in words { name.replace(sign, with: word) }
    let slug = Slug.make(name)
    if !taken.contains(slug) { return slug }
    return (2...).lazy.map { "\(slug)-\($0)" }.first { !taken.contains($0) } ?? slug
  }
}
