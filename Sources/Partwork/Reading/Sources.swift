package import Diagnostics

/// Everything under `content/`, read, and what is wrong with it.
///
/// Lists are sorted by the path of their file, whatever order the files were read in.
package struct Sources: Sendable {
  package var settings: Settings
  package var posts: [PostSource] = []
  package var series: [SeriesSource] = []
  package var authors: [AuthorSource] = []
  package var categories: [CategorySource] = []
  package var pages: [PageSource] = []
  /// The files to copy.
  package var files: [StaticFile] = []
  /// Sorted.
  package var diagnostics: [Diagnostic] = []

  /// Whether a file may be there under two names.
  var hasLinks = false

  /// What was read, by path, so that it need not be read again before it changes.
  var read: [String: (stamp: FileStamp, file: ReadFile)] = [:]

  init(settings: Settings) {
    self.settings = settings
  }

  mutating func add(_ file: ReadFile) {
    diagnostics += file.diagnostics
    switch file.content {
    case .post(let post): posts.append(post)
    case .series(let one): series.append(one)
    case .author(let author): authors.append(author)
    case .category(let category): categories.append(category)
    case .page(let page): pages.append(page)
    }
  }
}

/// A content file as it was read.
package final class ReadFile: Sendable {
  package enum Content: Sendable {
    case post(PostSource)
    case series(SeriesSource)
    case author(AuthorSource)
    case category(CategorySource)
    case page(PageSource)
  }

  package let content: Content
  package let diagnostics: [Diagnostic]

  /// The bytes above the body, on which all of `content` but the body depends.
  let head: [UInt8]

  init(content: Content, diagnostics: [Diagnostic], head: [UInt8] = []) {
    self.content = content
    self.diagnostics = diagnostics
    self.head = head
  }
}

/// A file under `content/` that is copied as it is.
package struct StaticFile: Sendable, Hashable {
  /// The file's path from the site's folder: "content/posts/x/photo.jpg".
  package var file: String
  /// The content file in folder form whose page it goes beside: "content/posts/x/index.md"; nil for none.
  package var owner: String?
  /// The path from its owner's URL, or from the site's: "photo.jpg", "images/logo.svg".
  package var path: String
  /// The size of the picture that the file is, where its header tells.
  package var imageSize: ImageSize?
}
