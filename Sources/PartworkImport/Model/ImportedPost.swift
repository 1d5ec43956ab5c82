package import PartworkDiagnostics
internal import PartworkSupport

/// A post or a page.
package struct ImportedPost: Sendable {
  /// Whether readers may see it.
  package enum Visibility: Sendable, Hashable {
    /// From its date on, which may be to come.
    case open
    case hidden
  }

  package var title: String
  package var subtitle: String?
  package var shortTitle: String?
  package var description: String?
  /// The wall clock's date and time where the site is: `2019-05-07T18:30:00`.
  package var date: String?
  package var updated: String?
  package var visibility = Visibility.open
  /// What tells it from the others: the last part of its address.
  package var slug: String
  /// The path of a page below `content/pages/`, without `.md`.
  package var path = ""
  /// Nil if it had none of its own, such as `/?p=12`.
  package var address: String?
  package var aliases: [String] = []
  /// What feed readers know it by.
  package var feedID: String?
  /// The source's number for it.
  package var number: Int?
  /// The IDs of authors.
  package var authors: [String] = []
  /// The names of categories, the first of them the main one.
  package var categories: [String] = []
  /// The names of tags.
  package var tags: [String] = []
  /// The IDs of series.
  package var series: [String] = []
  /// The index of a file of the media library.
  package var image: Int?
  /// The text's own markers, which some sources keep apart from it.
  package var footnotes: [String: String] = [:]
  /// The files of the media library that belong to it.
  package var media: [Int] = []
  package var isSticky = false
  /// What has no counterpart: keys, and values as YAML.
  package var extra: [(key: String, yaml: String)] = []
  /// Its own words, HTML or the like, where the source has them.
  package var text: StoredText

  package init(title: String, slug: String, text: StoredText) {
    self.title = title
    self.slug = slug
    self.text = text
  }

  /// All that stands below `extra`.
  var allExtra: [(key: String, yaml: String)] { extra + (isSticky ? [("sticky", "true")] : []) }
}

/// A text in the file of a source, which is read only when it is needed: an export may be larger than memory.
package struct StoredText: Sendable {
  package var file: String
  /// The bytes of what it stands in.
  package var range: Range<Int>
  /// The line that they begin in; 0 if it is not known.
  package var line: Int

  package var place: SourceLocation { line > 0 ? SourceLocation(file, line: line) : SourceLocation(file) }
}
