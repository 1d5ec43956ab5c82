package import PartworkDiagnostics
package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// Everything under `content/`, read, and what is wrong with it.
///
/// Lists are sorted by the path of their file, whatever order the files were read in.
package struct Content: Sendable {
  package var settings: Settings
  package var addresses = Addresses()
  /// The files to copy.
  package var files: [StaticFile] = []
  /// The words that the site has in place of its theme's.
  var strings: [WordSource] = []
  /// Sorted.
  package var diagnostics: [Diagnostic] = []
  var contents: [ReadFile] = [] {
    didSet { sources = ContentSources(contents) }
  }
  private var sources = ContentSources([])
  /// The files and folders that are there but cannot be read.
  var unreadable: [String] = []
  /// Whether a file may be present under two names.
  var hasLinks = false

  init(settings: Settings) {
    self.settings = settings
  }

  mutating func add(_ files: [ReadFile]) {
    for file in files { diagnostics += file.diagnostics }
    contents += files
  }
}

/// A content file as it was read.
///
/// It is a class because every stage goes through all of them, and would copy each.
package final class ReadFile: Sendable {
  /// The path from the site's folder.
  let path: String
  package let source: any ContentSource
  package let diagnostics: [Diagnostic]
  /// The bytes above the body: everything in `source` but the body depends only on them.
  let head: [UInt8]
  /// The status when it was read, so that it is read again only if it changes; nil if that cannot show a change.
  let status: FileStatus?

  init(
    path: String, source: any ContentSource, diagnostics: [Diagnostic], head: [UInt8] = [], status: FileStatus? = nil
  ) {
    self.path = path
    self.source = source
    self.diagnostics = diagnostics
    self.head = head
    self.status = status
  }
}

/// What a content file says: a `PostSource`, `SeriesSource`, `AuthorSource`, `TermSource`, `PageSource` or `HomeSource`.
package protocol ContentSource: AnyObject, Sendable {
  /// The file's path from the site's folder.
  var file: String { get }
  /// Former site URLs, in the form of `SitePath`.
  var aliases: [Located<String>] { get }
  /// The writer's own keys: a dictionary.
  var extra: Value { get }
  /// The text below the front matter.
  var body: Document { get }
}

/// A file under `content/` that is copied unchanged.
package struct StaticFile: Sendable, Hashable {
  /// The file's path from the site's folder: "content/posts/x/photo.jpg".
  package var file: String
  /// The content file in folder form whose page it goes beside: "content/posts/x/index.md"; nil for none.
  package var owner: String?
  /// The path from its owner's URL, or from the site's: "photo.jpg", "images/logo.svg".
  package var path: String
  /// The size of the image, if the file is one and its header says so.
  package var imageSize: ImageSize?
  /// The text, if the file is a `HostFile` that takes in Partwork's own.
  package var text: [UInt8]?
}

/// The content files by kind.
extension Content {
  package var posts: [PostSource] { sources.posts }
  package var series: [SeriesSource] { sources.series }
  package var authors: [AuthorSource] { sources.authors }
  /// Those of categories and of tags.
  package var terms: [TermSource] { sources.terms }
  package var pages: [PageSource] { sources.pages }
  package var home: HomeSource? { sources.home }
}

/// What content files say, by kind.
private struct ContentSources: Sendable {
  private(set) var posts: [PostSource] = []
  private(set) var series: [SeriesSource] = []
  private(set) var authors: [AuthorSource] = []
  private(set) var terms: [TermSource] = []
  private(set) var pages: [PageSource] = []
  private(set) var home: HomeSource?

  init(_ files: [ReadFile]) {
    for file in files {
      switch file.source {
      case let post as PostSource: posts.append(post)
      case let series as SeriesSource: self.series.append(series)
      case let author as AuthorSource: authors.append(author)
      case let term as TermSource: terms.append(term)
      case let page as PageSource: pages.append(page)
      default: home = home ?? file.source as? HomeSource
      }
    }
  }
}

/// Reads everything under `content/` of the site in the folder `site`.
///
/// Files are read in parallel; the result is in the order of their paths.
///
/// - Parameters:
///   - earlier: an earlier result for the same site: files that were not written since are not read again.
///   - changed: the paths of files that are known to have been written since. They are read again even if their status
///     does not show the change.
package func readContent(
  site: String, reusing earlier: Content? = nil, except changed: Set<String> = []
) async -> Content {
  let now = FileStatus.now
  let folder = SiteFolder("content", of: site)
  let listing = ContentListing(folder.files, unreadable: folder.unreadable)
  let (settings, diagnostics) = readSettings(site: site, folder)
  var content = Content(settings: settings)
  let copies = listing.copies
  let examined = await parallelMap(copies.count) { index in
    var file = copies[index]
    let problem = file.examine(in: site)
    return (file: file, problem: problem)
  }
  content.files = examined.map(\.file)
  var problems: [Diagnostic] = []
  /// Calls `body`, and reports what it cannot read, unless that is reported with its folder.
  func reading(_ path: String, _ body: () throws(DiskFailure) -> Void) {
    do throws(DiskFailure) { try body() } catch {
      if !folder.unreadable.contains(where: path.isWithin) { problems.append(error.unreadable(path)) }
    }
  }
  reading(Addresses.file) { () throws(DiskFailure) in
    let (addresses, findings) = try Addresses.read(site: site)
    content.addresses = addresses
    problems += findings
  }
  for path in listing.strings {
    reading(path) { () throws(DiskFailure) in
      content.strings.append(WordSource(try readBytes("\(site)/\(path)"), of: path))
    }
  }
  content.hasLinks = folder.hasLinks
  content.unreadable = folder.unreadable
  content.diagnostics =
    folder.diagnostics + listing.diagnostics + diagnostics + problems + examined.compactMap(\.problem)
    + content.strings.flatMap(\.diagnostics)

  let reader = ContentReader(settings: settings.markdown)
  let usable = earlier.flatMap { $0.settings.markdown == settings.markdown ? $0.contents : nil } ?? []
  let known = Dictionary(uniqueKeysWithValues: usable.map { ($0.path, $0) })
  let documents = listing.documents
  let files = await parallelMap(documents.count) { index in
    let (file, status) = documents[index]
    guard let status else { return reader.unread(file) }
    if let earlier = known[file.path], earlier.status == status, !changed.contains(file.path) { return earlier }
    return reader.read(file, in: site, status: status.isSettled(at: now) ? status : nil)
  }
  content.add(files)
  content.diagnostics.sort()
  return content
}

/// Reads `site.yml`; what is wrong with it or its folder is a diagnostic.
private func readSettings(site: String, _ folder: SiteFolder) -> (settings: Settings, diagnostics: [Diagnostic]) {
  guard folder.exists else { return Settings.withoutContent }
  if folder.unreadable.contains(where: Settings.file.isWithin) { return Settings.unread }
  guard folder.files.contains(where: { $0.path == Settings.file }) else {
    return Settings.missing(
      "this file is missing", hint: "create it with two lines: `title: My site` and `url: https://example.com/`")
  }
  return readSettings(site: site)
}

/// Reads only `site.yml` of the site in the folder `site`; what is wrong with it is a diagnostic.
package func readSettings(site: String) -> (settings: Settings, diagnostics: [Diagnostic]) {
  do {
    return Settings.read(try readBytes("\(site)/\(Settings.file)"))
  } catch {
    return (Settings.unread.settings, [error.unreadable(Settings.file)])
  }
}
