internal import Partwork
internal import PartworkSupport
internal import Synchronization

/// Finds what the addresses in texts lead to, and puts marks in their places: where a file will be is known only when
/// all texts have been read.
final class ReferenceMap: Sendable {
  private let site: ImportedSite
  /// What is at each address of the old site.
  private let targets: [String: ReferenceMark]
  private let library: Mutex<Library>

  /// The files of the media library, and those that only texts name.
  private struct Library {
    var files: [ImportedMedia]
    var places: [String: Int]
  }

  init(_ site: ImportedSite) {
    self.site = site
    var targets: [String: ReferenceMark] = [:]
    func add(_ address: String, _ mark: ReferenceMark) {
      let key = OldSite.key(address)
      if targets[key] == nil { targets[key] = mark }
    }
    func add(_ posts: [ImportedPost], _ mark: (Int) -> ReferenceMark) {
      for (index, post) in posts.enumerated() { if let address = post.address { add(address, mark(index)) } }
    }
    add(site.posts) { .post($0) }
    add(site.pages) { .page($0) }
    for (index, post) in site.posts.enumerated() { for alias in post.aliases { add(alias, .post(index)) } }
    for (index, page) in site.pages.enumerated() { for alias in page.aliases { add(alias, .page(index)) } }
    for (index, category) in site.categories.enumerated() {
      for alias in category.aliases { add(alias, .category(index)) }
    }
    for (index, author) in site.authors.enumerated() { for alias in author.aliases { add(alias, .author(index)) } }
    for (index, series) in site.series.enumerated() { for alias in series.aliases { add(alias, .series(index)) } }
    for (index, file) in site.media.enumerated() { if let page = file.page { add(page, .media(index)) } }
    self.targets = targets
    var places: [String: Int] = [:]
    for (index, file) in site.media.enumerated() {
      for key in Self.keys(file) where places[key] == nil { places[key] = index }
    }
    library = Mutex(Library(files: site.media, places: places))
  }

  /// All files that are named so far.
  var media: [ImportedMedia] { library.withLock(\.files) }

  func file(_ number: Int) -> TextReferences.LibraryFile? {
    if case .media(let index)? = site.numbers[number] { libraryFile(index) } else { nil }
  }

  func libraryFile(_ index: Int) -> TextReferences.LibraryFile {
    let file = site.media[index]
    return TextReferences.LibraryFile(address: file.address, alternative: file.alternative, caption: file.caption)
  }

  /// What to write for an address: a mark for what is carried over, a path on the site for what should be and is not,
  /// and the address itself for other sites.
  func destination(_ text: String, _ use: TextReferences.Use) -> String {
    let address = text.trimmedText ?? text
    if let index = place(ofFileAt: address) { return ReferenceMark.media(index).text }
    guard let own = site.old.address(address) else {
      return use == .media && Self.isUpload(address) ? ReferenceMark.media(add(address)).text : text
    }
    if let number = own.number("p") ?? own.number("page_id") ?? own.number("attachment_id"), own.path == "/",
      let target = site.numbers[number]
    {
      return ReferenceMark(target).text + own.fragment
    }
    if Self.isUpload(own.path) { return ReferenceMark.media(add(address)).text }
    if let mark = targets[own.key] { return mark.text + own.fragment }
    // Pictures and files need not be in the library.
    if Self.fileEndings.contains(own.path.fileEnding) { return ReferenceMark.media(add(address)).text }
    if own.path == "/" { return "/" + own.fragment }
    if ["/feed", "/feed/rss2", "/feed/atom", "/rss", "/rss.xml"].contains(own.key) { return "/feed.xml" }
    return use == .media ? text : PercentEncoding.siteURL(own.path) + own.query + own.fragment
  }

  /// Whether the path is that of a file in WordPress's folder for uploads.
  private static func isUpload(_ path: String) -> Bool {
    let name = path.prefix { $0 != "?" }.split(separator: "/").last ?? ""
    return path.contains("/wp-content/uploads/") && name.dropFirst().contains(".")
  }

