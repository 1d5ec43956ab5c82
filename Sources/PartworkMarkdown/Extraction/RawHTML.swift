internal import CCMark

/// The scheme that makes `destination` dangerous, with its colon; nil where it is harmless.
///
/// The list is libcmark's: `javascript:`, `vbscript:`, `file:`, and `data:` but for pictures in an image.
func dangerousScheme(of destination: UnsafeRawBufferPointer, _ kind: Reference.Kind) -> String? {
  guard let colon = destination.prefix(11).firstIndex(of: UInt8(ascii: ":")) else { return nil }
  let scheme = String(decoding: destination[...colon].lazy.map(asciiLowercased), as: UTF8.self)
  guard ["javascript:", "vbscript:", "file:", "data:"].contains(scheme) else { return nil }
  if scheme == "data:", kind == .image {
    let type = destination.dropFirst(scheme.utf8.count).prefix("image/".utf8.count).map(asciiLowercased)
    if type.elementsEqual("image/".utf8) { return nil }
  }
  return scheme
}

/// Whether raw HTML is dropped without a word: an end tag, whose start tag has been reported, and a comment, which no
/// reader would have seen.
func isSilentlyDropped(_ html: UnsafeRawBufferPointer) -> Bool {
  html.starts(with: "</".utf8) || html.starts(with: "<!--".utf8) && commentEnds(html)
}

/// The values of the attributes `id` and `name` in raw HTML: what links may lead to.
func anchors(inRawHTML html: UnsafeRawBufferPointer) -> [String] {
  var found: [String] = []
  var offset = 0
  while let sign = html.firstIndex(of: UInt8(ascii: "="), from: offset) {
    offset = sign + 1
    let name = html[..<sign].suffix(5).map(asciiLowercased)
    guard name.suffix(3).elementsEqual(" id".utf8) || name.elementsEqual(" name".utf8) else { continue }
    var value = html[offset...]
    if let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      value = value.dropFirst()
      guard let end = html.firstIndex(of: quote, from: value.startIndex) else { break }
      value = value[..<end]
      offset = end + 1
    } else {
      value = value.prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
      offset = value.endIndex
    }
    if !value.isEmpty { found.append(String(decoding: value, as: UTF8.self)) }
  }
  return found
}

/// Whether nothing but white space follows the comment with which `html` begins.
private func commentEnds(_ html: UnsafeRawBufferPointer) -> Bool {
  var end = html.count
  while end > 0, html[end - 1] <= UInt8(ascii: " ") { end -= 1 }
  guard html[..<end].suffix(3).elementsEqual("-->".utf8) else { return false }
  var offset = 4
  while let dash = html.firstIndex(of: UInt8(ascii: "-"), from: offset) {
    if html[dash..<end].starts(with: "-->".utf8) { return dash + 3 == end }
    offset = dash + 1
  }
  return false
}

/// Whether `node` is `<!--more-->` on a line of its own and in no other block, as WordPress and Hugo end an excerpt.
func isMoreMark(_ node: Node) -> Bool {
  let html = node.literal
  guard html.count < 64, html.starts(with: "<!--".utf8), node.parent?.type == CMARK_NODE_DOCUMENT else { return false }
  return String(decoding: html, as: UTF8.self).filter { !$0.isWhitespace } == "<!--more-->"
}
