internal import CCMark
internal import Foundation
internal import PartworkDiagnostics

/// The IDs of the headings in a document: GitHub's slugs, made unique.
struct HeadingSlugs {
  private(set) var taken: Set<String> = []
  private var numbers: [String: Int] = [:]

  /// Takes an ID that the writer set; false if it is already taken.
  mutating func take(_ id: String) -> Bool { taken.insert(id).inserted }

  /// `id`, for something other than a heading; if a heading has it, the first of `id.2`, `id.3` … that is free.
  func free(_ id: String) -> String {
    var free = id
    var number = 1
    while taken.contains(free) {
      number += 1
      free = "\(id).\(number)"
    }
    return free
  }

  /// A new ID for a heading with `text`: its slug, followed by `-1`, `-2` … if the slug is taken.
  mutating func make(for text: String) -> String {
    let slug = Self.slug(of: text)
    if taken.insert(slug).inserted { return slug }
    var number = numbers[slug, default: 0]
    var id: String
    repeat {
      number += 1
      id = "\(slug)-\(number)"
    } while !taken.insert(id).inserted
    numbers[slug] = number
    return id
  }

  /// `text` in lower case with only its letters, digits, `_` and `-`, and with `-` for spaces; `section` if nothing
  /// remains.
  static func slug(of text: String) -> String {
    var slug: [UInt8] = []
    var isASCII = true
    slug.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "_", "-": slug.append(UInt8(scalar.value))
      case "A"..."Z": slug.append(UInt8(scalar.value) | 0x20)
      case " ", "\n", "\t": slug.append(UInt8(ascii: "-"))
      case _ where scalar.isASCII: break
      default:
        isASCII = false
        if isWord(scalar) { slug.append(contentsOf: scalar.properties.lowercaseMapping.utf8) }
      }
    }
    if slug.isEmpty { return "section" }
    let text = String(decoding: slug, as: UTF8.self)
    // Browsers compare IDs and fragments byte by byte.
    return isASCII ? text : text.precomposedStringWithCanonicalMapping
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation:
      true
    default: false
    }
  }
}

extension TreeEditor {
  /// Removes `{#my-id}` from the end of a heading and makes it the heading's ID.
  mutating func takeID(of heading: Node) {
    guard let last = heading.lastChild, last.type == CMARK_NODE_TEXT, last.literal.last == UInt8(ascii: "}") else {
      return
    }
    let text = TextProtection.restored(last.literal, keepingMarks: true) ?? Array(last.literal)
    guard let open = text.lastIndex(of: UInt8(ascii: "{")), text[(open + 1)...].first == UInt8(ascii: "#") else {
      return
    }
    let id = text[(open + 2)...].dropLast()
    guard !id.isEmpty, id.allSatisfy(isInHeadingID) else { return }
    let name = String(decoding: id, as: UTF8.self).precomposedStringWithCanonicalMapping
    if !slugs.take(name) {
      let lines = prepared.sourceRange(lines: heading.startLine, heading.endLine, in: &source)
      var locator = InlineLocator(source.bytes, in: lines, hasDefinitions: false)
      diagnostics.warning(
        "the ID `\(name)` is set twice",
        at: locator.find("{#\(name)}".utf8).map { source.location(at: $0) }
          ?? source.lineLocation(at: lines.lowerBound),
        hint: "links lead to the first heading with this ID; choose another one here")
    }
    last.setLiteral(text[..<open].prefix(upTo: text[..<open].lastIndex { !isSpace($0) }.map { $0 + 1 } ?? 0))
    setIDs[heading] = name
  }
}

/// Letters, digits, `-`, `_`, `.` and `:`, and all that is not ASCII.
func isInHeadingID(_ byte: UInt8) -> Bool {
  isASCIIAlphanumeric(byte) || byte >= 0x80 || "-_.:".utf8.contains(byte)
}
