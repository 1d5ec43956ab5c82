package import PartworkDiagnostics
import PartworkSupport

/// Everything under `content/`, read, and what is wrong with it.
///
/// Lists are sorted by the path of their file, whatever order the files were read in.
package struct Content: Sendable {
  package var settings: Settings
  /// The files to copy.
  package var files: [StaticFile] = []
  /// Sorted.
  package var diagnostics: [Diagnostic] = []

  /// The content files, by path.
  var contents: [ReadFile] = []

  /// Whether a file may be there under two names.
  var hasLinks = false

  /// What was read, by path, so that it need not be read again before it changes; without a status where none tells that.
  var read: [String: (status: FileStatus?, file: ReadFile)] = [:]

  init(settings: Settings) {
    self.settings = settings
  }

  mutating func add(_ file: ReadFile) {
    diagnostics += file.diagnostics
    contents.append(file)
  }

  /// Puts `series` in the place of the one that was read from the same file.
  mutating func replace(_ series: SeriesSource) {
    contents = contents.map { file in
      guard case .series(let old) = file.source, old.file == series.file else { return file }
      return ReadFile(source: .series(series), diagnostics: file.diagnostics, head: file.head)
    }
  }
}

/// The content files by kind. Each list is made when it is asked for.
extension Content {
  package var posts: [PostSource] {
    contents.compactMap { if case .post(let post) = $0.source { post } else { nil } }
  }

  package var series: [SeriesSource] {
    contents.compactMap { if case .series(let series) = $0.source { series } else { nil } }
  }

  package var authors: [AuthorSource] {
    contents.compactMap { if case .author(let author) = $0.source { author } else { nil } }
  }

  package var categories: [CategorySource] {
    contents.compactMap { if case .category(let category) = $0.source { category } else { nil } }
  }

  package var pages: [PageSource] {
    contents.compactMap { if case .page(let page) = $0.source { page } else { nil } }
  }
}

/// A content file as it was read.
package final class ReadFile: Sendable {
  package enum Source: Sendable {
    case post(PostSource)
    case series(SeriesSource)
    case author(AuthorSource)
    case category(CategorySource)
    case page(PageSource)
  }

  package let source: Source
  package let diagnostics: [Diagnostic]

  /// The bytes above the body, on which all of `content` but the body depends.
  let head: [UInt8]

  init(source: Source, diagnostics: [Diagnostic], head: [UInt8] = []) {
    self.source = source
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
