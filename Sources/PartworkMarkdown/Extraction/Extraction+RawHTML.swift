internal import CCMark
import PartworkSupport

/// What raw HTML and URLs can do to a page.
extension Extraction {
  /// Whether raw HTML is dropped without a warning: it is an end tag, whose start tag has been reported, or a comment,
  /// which no reader would see.
  static func isSilentlyDropped(_ html: UnsafeRawBufferPointer) -> Bool {
    html.starts(with: "</".utf8)
      || html.starts(with: "<!--".utf8)
        && html.firstIndex(of: "-->", from: 4).map { html[($0 + 3)...].allSatisfy(isSpace) } ?? false
  }

  /// Whether raw HTML is `<br>`, which is the only line break that a table's cell can have.
  static func isLineBreak(_ html: UnsafeRawBufferPointer) -> Bool {
    guard html.count >= 4, html.prefix(3).elementsEqual("<br".utf8, by: { $0 | 0x20 == $1 | 0x20 }) else {
      return false
    }
    return html[3] == UInt8(ascii: ">") || html[3] == UInt8(ascii: "/") || html[3] <= UInt8(ascii: " ")
  }

  /// Whether `node` is `<!--more-->` alone on a line and not in another block, as WordPress and Hugo end an excerpt.
  static func isMoreMark(_ node: Node) -> Bool {
    let html = node.literal
    guard html.count < 64, node.parent?.type == CMARK_NODE_DOCUMENT else { return false }
    return String(decoding: html, as: UTF8.self).filter { !$0.isWhitespace } == "<!--more-->"
  }
}

/// The URLs in an attribute whose value is at `range`: one, or in a `srcset` those of its candidates, which are separated
/// by commas.
func urls(in html: UnsafeRawBufferPointer, _ range: Range<Int>, isList: Bool) -> [Range<Int>] {
  if !isList {
    let value = html[range]
    let start = value.firstIndex { !isSpace($0) } ?? range.upperBound
    let end = value.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return start < end ? [start..<end] : []
  }
  var urls: [Range<Int>] = []
  var offset = range.lowerBound
  while offset < range.upperBound {
    let rest = html[offset..<range.upperBound]
    guard let start = rest.firstIndex(where: { !isSpace($0) && $0 != UInt8(ascii: ",") }) else { break }
    var end = rest[start...].firstIndex(where: isSpace) ?? range.upperBound
    offset = end
    if html[end - 1] == UInt8(ascii: ",") {
      while end > start, html[end - 1] == UInt8(ascii: ",") { end -= 1 }
    } else {
      offset = html[end..<range.upperBound].firstIndex(of: UInt8(ascii: ",")) ?? range.upperBound
    }
    urls.append(start..<end)
  }
  return urls
}

/// An attribute's value without the character references that URLs need; nil if it has others.
func attributeText(_ value: Slice<UnsafeRawBufferPointer>) -> String? {
  let text = String(decoding: value, as: UTF8.self)
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  let others = text.replacing("&amp;", with: "")
  // `?a=b&c=d` is a URL; `&eacute;` is a character of it.
  if others.contains(/&#?\w+;/) { return nil }
  return text.replacing("&amp;", with: "&")
}
