import PartworkBook
import PartworkSupport

/// The pictures that the pages of an e-book show, collected while they are made.
final class BookPictures {
  /// In the order in which pages show them.
  private(set) var all: [BookPicture] = []

  /// The paths in the book of the pictures that were asked for, by their URLs; nil for those that cannot be read.
  private var paths: [String: String?] = [:]

  private let known: [String: PublishedFile]
  private let context: RenderContext
  private let folder: String

  /// What the URLs of the site begin with.
  private let home: String

  /// - Parameters:
  ///   - known: The pictures of the site that books may have, by their site-relative URLs without escapes.
  ///   - folder: The path of the site.
  init(_ known: [String: PublishedFile], in context: RenderContext, folder: String) {
    self.known = known
    self.context = context
    self.folder = folder
    home = BookPlaces.home(of: context.site)
  }

  /// The path in the book of the picture at `address`; nil if it is not a picture of the site that a book may have.
  func path(of address: String) -> String? {
    let path = PercentEncoding.decoded(LinkMap.split(address).path)
    guard path.hasPrefix(home), let file = known[String(path.dropFirst(home.count))] else { return nil }
    if let path = paths[file.url] { return path }
    let added = add(file)
    paths[file.url] = .some(added)
    return added
  }

  private func add(_ file: PublishedFile) -> String? {
    // The widest copy is as much as screens of books show.
    let source = context.links.copies[file.url]?.widest?.path ?? "\(folder)/\(file.source.file)"
    guard let type = BookPicture.mediaType(ofFile: source), let bytes = read(source) else { return nil }
    let name = "images/\(paths.count + 1).\(type.split(separator: "/")[1].prefix { $0 != "+" })"
    all.append(BookPicture(file: name, mediaType: type, bytes: bytes))
    return name
  }

  /// The bytes of the file at `path`; nil if it cannot be read, which fails the whole book.
  private func read(_ path: String) -> [UInt8]? {
    do throws(DiskFailure) {
      return try readBytes(path)
    } catch {
      context.failures.add(
        error.unreadable(path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path))
      return nil
    }
  }

  /// The cover of a series: its picture, or one that is drawn.
  func cover(of handle: Handle<Series>) -> BookPicture {
    let series = context.site.series[handle]
    if series.image?.isDrawing == false, let picture = context.picture(series.image, of: series.file),
      let path = path(of: picture.absoluteURL),
      let place = all.firstIndex(where: { $0.file == path })
    {
      // The package names each file once.
      return all.remove(at: place)
    }
    if let drawn = context.plan.extras.covers[handle], let bytes = read(drawn.path) {
      return BookPicture(file: "images/cover.png", mediaType: "image/png", bytes: bytes)
    }
    let svg = BookCover(of: handle, in: context.site).svg
    return BookPicture(file: "images/cover.svg", mediaType: "image/svg+xml", bytes: Array(svg.utf8))
  }
}
