package import PartworkSupport

/// Reads an XML file piece by piece, and goes on after what is wrong in it.
///
/// Exports of blogs are not always XML: they have control characters, bytes that are not UTF-8, undeclared prefixes, HTML
/// entities, and ends that are missing. A strict reader stops at the first of them and loses the rest without a word.
/// This one takes names as they are written, prefix and all, and keeps in memory only the piece of the file that it is
/// at.
package final class XMLReader {
  package enum Event {
    case start(name: String, attributes: [String: String], isEmpty: Bool)
    case end(name: String)
    /// A piece of text; one text may come in several pieces.
    case text([UInt8])
  }

  /// The line that is read next, from 1.
  package private(set) var line: Int

  /// The line of the first control character that was skipped, and how many there were.
  package private(set) var controls: (line: Int, count: Int)?

  private var bytes: [UInt8] = []
  private var place = 0
  private var file: FileBytes
  private var isInCDATA = false

  /// - Parameters:
  ///   - path: the path of the file.
  ///   - range: the bytes to read; nil for the whole file.
  ///   - line: the number of the line that they begin in.
  package init(_ path: String, range: Range<Int>? = nil, line: Int = 1) throws(DiskFailure) {
    file = try FileBytes(path, range: range)
    self.line = line
  }

  /// How many bytes of the file are read.
  package var offset: Int { file.offset - (bytes.count - place) }

  /// What comes next; nil at the end of the file.
  package func next() throws(DiskFailure) -> Event? {
    while try has(1) {
      if isInCDATA {
        if let text = try characterData() { return .text(text) }
      } else if bytes[place] == UInt8(ascii: "<") {
        if let event = try markup() { return event }
      } else {
        return .text(try text())
      }
    }
    return nil
  }
}

extension XMLReader {
  /// Whether there are `count` bytes more, which then are in `bytes` after `place`.
  private func has(_ count: Int) throws(DiskFailure) -> Bool {
    while bytes.count - place < count {
      if place > 0 {
        bytes.removeSubrange(..<place)
        place = 0
      }
      guard try file.read(into: &bytes) else { return false }
    }
    return true
  }

  private func starts(with text: StaticString) throws(DiskFailure) -> Bool {
    guard try has(text.utf8CodeUnitCount) else { return false }
    return text.withUTF8Buffer { bytes[place...].starts(with: $0) }
  }

  /// The bytes before `end`, an index of `bytes`, which are read then, without control characters.
  private func take(upTo end: Int) -> [UInt8] {
    var taken: [UInt8] = []
    taken.reserveCapacity(end - place)
    for byte in bytes[place..<end] {
      if byte >= 0x20 || byte == UInt8(ascii: "\t") {
        taken.append(byte)
      } else if byte == UInt8(ascii: "\n") {
        line += 1
        taken.append(byte)
      } else if byte != UInt8(ascii: "\r") {
        noteControl()
      }
    }
    place = end
    return taken
  }

  private func noteControl() {
    controls = (controls?.line ?? line, (controls?.count ?? 0) + 1)
  }

  /// A piece of the text up to the next markup.
  private func text() throws(DiskFailure) -> [UInt8] {
    // A reference is read whole.
    if bytes[place] == UInt8(ascii: "&") {
      _ = try has(Self.longestReference)
      return reference()
    }
    let stop = bytes[place...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    return take(upTo: stop ?? bytes.count)
  }

  private static let longestReference = 34

  /// The character of a reference such as `&amp;` or `&#8217;`. An `&` that begins none, and an entity that XML and HTML
  /// do not know, are text.
  private func reference() -> [UInt8] {
    let window = bytes[place...].prefix(Self.longestReference)
    if let end = window.firstIndex(of: UInt8(ascii: ";")) {
      let name = String(decoding: window[(place + 1)..<end], as: UTF8.self)
      if let character = CharacterReference.scalar(named: name) {
        place = end + 1
        if character.value < 0x20, !"\t\n\r".unicodeScalars.contains(character) {
          noteControl()
          return []
        }
        return Array(String(character).utf8)
      }
    }
    return take(upTo: place + 1)
  }

  /// A piece of a CDATA section; nil at its end.
  private func characterData() throws(DiskFailure) -> [UInt8]? {
    if try starts(with: "]]>") {
      place += 3
      isInCDATA = false
      return nil
    }
    let stop = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "]"))
    return take(upTo: stop ?? bytes.count)
  }

  /// The tag at `place`; nil for what is not a tag, which is skipped, and for the beginning of a CDATA section.
  private func markup() throws(DiskFailure) -> Event? {
    if try starts(with: "<!--") {
      try skip(through: "-->")
    } else if try starts(with: "<![CDATA[") {
      place += 9
      isInCDATA = true
    } else if try starts(with: "<?") {
      try skip(through: "?>")
    } else if try starts(with: "<!") {
      try skip(through: ">")
    } else if try has(2), Self.beginsName(bytes[place + 1]) || bytes[place + 1] == UInt8(ascii: "/") {
      return try tag()
    } else {
      return .text(take(upTo: place + 1))
    }
    return nil
  }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func skip(through end: StaticString) throws(DiskFailure) {
    while try has(1), try !starts(with: end) {
      let first = end.withUTF8Buffer { $0[0] }
      _ = take(upTo: bytes[(place + 1)...].firstIndex(of: first) ?? bytes.count)
    }
    if try has(end.utf8CodeUnitCount) { place += end.utf8CodeUnitCount }
  }

  /// The tag at `place`. One that the file ends in is dropped.
  private func tag() throws(DiskFailure) -> Event? {
    var length = 1
    var quote: UInt8?
    while try has(length + 1) {
      let byte = bytes[place + length]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
        break
      }
      length += 1
    }
    let isClosed = try has(length + 1) && bytes[place + length] == UInt8(ascii: ">")
    let tag = take(upTo: place + min(length, bytes.count - place))
    if isClosed { place += 1 }
    return isClosed ? XMLTagText(tag.dropFirst()).event : nil
  }
}

/// The text of a tag between `<` and `>`.
private struct XMLTagText {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  var event: XMLReader.Event {
    var tag = self
    if tag.skip(UInt8(ascii: "/")) { return .end(name: tag.name()) }
    let isEmpty = rest.last == UInt8(ascii: "/")
    if isEmpty { tag.rest.removeLast() }
    let name = tag.name()
    return .start(name: name, attributes: tag.attributes(), isEmpty: isEmpty)
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func name() -> String {
    let name = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "=") }
    rest.removeFirst(name.count)
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 <= 0x20 } }

  private mutating func attributes() -> [String: String] {
    var attributes: [String: String] = [:]
    while true {
      skipSpaces()
      let name = name()
      if name.isEmpty { return attributes }
      skipSpaces()
      guard skip(UInt8(ascii: "=")) else { continue }
      skipSpaces()
      attributes[name] = CharacterReference.decoded(value())
    }
  }

  private mutating func value() -> String {
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return name() }
    rest.removeFirst()
    let value = rest.prefix { $0 != quote }
    rest.removeFirst(value.count)
    if !rest.isEmpty { rest.removeFirst() }
    return String(decoding: value, as: UTF8.self)
  }
}
