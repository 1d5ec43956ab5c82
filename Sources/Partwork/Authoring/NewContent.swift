internal import PartworkSupport

/// A content file that a writer asks for.
package enum NewContent: Sendable, Hashable {
  case post(NewPost)
  /// A series; without an ID, it is made from the title.
  case series(title: String, id: String? = nil)
  /// An author; without an ID, it is made from the name.
  case author(name: String, id: String? = nil)
  /// A category or a tag; without a slug, it is made from the name. A category may have a parent: its name or slug.
  case term(TermKind, name: String, slug: String? = nil, parent: String? = nil)
  /// A page; without a path (`about/team`), it is made from the title.
  case page(title: String, path: String? = nil, isDraft: Bool = false)
}

/// A post that a writer asks for.
package struct NewPost: Sendable, Hashable {
  package var title: String
  /// Nil for the date of the part that its series announces, or else today.
  package var date: DateInput?
  /// The IDs of its authors; empty for the author of the site, if there is only one.
  package var authors: [String]
  /// The ID of its series.
  package var series: String?
  /// Its number in the series; nil for the place of the part that the series announces, or else the end.
  package var part: Int?
  package var categories: [String]
  package var tags: [String]
  /// The slug; nil for that of the title.
  package var slug: String?
  package var isDraft: Bool
  /// Whether it gets its own folder, for images beside it.
  package var isFolder: Bool

  package init(
    title: String, date: DateInput? = nil, authors: [String] = [], series: String? = nil, part: Int? = nil,
    categories: [String] = [], tags: [String] = [], slug: String? = nil, isDraft: Bool = false, isFolder: Bool = false
  ) {
    self.title = title
    self.date = date
    self.authors = authors
    self.series = series
    self.part = part
    self.categories = categories
    self.tags = tags
    self.slug = slug
    self.isDraft = isDraft
    self.isFolder = isFolder
  }
}

/// Writes the content file that `new` asks for, so that the site builds with it at once.
///
/// Nothing is overwritten, and the file is whole from the moment it can be seen. A post of a series is also added to
/// `parts` in the series' file, if that list exists and nothing else in the file has to change.
///
/// - Parameters:
///   - site: the path of the site's folder.
///   - clock: what gives a post its date, in the site's time zone.
/// - Returns: the path of the file from the site's folder, and a sentence for everything else that was changed or is
///   left to the writer.
/// - Throws: `WriteError.site` if the file could not be built or exists already, and nothing was written.
package func add(
  _ new: NewContent, to site: String, clock: EditionOptions.Clock
) async throws(WriteError) -> (file: String, notes: [String]) {
  let composer = try NewFileComposer(await readContent(site: site), in: site, clock: clock)
  let file = try composer.compose(new)
  try await composer.check(file)
  do throws(DiskFailure) {
    let disk = Disk()
    try disk.create(file.path, in: site.absolutePath, bytes: Array(file.text.utf8))
    if let series = file.series {
      try disk.replace("\(site.absolutePath)/\(series.source.file)", with: series.bytes)
    }
  } catch {
    throw file.error(for: error)
  }
  return (file.path, file.notes)
}
