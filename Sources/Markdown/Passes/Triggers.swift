/// Which extensions a text may use, by its bytes alone, so that a text without them pays for a few fast searches and
/// for no pass.
struct Triggers {
  private(set) var tables = false
  private(set) var strikethrough = false
  private(set) var autolinks = false
  private(set) var footnotes = false
  private(set) var definitions = false
  private(set) var tasks = false
  private(set) var callouts = false
  private(set) var attributions = false
  private(set) var figures = false
  private(set) var headingIDs = false

  /// None at all.
  init() {}

  init(_ text: UnsafeRawBufferPointer) {
    tables = text.has("|")
    strikethrough = text.has("~")
    autolinks = text.has("://") || text.has("@") || text.has("www.")
    headingIDs = text.has("{#")
    attributions = text.has(">") && (text.has("\u{2014}") || text.has("---"))
    readColons(in: text)
    readBrackets(in: text)
  }

  /// Whether any pass over text nodes has something to look for.
  var texts: Bool { strikethrough || autolinks || footnotes }

  /// Whether any pass over blocks has something to look for.
  var blocks: Bool { tasks || callouts || attributions || figures || headingIDs }

  /// A definition's colon is the first character of its line.
  private mutating func readColons(in text: UnsafeRawBufferPointer) {
    var offset = 0
    while !definitions, let colon = text.firstIndex(of: UInt8(ascii: ":"), from: offset) {
      offset = colon + 1
      let before = colon > 0 ? text[colon - 1] : UInt8(ascii: "\n")
      definitions =
        offset < text.count && (text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: "\t"))
        && (isSpace(before) || before == UInt8(ascii: ">"))
    }
  }

  /// What begins with a square bracket, in one search for them all.
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
