internal import PartworkDiagnostics
internal import PartworkSupport

/// A content file, as its path describes it.
package struct ContentFile: Sendable, Hashable {
  package var kind: ContentKind
  /// The path from the site's folder: "content/posts/x.md", "content/posts/x/index.md".
  package var path: String
  /// The part before `.md` or `/index.md`, without the kind's folder and, for a post, without the other folders that it
  /// is in: "2026-03-12-x", "about/team".
  package var name: String
  /// The folder of the folder form, from the site's folder: "content/posts/x"; nil for a single file.
  package var folder: String?
}

extension ContentFile {
  /// The content file at `path`; nil if a file there is not a content file.
  package init?(_ path: String) {
    if path == HomeSource.path {
      self.init(kind: .home, path: path, name: "home")
      return
    }
    guard let kind = ContentKind(folderOf: path), path.hasSuffix(".md") else { return nil }
    let name = path.dropFirst("content/\(kind.folder)/".count).dropLast(".md".count)
    let isFolderForm = name.hasSuffix("/index")
    let stem = String(isFolderForm ? name.dropLast("/index".count) : name)
    let last = String(stem.fileName)
    guard !stem.isEmpty, stem != "index", last != "_index", kind == .page || kind == .post || last == stem else {
      return nil
    }
    self.init(kind: kind, path: path, name: kind == .post ? last : stem, folder: isFolderForm ? path.parent : nil)
  }
}

/// What a content file describes.
package enum ContentKind: String, Sendable, CaseIterable {
  case post = "posts"
  case series
  case author = "authors"
  case category = "categories"
  case tag = "tags"
  case page = "pages"
  /// The one file `content/home.md`.
  case home

  /// The kind whose folder `path` is in.
  init?(folderOf path: String) {
    guard path.hasPrefix("content/") else { return nil }
    let rest = path.utf8.dropFirst("content/".utf8.count)
    guard let end = rest.firstIndex(of: UInt8(ascii: "/")),
      let kind = Self(rawValue: String(path[rest.startIndex..<end])),
      kind != .home
    else { return nil }
    self = kind
  }

  /// What it describes, if that is a category or a tag.
  var term: TermKind? { TermKind(rawValue: rawValue) }

  /// The folder below `content/`.
  var folder: String { rawValue }

  /// What a writer calls it, with its article.
  var noun: String {
    switch self {
    case .post: "a post"
    case .series: "a series"
    case .author: "an author"
    case .category: "a category"
    case .tag: "a tag"
    case .page: "a page"
    case .home: "the home page"
    }
  }
}

extension ContentKind {
  /// The hint for `id`, of which there is no file: those that it may mean, or the file to create.
  func hint(for id: String, among items: [NamedItem]) -> String {
    if let question = Suggestion.question(for: id, among: items) { return question }
    let slug = Slug.make(id)
    if id == slug || slug.isEmpty { return "create content/\(folder)/\(id).md" }
    return "create content/\(folder)/\(slug).md, and write `\(slug)`"
  }
}

extension String {
  /// The part before the last slash; empty if there is none.
  var parent: String {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { String(self[..<$0]) } ?? ""
  }

  /// The part after the last slash.
  var fileName: Substring {
    utf8.lastIndex(of: UInt8(ascii: "/")).map { self[utf8.index(after: $0)...] } ?? self[...]
  }
}
