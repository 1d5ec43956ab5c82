import PartworkHTML
internal import PartworkSupport

/// Turns the shortcodes of WordPress and its common plugins into HTML.
///
/// A name in square brackets that nothing is known about stays text: most of them are.
struct Shortcodes {
  private let references: TextReferences
  private(set) var remarks: [ImportedText.Remark] = []

  private var bytes: [UInt8] = []
  private var offset = 0
  private var output: [UInt8] = []
  private var line = 1

  /// Names for which no more end follows.
  private var unclosed: Set<String> = []

  init(_ references: TextReferences) {
    self.references = references
  }

  /// `text` with HTML in place of its shortcodes. Line feeds outside of them stay.
  mutating func expand(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    bytes = Array(text.utf8)
    output.reserveCapacity(bytes.count)
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "<"): copy(to: endOfTag())
      case UInt8(ascii: "["): readBracket()
      default:
        copy(to: bytes[offset...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") } ?? bytes.count)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func copy(to end: Int) {
    let end = max(end, min(offset + 1, bytes.count))
    output += bytes[offset..<end]
    move(to: end)
  }

  private mutating func move(to end: Int) {
    for byte in bytes[offset..<end] where byte == UInt8(ascii: "\n") { line += 1 }
    offset = end
  }

  /// The end of the tag or comment at `offset`; shortcodes in attributes stay.
  private func endOfTag() -> Int {
    guard let next = bytes[safe: offset + 1] else { return offset + 1 }
    if bytes[offset...].starts(with: "<!--".utf8) {
      return bytes[offset...].firstRange(of: Array("-->".utf8))?.upperBound ?? offset + 1
    }
    guard isASCIIAlphanumeric(next) || next == UInt8(ascii: "/") else { return offset + 1 }
    return bytes[offset...].prefix(20_000).firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? offset + 1
  }

  // MARK: - One shortcode

  private struct ShortcodeTag {
    var name: String
    var attributes: ShortcodeAttributes
    var end: Int
    var isSelfClosing: Bool
  }

  private mutating func readBracket() {
    let isEscaped = bytes[safe: offset + 1] == UInt8(ascii: "[")
    guard let tag = tag(at: isEscaped ? offset + 1 : offset) else { return copy(to: offset + 1) }
    if isEscaped { return readEscaped(tag) }
    let isKnown = Self.known.contains(tag.name)
    guard isKnown else {
      noteUnknown(tag)
      return copy(to: offset + 1)
    }
    let close = tag.isSelfClosing ? nil : closing(of: tag.name, from: tag.end)
    let content = close.map { String(decoding: bytes[tag.end..<$0.lowerBound], as: UTF8.self) }
    // What has no file to show, or code without an end, is left as text.
    guard let html = html(of: tag, content) else {
      noteUnknown(tag, isCertain: true)
      return copy(to: offset + 1)
    }
    let end = close?.upperBound ?? tag.end
    let lines = bytes[offset..<end].count { $0 == UInt8(ascii: "\n") }
    output += html.utf8
    // What follows keeps its line.
    output += repeatElement(UInt8(ascii: "\n"), count: max(0, lines - html.utf8.count { $0 == UInt8(ascii: "\n") }))
    move(to: end)
  }

  /// `[[name]]` shows a shortcode.
  private mutating func readEscaped(_ tag: ShortcodeTag) {
    let isWhole = bytes[safe: tag.end] == UInt8(ascii: "]")
    let closing = isWhole ? nil : closing(of: tag.name, from: tag.end)
    let end = isWhole ? tag.end : closing?.upperBound
    guard let end, bytes[safe: end] == UInt8(ascii: "]"), Self.known.contains(tag.name) || isWhole else {
      return copy(to: offset + 1)
    }
    move(to: offset + 1)
    copy(to: end)
    move(to: end + 1)
  }

  /// The shortcode that begins at `start`; nil if no name and no end follow.
  private func tag(at start: Int) -> ShortcodeTag? {
    let rest = bytes[(start + 1)...].prefix(4_000)
    let name = rest.prefix { isASCIIAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    guard let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
      let after = rest[name.endIndex...].first, " \t\n/]=\u{C}".utf8.contains(after)
    else { return nil }
    var index = name.endIndex
    var quote: UInt8?
    while index < rest.endIndex {
      let byte = bytes[index]
      if byte == quote {
        quote = nil
      } else if quote == nil {
        if byte == UInt8(ascii: "]") { break }
        if byte == UInt8(ascii: "[") { return nil }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[index - 1] == UInt8(ascii: "=") {
          quote = byte
        }
      }
      index += 1
    }
    guard index < rest.endIndex else { return nil }
    let text = String(decoding: bytes[name.endIndex..<index], as: UTF8.self)
    let isSelfClosing = text.hasSuffix("/")
    return ShortcodeTag(
      name: String(decoding: name, as: UTF8.self).lowercased(),
      attributes: ShortcodeAttributes(isSelfClosing ? String(text.dropLast()) : text), end: index + 1,
      isSelfClosing: isSelfClosing)
  }

  private mutating func closing(of name: String, from start: Int) -> Range<Int>? {
    guard !unclosed.contains(name) else { return nil }
    let range = bytes[start...].firstRange(of: Array("[/\(name)]".utf8))
    if range == nil { unclosed.insert(name) }
    return range
  }

  private mutating func noteUnknown(_ tag: ShortcodeTag, isCertain: Bool = false) {
    let isShortcode =
      isCertain || !tag.attributes.named.isEmpty || tag.name.contains("_") || tag.name.contains("-")
      || closing(of: tag.name, from: tag.end) != nil
    if isShortcode { remark("shortcode", "`[\(tag.name)]` is kept as text: nothing here shows what it did") }
  }

  private mutating func remark(_ subject: String, _ message: String) {
    remarks.append(ImportedText.Remark(subject, message, line: line))
  }

  // MARK: - What they become

  private static let languages: Set<String> = [
    "bash", "shell", "c", "cpp", "csharp", "css", "diff", "html", "java", "javascript", "js", "objc", "perl", "php",
    "plain", "python", "ruby", "scala", "sql", "swift", "xml", "yaml",
  ]

  private static let players: Set<String> = [
    "youtube", "vimeo", "dailymotion", "soundcloud", "spotify", "tweet", "instagram", "facebook", "gist", "ted",
    "slideshare", "flickr", "tiktok", "bandcamp", "googlemaps",
  ]

  private static let boxes: Set<String> = [
    "publishpress_series_toc", "publishpress_series_categories", "pps_post_list_box", "pps_post_navigation",
    "pps_post_details",
  ]

  private static let known: Set = Set([
    "caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "code", "sourcecode",
  ]).union(languages.subtracting(["c", "html", "plain"])).union(players).union(boxes)

  /// The HTML of a shortcode; nil if it stays as it is.
  private mutating func html(of tag: ShortcodeTag, _ content: String?) -> String? {
    let attributes = tag.attributes
    switch tag.name {
    case "caption", "wp_caption": return content.map { caption(attributes, $0) }
    case "gallery": return gallery(attributes)
    case "playlist": return playlist(attributes)
    case "embed": return (content ?? attributes["src"])?.nonEmptyText.map(frame)
    case "audio", "video":
      let types =
        tag.name == "audio" ? ["src", "mp3", "m4a", "ogg", "wav", "wma"] : ["src", "mp4", "m4v", "webm", "ogv", "flv"]
      let address = types.lazy.compactMap { attributes[$0] }.first ?? attributes.unnamed.first ?? content
      return address?.nonEmptyText.map { "<\(tag.name) src=\"\(escaped($0))\"></\(tag.name)>" }
    case _ where Self.players.contains(tag.name):
      return address(of: tag, content).map(frame)
    case _ where Self.boxes.contains(tag.name):
      remark("shortcode", "`[\(tag.name)]` is left out: Partwork shows a series by itself")
      return ""
    default:
      let language = attributes["language"] ?? attributes["lang"] ?? (tag.name.hasSuffix("code") ? "" : tag.name)
      return content.map { content in
        let code = content.trimmingLineFeeds.replacing("<", with: "&lt;")
        return "<pre data-language=\"\(escaped(language))\">\(code)</pre>"
      }
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }

  private func frame(_ address: String) -> String {
    "<iframe src=\"\(escaped(address))\"></iframe>"
  }

  /// The address of what a player shows: its attribute, its content, or made of an ID.
  private func address(of tag: ShortcodeTag, _ content: String?) -> String? {
    let given = tag.attributes.unnamed.first ?? tag.attributes["url"] ?? tag.attributes["id"] ?? content
    guard let text = given?.nonEmptyText else { return nil }
    if text.contains("://") { return text }
    switch tag.name {
    case "youtube": return "https://www.youtube.com/watch?v=" + text
    case "vimeo": return "https://vimeo.com/" + text
    case "gist": return "https://gist.github.com/" + text
    default: return nil
    }
  }

  /// A picture with a caption: in the attribute `caption` of old posts, else after the picture.
  private mutating func caption(_ attributes: ShortcodeAttributes, _ content: String) -> String {
    if let caption = attributes["caption"] {
      return "<figure>\(content)<figcaption>\(caption)</figcaption></figure>"
    }
    guard let image = content.firstRange(of: "<img"), let end = content[image.upperBound...].firstIndex(of: ">") else {
      return "<figure>\(content)</figure>"
    }
    var start = content.index(after: end)
    let rest = content[start...].drop(while: \.isWhitespace)
    if rest.hasPrefix("</a>") { start = rest.index(rest.startIndex, offsetBy: "</a>".count) }
    return "<figure>\(content[..<start])<figcaption>\(content[start...])</figcaption></figure>"
  }

  private mutating func gallery(_ attributes: ShortcodeAttributes) -> String? {
    let numbers = (attributes["ids"] ?? attributes["include"]).map(numbers)
    let files = numbers?.compactMap(references.file) ?? references.pictures
    if let numbers, files.count < numbers.count {
      remark(
        "gallery", "\(numbers.count - files.count) of \(numbers.count) pictures of a gallery are not in the export")
    }
    guard !files.isEmpty else { return nil }
    remark("gallery", "\(files.count) pictures of a gallery stand below one another")
    return "<figure class=\"gallery\">" + files.map(figure).joined() + "</figure>"
  }

  private func figure(_ file: TextReferences.LibraryFile) -> String {
    let caption = file.caption.isEmpty ? "" : "<figcaption>\(file.caption)</figcaption>"
    return "<figure><img src=\"\(escaped(file.address))\" alt=\"\(escaped(file.alternative))\">\(caption)</figure>"
  }

  private mutating func playlist(_ attributes: ShortcodeAttributes) -> String? {
    let files = (attributes["ids"].map(numbers) ?? []).compactMap(references.file)
    guard !files.isEmpty else { return nil }
    let name = attributes["type"] == "video" ? "video" : "audio"
    remark("playlist", "\(files.count) files of a playlist stand below one another")
    return files.map {
      "<p><\(name) src=\"\(escaped($0.address))\" title=\"\(escaped($0.alternative))\"></\(name)></p>"
    }.joined()
  }

  private func numbers(_ list: String) -> [Int] {
    list.split { $0 == "," || $0.isWhitespace }.compactMap { Int($0) }
  }
}

/// The attributes of a shortcode: `name="value"`, `name=value`, or values alone.
struct ShortcodeAttributes {
  private(set) var named: [String: String] = [:]
  private(set) var unnamed: [String] = []

  subscript(name: String) -> String? { named[name] }

  init(_ text: String) {
    var rest = text[...].drop { $0.isWhitespace }
    // `[youtube=address]`
    if rest.first == "=" { rest = rest.dropFirst() }
    while let first = rest.first {
      let word = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "\"" && $0 != "'" }
      let after = rest[word.endIndex...]
      let isName =
        after.first == "=" && !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      var value = isName ? after.dropFirst() : rest
      if let quote = value.first, quote == "\"" || quote == "'" {
        value = value.dropFirst()
        let content = value.prefix { $0 != quote }
        rest = value[content.endIndex...].dropFirst()
        add(isName ? String(word) : nil, String(content))
      } else {
        let content = value.prefix { !$0.isWhitespace }
        rest = value[content.endIndex...]
        add(isName ? String(word) : nil, String(content))
      }
      rest = rest.drop { $0.isWhitespace }
      _ = first
    }
  }

  private mutating func add(_ name: String?, _ value: String) {
    if let name { named[name.lowercased()] = value } else if !value.isEmpty { unnamed.append(value) }
  }
}

extension String {
  /// The text without line feeds at its ends.
  var trimmingLineFeeds: String {
    let start = drop { $0.isNewline }
    guard let end = start.lastIndex(where: { !$0.isNewline }) else { return "" }
    return String(start[...end])
  }
}
