import PartworkSupport

/// Which extensions a text may use, judged by its bytes alone. A text without any costs a few fast searches and no
/// pass.
struct Triggers {
  private(set) var tables = false
  private(set) var strikethrough = false
  private(set) var urls = false
  private(set) var emails = false
  private(set) var hosts = false
  private(set) var footnotes = false
  private(set) var definitions = false
  private(set) var tasks = false
  private(set) var callouts = false
  private(set) var attributions = false
  private(set) var figures = false
  private(set) var headingIDs = false

  /// Whether there are marks of emphasis and letters of scripts in which they may have no effect beside punctuation.
  private(set) var unspacedMarks = false

  /// None at all.
  init() {}

  init(_ text: UnsafeRawBufferPointer) {
    tables = text.has("|")
    strikethrough = text.has("~")
    emails = text.has("@")
    readDots(in: text)
    headingIDs = text.has("{#")
    attributions = text.has(">") && (text.has("\u{2014}") || text.has("---"))
    readColons(in: text)
    readBrackets(in: text)
    unspacedMarks = (strikethrough || text.has("*") || text.has("_")) && text.hasUnspacedScript
  }

  /// The same without the extensions that change blocks before the text is parsed.
  var withoutBlocks: Triggers {
    var triggers = self
    (triggers.tables, triggers.footnotes, triggers.definitions) = (false, false, false)
    return triggers
  }

  var autolinks: Bool { urls || emails || hosts }

  /// Whether any pass over text nodes has something to look for.
  var texts: Bool { strikethrough || autolinks || footnotes }

  /// Whether any pass over blocks has something to look for.
  var blocks: Bool { tasks || callouts || attributions || figures || headingIDs }

  /// The colon of a definition is the first character of its line; that of an address is followed by two slashes.
  private mutating func readColons(in text: UnsafeRawBufferPointer) {
    var offset = 0
    while !definitions || !urls, let colon = text.firstIndex(of: UInt8(ascii: ":"), from: offset) {
      offset = colon + 1
      guard offset < text.count else { return }
      switch text[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        let before = colon > 0 ? text[colon - 1] : UInt8(ascii: "\n")
        if isSpace(before) || before == UInt8(ascii: ">") { definitions = true }
      case UInt8(ascii: "/") where !urls && offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "/"):
        urls = !text.hasLink(aroundColonAt: colon)
      default: break
      }
    }
  }

  /// Most texts have fewer dots than they have the letter w.
  private mutating func readDots(in text: UnsafeRawBufferPointer) {
    var offset = 3
    while !hosts, let point = text.firstIndex(of: UInt8(ascii: "."), from: offset) {
      offset = point + 1
      hosts =
        text[point - 1] == UInt8(ascii: "w") && text[point - 2] == UInt8(ascii: "w")
        && text[point - 3] == UInt8(ascii: "w")
    }
  }

  /// Finds everything that begins with a square bracket, in one search.
  private mutating func readBrackets(in text: UnsafeRawBufferPointer) {
    var offset = 0
    while let bracket = text.firstIndex(of: UInt8(ascii: "["), from: offset) {
      offset = bracket + 1
      guard offset < text.count else { return }
      switch text[offset] {
      case UInt8(ascii: "^"): footnotes = true
      case UInt8(ascii: "!"): callouts = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "x"), UInt8(ascii: "X"): tasks = true
      default: break
      }
      if bracket > 0, text[bracket - 1] == UInt8(ascii: "!") { figures = true }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether there may be characters of Thai, Lao, Tibetan, Burmese, Khmer, Chinese, Japanese or Korean. Others are taken for them,
  /// but not the letters of European languages, nor their quotation marks and dashes.
  fileprivate var hasUnspacedScript: Bool {
    var greatest: UInt8 = 0
    for byte in self { greatest = Swift.max(greatest, byte) }
    return greatest >= 0xE3
      || greatest >= 0xE0 && (firstIndex(of: 0xE0, from: 0) ?? firstIndex(of: 0xE1, from: 0)) != nil
  }

  /// Whether the address whose scheme ends at `colon` is certain to be the destination of a link, and so not text:
  /// `[words](https://example.org)`, with nothing in it that could make it something else.
  ///
  /// Most addresses are like that, and a text with no others needs no pass over its words.
  fileprivate func hasLink(aroundColonAt colon: Int) -> Bool {
    var start = colon
    while start > 0, isASCIILetter(self[start - 1]) { start -= 1 }
    guard start >= 3, self[start - 1] == UInt8(ascii: "("), self[start - 2] == UInt8(ascii: "]") else { return false }
    let (endsDestination, endsWords) = (endsDestination, endsWords)
    var end = colon
    while end < count, !endsDestination.contains(self[end]) { end += 1 }
    guard end < count, self[end] == UInt8(ascii: ")") else { return false }
    // Nothing in the words binds more tightly than a link, so the bracket before them opens it.
    var open = start - 3
    while open > 0, !endsWords.contains(self[open]) { open -= 1 }
    return self[open] == UInt8(ascii: "[") && (open == 0 || self[open - 1] != UInt8(ascii: "\\"))
  }
}

/// What has a special meaning in a destination.
private let endsDestination = ASCIISet("()<\\|\u{7F}", 0..<UInt8(ascii: " ") + 1)

/// What can end the words of a link or a table's cell, or hide a bracket.
private let endsWords = ASCIISet("[]`<>\\|\n\r")
