/// A file under `content/` that says something of the site, by what its path makes of it.
package struct ContentFile: Sendable, Hashable {
  package enum Kind: Sendable, Hashable, CaseIterable {
    case post
    case series
    case author
    case category
    case page
  }

  package var kind: Kind
  /// The path from the site's folder: "content/posts/x.md", "content/posts/x/index.md".
  package var path: String
  /// What stands between the kind's folder and `.md` or `/index.md`: "2026-03-12-x", "about/team".
  package var name: String
  /// The folder of the folder form, from the site's folder: "content/posts/x"; nil for a single file.
  package var folder: String?

  package init(kind: Kind, path: String, name: String, folder: String? = nil) {
    self.kind = kind
    self.path = path
    self.name = name
    self.folder = folder
  }
}

extension ContentFile.Kind {
  /// The folder below `content/`.
  var folder: String {
    switch self {
    case .post: "posts"
    case .series: "series"
    case .author: "authors"
    case .category: "categories"
    case .page: "pages"
    }
  }

  /// What a writer calls it, with its article.
  var noun: String {
    switch self {
    case .post: "a post"
    case .series: "a series"
    case .author: "an author"
    case .category: "a category"
    case .page: "a page"
    }
  }
}