  private static let fileEndings: Set = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff", "pdf", "epub", "mobi", "mp3", "m4a",
    "ogg", "oga", "opus", "wav", "flac", "aac", "mp4", "m4v", "mov", "ogv", "webm", "zip", "gz", "doc", "docx", "odt",
    "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp",
  ]

  private func place(ofFileAt address: String) -> Int? {
    let keys = Self.keys(address)
    return library.withLock { library in
      for key in keys { if let place = library.places[key] { return place } }
      return nil
    }
  }

  /// Adds a file that the library does not have.
  private func add(_ address: String) -> Int {
    let full = address.contains("://") || address.hasPrefix("//") ? address : site.url?.absolute(address) ?? address
    return library.withLock { library in
      let key = Self.keys(full)[0]
      if let place = library.places[key] { return place }
      let path = WordPressReader.path(ofUpload: full)
      library.places[key] = library.files.count
      library.files.append(ImportedMedia(address: full, path: path, isAtRoot: !full.contains("/uploads/")))
      return library.files.count - 1
    }
  }

  private static func keys(_ file: ImportedMedia) -> [String] {
    ([file.address] + [file.path.nonEmpty.map { "/uploads/" + $0 }].compactMap(\.self)).map { key(of: $0) }
  }

  /// What tells the file at `address` from others, for the file itself and for the original that it was made smaller
  /// from: `photo-300x200.jpg`, `photo-scaled.jpg`.
  private static func keys(_ address: String) -> [String] {
    let key = key(of: address)
    guard let dot = key.lastIndex(of: ".") else { return [key] }
    let (stem, ending) = (key[..<dot], key[dot...])
    var keys = [key]
    if let original = withoutSize(stem) {
      keys += [original + ending, original + "-scaled" + ending].map(String.init)
    }
    if stem.hasSuffix("-scaled") {
      keys.append(String(stem.dropLast(7) + ending))
    } else {
      keys.append(stem + "-scaled" + ending)
    }
    return keys
  }

  /// `photo` of `photo-300x200`; nil for a name without a size.
  private static func withoutSize(_ name: Substring) -> Substring? {
    func dropDigits(_ text: Substring) -> Substring? {
      let rest = text.utf8.dropLast(text.utf8.reversed().prefix { (48...57).contains($0) }.count)
      return rest.count < text.utf8.count ? Substring(rest) : nil
    }
    guard let width = dropDigits(name), width.last == "x", let dash = dropDigits(width.dropLast()), dash.last == "-"
    else {
      return nil
    }
    return dash.dropLast()
  }

  private static func key(of address: String) -> String {
    let start = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var path = PercentEncoding.decoded(String(Substring(start))).lowercased()[...]
    // WordPress.com serves resized pictures from hosts of its own, with the host of the site as the first name.
    if let mark = path.firstRange(ofASCII: "://") { path = path[mark.upperBound...] }
    if path.hasPrefix("//") { path = path.dropFirst(2) }
    if path.hasPrefix("i"), path.dropFirst(2).hasPrefix(".wp.com/"), path.dropFirst().first?.isNumber == true {
      path = path.dropFirst("i0.wp.com/".count)
    }
    if let uploads = path.firstRange(ofASCII: "/uploads/") { return String(path[uploads.lowerBound...]) }
    return String(path.hasPrefix("www.") ? path.dropFirst(4) : path)
  }
}

/// What stands in a text for a destination that is not known yet.
enum ReferenceMark: Sendable, Hashable {
  case post(Int)
  case page(Int)
  case category(Int)
  case author(Int)
  case series(Int)
  case media(Int)

  init(_ target: ImportedTarget) {
    switch target {
    case .post(let index): self = .post(index)
    case .page(let index): self = .page(index)
    case .media(let index): self = .media(index)
    }
  }

  /// Letters and digits, which Markdown takes as they are.
  var text: String {
    switch self {
    case .post(let index): "\(Self.start)a\(index)z"
    case .page(let index): "\(Self.start)b\(index)z"
    case .category(let index): "\(Self.start)c\(index)z"
    case .author(let index): "\(Self.start)d\(index)z"
    case .series(let index): "\(Self.start)e\(index)z"
    case .media(let index): "\(Self.start)f\(index)z"
    }
  }

  private static let start = "zq7xpartworkmark"

  private init?(_ kind: UInt8, _ index: Int) {
    switch kind {
    case UInt8(ascii: "a"): self = .post(index)
    case UInt8(ascii: "b"): self = .page(index)
    case UInt8(ascii: "c"): self = .category(index)
    case UInt8(ascii: "d"): self = .author(index)
    case UInt8(ascii: "e"): self = .series(index)
    case UInt8(ascii: "f"): self = .media(index)
    default: return nil
    }
  }

  /// The marks in a text.
  static func all(in text: String) -> [ReferenceMark] {
    var marks: [ReferenceMark] = []
    scan(Array(text.utf8)) { _, mark in marks.append(mark) }
    return marks
  }

  /// `text` with what `destination` says for each mark.
  static func replacing(in text: String, _ destination: (ReferenceMark) -> String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var written = 0
    scan(bytes) { range, mark in
      output += bytes[written..<range.lowerBound]
      output += destination(mark).utf8
      written = range.upperBound
    }
    return written == 0 ? text : String(decoding: output + bytes[written...], as: UTF8.self)
  }

  /// Calls `body` with each mark and its place; a search for bytes, since every text is searched.
  private static func scan(_ bytes: [UInt8], _ body: (Range<Int>, ReferenceMark) -> Void) {
    let start = Array(start.utf8)
    var offset = 0
    while let found = bytes[offset...].firstIndex(of: start[0]) {
      offset = found + 1
      guard bytes[found...].starts(with: start) else { continue }
      let kind = found + start.count
      let digits = bytes[(kind + 1)...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard kind < bytes.count, bytes[safe: digits.endIndex] == UInt8(ascii: "z"),
        let number = Int(String(decoding: digits, as: UTF8.self)), let mark = ReferenceMark(bytes[kind], number)
      else { continue }
      offset = digits.endIndex + 1
      body(found..<offset, mark)
    }
  }
}
