import PartworkSupport

/// A content file that a writer asks for.
package enum NewContent: Sendable, Hashable {
  case post(NewPost)
  /// A series; its ID is made of the title where none is given.
  case series(title: String, id: String? = nil)
  /// An author; the ID is made of the name where none is given.
  case author(name: String, id: String? = nil)
}

/// A post that a writer asks for.
package struct NewPost: Sendable, Hashable {
  package var title: String

  /// The ID of its series.
  package var series: String?

  /// The ID of its author; nil for the site's only one, if there is just one.
  package var author: String?

  /// The slug; nil for that of the title.
  package var slug: String?
  package var isDraft: Bool

  /// Whether it gets a folder of its own, for pictures beside it.
  package var isFolder: Bool

  package init(
    title: String, series: String? = nil, author: String? = nil, slug: String? = nil, isDraft: Bool = false,
    isFolder: Bool = false
  ) {
    self.title = title
    self.series = series
    self.author = author
    self.slug = slug
    self.isDraft = isDraft
    self.isFolder = isFolder
  }
}

/// A content file that was written.
package struct AddedContent: Sendable, Hashable {
  /// The path of the file from the site's folder.
  package let file: String

  /// What else was changed, and what is left to the writer, a sentence each.
  package let notes: [String]
}

/// Writes the content file that `content` asks for, so that the site builds with it at once.
///
/// Nothing is overwritten, and the file is whole from the moment it can be seen. A post of a series whose file has a list
/// `parts` is named in it too, where that changes nothing else of the file.
///
/// - Parameters:
///   - site: the path of the site's folder.
///   - clock: what gives a post its date, on the site's clocks.
/// - Throws: `WriteError.site` if the file could not be built or stands already, and nothing was written.
package func add(
  _ content: NewContent, to site: String, clock: EditionOptions.Clock
) async throws(WriteError) -> AddedContent {
  let sources = await readContent(site: site)
  let composer = try NewFileComposer(sources, clock: clock)
  let composition = try composer.compose(content, readingFrom: site)
  try composer.check(composition)
  do throws(DiskFailure) {
    let disk = Disk()
    try disk.create(composition.file, in: site.absolutePath, bytes: Array(composition.text.utf8))
    if let list = composition.list {
      try disk.replace("\(site.absolutePath)/\(list.source.file)", with: list.bytes)
    }
  } catch {
    throw composition.explain(error)
  }
  return AddedContent(file: composition.file, notes: composition.notes)
}
