/// What the entries of a list are, which says how sure it is that a comma in a text separates two of them.
enum EntryKind {
  /// Names, which may have commas: categories and tags.
  case names
  /// Paths, each of which begins with a slash.
  case paths
  /// IDs, which are the names of files, and hosts.
  case ids
}

extension Findings {
  /// Reports commas in `text`, the single text that is written instead of the list `value`, if they separate what is
  /// meant as several entries.
  ///
  /// - Returns: whether it is so.
  func reportCommas(in text: String, of value: FieldValue, _ kind: EntryKind) -> Bool {
    let entries = Self.entries(of: text)
    guard entries.count > 1, kind != .paths || entries.allSatisfy({ $0.hasPrefix("/") }) else { return false }
    // Those who write a comma of ASCII cannot mean the name of a file.
    let isCertain = kind == .ids && text.utf8.contains(UInt8(ascii: ","))
    let hint =
      "write a list: `\(value.key): \(entries.yaml)`"
      + (isCertain ? "" : ", or `\(value.key): \([text].yaml)` if it is one")
    let message = "`\(text)` is one entry of `\(value.path)`, not several"
    if kind == .ids {
      error(message, at: value.location, hint: hint)
    } else {
      warning(message, at: value.location, hint: hint)
    }
    return true
  }

  /// The pieces of `text` between commas and semicolons, without empty ones. A comma in a number separates nothing.
  private static func entries(of text: String) -> [String] {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 >= 0x80 }) else {
      return [text]
    }
    var entries: [[Character]] = [[]]
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let isInNumber =
        index > 0 && index + 1 < characters.count && characters[index - 1].isNumber && characters[index + 1].isNumber
      if ",،，、;؛；".contains(character), !isInNumber {
        entries.append([])
      } else if !character.isWhitespace || entries[entries.count - 1].last.map({ !$0.isWhitespace }) ?? false {
        entries[entries.count - 1].append(character)
      }
    }
    return entries.map { String($0.last?.isWhitespace ?? false ? $0.dropLast() : $0[...]) }.filter { !$0.isEmpty }
  }
}
