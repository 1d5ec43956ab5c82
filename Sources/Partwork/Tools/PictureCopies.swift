import PartworkMarkdown
import PartworkSupport

/// The copies of a picture in other widths, among which browsers choose.
final class PictureCopies: Sendable {
  /// A file that is made of the picture.
  struct Copy: Sendable {
    let width: Int
    let file: MadeFile
  }

  let copies: [Copy]

  /// What pages say of them.
  let sources: ImageSources

  /// - Parameters:
  ///   - webP: The copies in WebP, by width.
  ///   - own: Those in the picture's own format.
  ///   - picture: The picture itself.
  ///   - sizes: How wide texts show pictures.
  ///   - url: Where the site will be.
  fileprivate init(webP: [Copy], own: [Copy], of picture: PublishedFile, sizes: String, at url: SiteURL) {
    copies = webP + own
    widest = own.last?.file
    func list(_ copies: [Copy]) -> [String] { copies.map { "\(url.href($0.file.url)) \($0.width)w" } }
    var ownList = list(own)
    if !own.isEmpty, let width = picture.source.imageSize?.width, width <= Self.largest {
      ownList.append("\(url.href(PercentEncoding.url(picture.url))) \(width)w")
    }
    sources = ImageSources(
      webP: webP.isEmpty ? nil : list(webP).joined(separator: ", "),
      own: ownList.isEmpty ? nil : ownList.joined(separator: ", "), sizes: sizes)
  }

  /// The widest copy in the picture's own format.
  let widest: MadeFile?

  /// The widths of copies, in pixels: of phones and of windows, with one or two pixels for each that CSS counts.
  private static let widths = [480, 800, 1200, 1600]

  /// The width up to which browsers may choose the picture itself; a wider one is for those who open it.
  private static let largest = 2000

  /// Pictures that are not wider have no copies.
  private static let least = 800

  /// Adds copies of the pictures of `site` that its texts and pages show, as far as `tools` can make them.
  static func make(
    for site: Site, in folder: String, with tools: Tools, in cache: MadeFiles, sizes: String
  ) async -> [String: PictureCopies] {
    let pictures = pictures(of: site)
    let jobs = await parallelMap(pictures.count) { Job(pictures[$0], in: folder) }.compactMap(\.self)
    let works = jobs.flatMap { job in job.names.map { (job, $0) } }
    let made = await parallelMap(works.count) { index in
      let (job, name) = works[index]
      return cache.make(name.inCache) { tools.resize(job.path, width: name.width, to: $0) }
        // One that is no smaller is of no use.
        && (cache.size(of: name.inCache) ?? .max) < job.size
    }
    let usable = Set(zip(works, made).compactMap { $1 ? $0.1.inCache : nil })
    var copies: [String: PictureCopies] = [:]
    for job in jobs {
      func chosen(_ isChosen: (String) -> Bool) -> [Copy] {
        job.names.filter { isChosen($0.format) && usable.contains($0.inCache) }.map {
          Copy(width: $0.width, file: MadeFile(url: $0.url, path: cache.path(of: $0.inCache), name: $0.inCache))
        }
      }
      let found = PictureCopies(
        webP: chosen { $0 == "webp" }, own: job.format == "webp" ? [] : chosen { $0 == job.format }, of: job.picture,
        sizes: sizes, at: site.url)
      if !found.copies.isEmpty { copies[job.picture.url] = found }
    }
    return copies
  }

  /// The pictures that are wide enough and that a text or a page shows.
  static func pictures(of site: Site) -> [PublishedFile] {
    let wide = site.files.filter { file in
      (file.source.imageSize?.width ?? 0) > least && formats[file.source.file.fileExtension] != nil
    }
    if wide.isEmpty { return [] }
    // Where links lead is not known yet; a file of the same name that is only offered has copies too.
    let shown = Set(
      site.linkingFiles.flatMap(\.links.all).filter { $0.kind == .image }
        .map { PercentEncoding.decoded(String($0.destination.fileName)) })
    return wide.filter { shown.contains(String($0.source.file.fileName)) }
  }

  /// The formats of which copies are made, by the extensions of files.
  private static let formats = ["jpg": "jpg", "jpeg": "jpg", "png": "png", "webp": "webp"]

  /// A picture of which copies are made.
  private struct Job: Sendable {
    let picture: PublishedFile
    let path: String
    let format: String
    let size: Int
    let names: [Name]

    /// A copy that is to be made.
    struct Name: Sendable {
      let width: Int
      let format: String
      let inCache: String
      let url: String
    }

    /// Nil for a picture that cannot be read or that moves.
    init?(_ picture: PublishedFile, in folder: String) {
      path = "\(folder)/\(picture.source.file)"
      guard let bytes = try? readBytes(path), !bytes.isAnimation, let width = picture.source.imageSize?.width,
        let format = PictureCopies.formats[picture.source.file.fileExtension]
      else { return nil }
      self.picture = picture
      self.format = format
      size = bytes.count
      let hash = ContentHash(of: bytes)
      let file = picture.source.file.fileName
      let stem = PercentEncoding.path(String(file.prefix(upTo: file.lastIndex(of: ".") ?? file.endIndex)))
      let widths = PictureCopies.widths.filter { $0 < width }
      let webP = (width <= PictureCopies.largest ? widths + [width] : widths).map { ($0, "webp") }
      let own = format == "webp" ? [] : widths.map { ($0, format) }
      names = (webP + own).map { width, format in
        Name(
          width: width, format: format, inCache: "\(hash)-\(width).\(format)",
          url: "/\(AssetLibrary.folder)/images/\(hash)/\(stem)-\(width).\(format)")
      }
    }
  }
}

extension [UInt8] {
  /// Whether they are a WebP or PNG file that moves: copies would stand still.
  fileprivate var isAnimation: Bool {
    if starts(with: "RIFF".utf8), count > 20 { return self[12..<16].elementsEqual("VP8X".utf8) && self[20] & 2 != 0 }
    return starts(with: [0x89, 0x50]) && self[..<Swift.min(4096, count)].firstRange(of: "acTL".utf8) != nil
  }
}

extension String {
  /// The part of the name after its last dot, in lower case; empty if it has none.
  fileprivate var fileExtension: String {
    let name = fileName
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }
}
