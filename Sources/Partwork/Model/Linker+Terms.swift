import PartworkDiagnostics
import PartworkSupport

/// The names of the terms of one kind, and what they mean.
struct TermNames {
  let kind: TermKind
  /// The slugs of the terms whose file has a title, by the key of the title.
  fileprivate var titled: [String: String] = [:]
  /// The slug that each name means.
  private var slugs: [String: String] = [:]
  private(set) var handles: [String: Handle<Term>] = [:]

  init(_ kind: TermKind) { self.kind = kind }

  /// The slug of the term that `name` means: of the one whose file has that title, else the name's own.
  mutating func slug(of name: String) -> String {
    if let slug = slugs[name] { return slug }
    let slug = titled[TermName.key(name)] ?? Slug.make(name)
    slugs[name] = slug
    return slug
  }

  /// The terms that `names` mean, each once.
  mutating func terms(_ names: [Located<String>]) -> [Handle<Term>] {
    var terms: [Handle<Term>] = []
    for name in names {
      if let term = handles[slug(of: name.value)], !terms.contains(term) { terms.append(term) }
    }
    return terms
  }

  /// Notes the handles of those of `terms` that are of this kind.
  mutating func index(_ terms: [Term]) {
    for term in terms.handles where terms[term].kind == kind { handles[terms[term].slug] = term }
  }
}

/// A name of a category or tag as some posts spell it.
///
/// It has the posts instead of the names in them, since copying those would count references to all their files.
private struct Spelling {
  let name: String
  let posts: [DatedPost]

  /// The name as each of the posts has it.
  func written(as kind: TermKind) -> [Located<String>] {
    posts.compactMap { post in post.source.names(of: kind).first { $0.value == name } }
  }
}

extension Linker {
  /// The categories of `posts` with those that they are below, or the tags, and in an edition that shows empty ones those
  /// that have a file; by slug.
  ///
  /// A name belongs to the term whose file has it as title, else to the one with its slug. Two spellings of one name are
  /// one term, with the spelling of its file or else the one most used; two different names with the same slug are an
  /// error.
  ///
  /// - Parameters:
  ///   - posts: the posts that the edition shows.
  ///   - all: every post of the site.
  ///   - offset: how many terms of other kinds come before these.
  mutating func linkTerms(
    _ sources: [TermSource], _ names: inout TermNames, posts: [DatedPost], all: [DatedPost], after offset: Int
  ) -> [Term] {
    let kind = names.kind
    let files = index(sources.filter { $0.kind == kind }, &names)
    func group(_ posts: [DatedPost]) -> [String: [Spelling]] {
      var spelled: [String: [DatedPost]] = [:]
      for post in posts {
        let written = post.source.names(of: kind)
        for index in written.indices { spelled[written[index].value, default: []].append(post) }
      }
      return Dictionary(grouping: spelled.map { Spelling(name: $0, posts: $1) }) { names.slug(of: $0.name) }
    }
    var uses = group(posts)
    warnOfMisspelling(uses, known: files, kind)
    var shown = Set(uses.keys).union(edition.showsEmpty ? Array(files.keys) : [])
    var parents: [String: String] = [:]
    if files.values.contains(where: { $0.parent != nil }) {
      // A category that only posts name which nobody sees yet may be a parent too.
      let others = group(all).filter { uses[$0.key] == nil }
      parents = self.parents(in: files, &names, known: Set(files.keys).union(uses.keys).union(others.keys))
      for slug in shown { shown.formUnion(sequence(first: slug) { parents[$0] }) }
      uses.merge(others.filter { shown.contains($0.key) }) { own, _ in own }
    }
    let slugs = shown.sorted()
    let handles = Dictionary(uniqueKeysWithValues: zip(slugs, slugs.indices.map { Handle<Term>($0 + offset) }))
    let known = Set(uses.keys).union(files.keys)
    return slugs.map { slug in
      let written = uses[slug] ?? []
      let name = files[slug]?.title?.value ?? mostUsed(written) ?? slug
      checkSpelling(of: written, as: name, file: files[slug], at: slug, kind, known: known)
      return Term(
        kind: kind, slug: slug, name: name, source: files[slug], parent: parents[slug].flatMap { handles[$0] })
    }
  }

