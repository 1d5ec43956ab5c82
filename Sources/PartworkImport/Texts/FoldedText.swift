internal import PartworkSupport

/// The words of a text without what typography changes.
enum FoldedText {
  /// `text` without white space, with straight quotes and one kind of dash: what two spellings of a text share.
  static func of(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends what is left of `scalar` after `output`, in UTF-8.
  static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "‘", "’", "‚", "‛", "′", "´", "`": output.append(UInt8(ascii: "'"))
    case "“", "”", "„", "‟", "″": output.append(UInt8(ascii: "\""))
    case "…": output.append("...")
    case "–", "—", "‒", "―", "-", "\u{2011}":
      if output.last != UInt8(ascii: "-") { output.append(UInt8(ascii: "-")) }
    case "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{2060}": break
    case _ where scalar.isWhite: break
    default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

extension Substring {
  /// Where `text`, which is ASCII, is first; a search for bytes.
  func firstRange(ofASCII text: StaticString) -> Range<Index>? {
    var rest = utf8[...]
    let first = text.withUTF8Buffer { $0[0] }
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if text.withUTF8Buffer({ rest.starts(with: $0) }) {
        return start..<rest.index(start, offsetBy: text.utf8CodeUnitCount)
      }
      rest = rest.dropFirst()
    }
    return nil
  }
}
