internal import Yams

/// The lines of a file that the entries of its list `parts` take up.
struct PartsLines {
  /// The lines of the file, with their ends.
  private var lines: [ArraySlice<UInt8>]

  /// The lines of each entry, from 0.
  private let entries: [Range<Int>]

  /// What stands before the text of an entry: spaces, a hyphen and spaces.
  private let lead: ArraySlice<UInt8>

  /// Nil where the list is empty or its entries do not stand below each other.
  init?(_ bytes: [UInt8], file: String) {
    guard let yaml = FrontMatterText(bytes).yaml,
      case .mapping(let map)? = try? YAMLText(yaml, file: file, firstLine: FrontMatterText.yamlLine).compose(),
      case .sequence(let list)? = map["parts"], list.style != .flow
    else { return nil }
    let lines = Self.lines(of: bytes)
    let marks = list.compactMap(\.mark)
    guard let first = marks.first, marks.count == list.count else { return nil }
    let starts = marks.map { $0.line + FrontMatterText.yamlLine - 2 }
    guard starts.allSatisfy(lines.indices.contains), Set(starts).count == starts.count else { return nil }
    // The column counts characters, and before an entry there are only spaces and its hyphen.
    let lead = lines[starts[0]].prefix(first.column - 1)
    let indentation = lead.prefix { $0 == UInt8(ascii: " ") }.count
    guard starts.allSatisfy({ lines[$0].starts(with: lead) }),
      lead.dropFirst(indentation).first == UInt8(ascii: "-"),
      lead.dropFirst(indentation + 1).allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return nil }
    entries = starts.map { start in
      var end = start + 1
      var next = end
      while next < lines.count, Self.isBlank(lines[next]) || Self.indentation(lines[next]) > indentation {
        next += 1
        if !Self.isBlank(lines[next - 1]) { end = next }
      }
      return start..<end
    }
    self.lines = lines
    self.lead = lead
  }

  /// The file with one more entry; nil where a comment would go with the entry it replaces.
  func adding(_ slug: String, _ position: EditedPartsList.Position) -> [UInt8]? {
    var lines = lines
    let entry: (Int) -> ArraySlice<UInt8> = { index in
      lead + Array(slug.utf8) + lines[entries[index].lowerBound].suffix(while: { $0 == 0x0A || $0 == 0x0D })
    }
    switch position {
    case .last:
      lines.insert(entry(entries.count - 1), at: entries[entries.count - 1].upperBound)
    case .before(let index):
      lines.insert(entry(index), at: entries[index].lowerBound)
    case .inPlaceOf(let index):
      guard !lines[entries[index]].contains(where: { $0.contains(UInt8(ascii: "#")) }) else { return nil }
      lines.replaceSubrange(entries[index], with: [entry(index)])
    }
    return Array(lines.joined())
  }
}

extension PartsLines {
  /// The lines of `bytes` with their ends: LF, CR LF or CR.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices {
      let isLast = index + 1 == bytes.count
      let endsLine =
        bytes[index] == 0x0A || bytes[index] == 0x0D && (isLast || bytes[index + 1] != 0x0A)
      if endsLine || isLast {
        lines.append(bytes[start...index])
        start = index + 1
      }
    }
    return lines
  }

  private static func indentation(_ line: ArraySlice<UInt8>) -> Int { line.prefix { $0 == UInt8(ascii: " ") }.count }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy { $0 <= UInt8(ascii: " ") } }
}

extension ArraySlice {
  /// The longest end of the slice whose elements all satisfy `predicate`.
  fileprivate func suffix(while predicate: (Element) -> Bool) -> ArraySlice {
    self[(lastIndex { !predicate($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