  /// The files of terms by slug; `names` gets their titles.
  private mutating func index(_ sources: [TermSource], _ names: inout TermNames) -> [String: TermSource] {
    var files: [String: TermSource] = [:]
    let noun = names.kind.noun
    for source in sources {
      if let first = files[source.slug] {
        diagnostics.error(
          "\(first.file) is the \(noun) at \(Term.url(of: source.slug, names.kind)) too",
          at: SourceLocation(source.file), hint: "rename one of the files so that they differ in letters or digits")
      } else {
        files[source.slug] = source
      }
    }
    for source in files.values.sorted(by: { $0.file < $1.file }) {
      guard let title = source.title else { continue }
      let key = TermName.key(title.value)
      if let other = names.titled[key].flatMap({ files[$0] }) {
        diagnostics.warning(
          "\(other.file) has this title too", at: title.location, hint: "give each \(noun) a title of its own")
        if source.slug != Slug.make(title.value) { continue }
      }
      names.titled[key] = source.slug
    }
    return files
  }

  /// The spelling that most posts use; of those used equally often, the first in alphabetical order.
  private func mostUsed(_ spellings: [Spelling]) -> String? {
    spellings.min { ($1.posts.count, $0.name) < ($0.posts.count, $1.name) }?.name
  }

  /// Reports names that differ from `name`; the slug of a term with a file is as good as its name.
  ///
  /// - Parameter known: the slugs of all terms of the kind.
  private mutating func checkSpelling(
    of spellings: [Spelling], as name: String, file: TermSource?, at slug: String, _ kind: TermKind, known: Set<String>
  ) {
    var keys: Set = [TermName.key(name)]
    // A slug that the name itself would not have was chosen to tell it from others: `c-sharp`.
    if let slug = file?.slug, slug != Slug.make(name) { keys.insert(TermName.key(slug)) }
    let others = spellings.filter { $0.name != name && $0.name != file?.slug }
    for other in others.flatMap({ $0.written(as: kind) }) {
      if keys.contains(TermName.key(other.value)) {
        diagnostics.warning(
          "the \(kind.noun) `\(other.value)` is spelt `\(name)` elsewhere", at: other.location, hint: "write `\(name)`")
      } else {
        let file = "content/\(kind.rawValue)/\(other.value.spelledSlug(besides: known)).md"
        diagnostics.error(
          "the \(kind.rawValue) `\(other.value)` and `\(name)` would both be at \(Term.url(of: slug, kind))",
          at: other.location, hint: "rename one of them, or write \(file) with `title: \(other.value)`")
      }
    }
  }

  /// Warns about a term with only one post if its name is close to that of one with several posts or a file.
  private mutating func warnOfMisspelling(
    _ uses: [String: [Spelling]], known files: [String: TermSource], _ kind: TermKind
  ) {
    // Each name is compared with all others: among a thousand that takes longer than all the rest.
    guard uses.count <= 1000 else { return }
    let single = uses.filter { $0.value.count == 1 && $0.value[0].posts.count == 1 }
    let established = Set(files.keys).union(uses.keys.filter { single[$0] == nil })
    for (slug, spellings) in single where files[slug] == nil && slug.count > 3 {
      // A name with other digits is not a misspelling: `2025` and `2026`.
      guard let near = Suggestion.nearest(to: slug, in: established).first,
        near.filter(\.isNumber) == slug.filter(\.isNumber)
      else { continue }
      let written = spellings[0].written(as: kind)[0]
      let name = files[near]?.title?.value ?? uses[near].flatMap(mostUsed) ?? near
      diagnostics.warning(
        "only this post \(kind == .tag ? "has the tag" : "is in the category") `\(written.value)`",
        at: written.location, hint: "did you mean `\(name)`?")
    }
  }
}

/// Categories that are parts of others.
extension Linker {
  /// The slug of each category's parent, by its own. What would make a circle is reported and left out.
  ///
  /// - Parameter known: the slugs of all categories, shown or not.
  private mutating func parents(
    in files: [String: TermSource], _ names: inout TermNames, known: Set<String>
  ) -> [String: String] {
    var parents: [String: String] = [:]
    for source in files.values.sorted(by: { $0.file < $1.file }) {
      guard let written = source.parent else { continue }
      let parent = names.slug(of: written.value)
      let way = Array(sequence(first: parent) { parents[$0] })
      if !known.contains(parent) {
        let items = known.sorted().filter { $0 != source.slug }.map { NamedItem($0, title: files[$0]?.title?.value) }
        diagnostics.error(
          "there is no category `\(written.value)`", at: written.location,
          hint: ContentKind.category.hint(for: written.value, among: items))
      } else if parent == source.slug {
        diagnostics.error(
          "a category cannot be its own parent", at: written.location, hint: "remove it, or name another category")
      } else if way.contains(source.slug) {
        let circle = ([source.slug] + way.prefix { $0 != source.slug } + [source.slug]).joined(separator: " → ")
        diagnostics.error(
          "`\(written.value)` is itself below this category", at: written.location,
          hint: "remove one `parent` of the circle \(circle)")
      } else {
        parents[source.slug] = parent
      }
    }
    return parents
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
