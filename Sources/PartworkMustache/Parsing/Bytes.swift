extension UInt8 {
  /// Whether the byte is a space, a tab or part of a line end.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

  /// Whether the byte is a space or a tab.
  var isSpace: Bool { self == 0x20 || self == 0x09 }
}

extension [UInt8] {
  /// Whether `other` stands at `index`.
  func matches(_ other: [UInt8], at index: Int) -> Bool {
    guard index + other.count <= count else { return false }
    for place in other.indices where self[index + place] != other[place] { return false }
    return true
  }

  /// Where `other`, which is not empty, first stands at or behind `start`.
  func firstIndex(of other: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + other.count <= count {
      guard let next = self[index...].firstIndex(of: other[0]) else { return nil }
      if matches(other, at: next) { return next }
      index = next + 1
    }
    return nil
  }

  /// Where the line of `index` begins, if there are only spaces and tabs between.
  func blankLineStart(before index: Int) -> Int? {
    var start = index
    while start > 0, self[start - 1].isSpace { start -= 1 }
    return start == 0 || self[start - 1] == UInt8(ascii: "\n") ? start : nil
  }

  /// Where the line after that of `index` begins, if there are only spaces and tabs between; the end of the text
  /// counts as the end of a line.
  func blankLineEnd(after index: Int) -> Int? {
    var end = index
    while end < count, self[end].isSpace { end += 1 }
    if end < count, self[end] == UInt8(ascii: "\r") { end += 1 }
    if end == count { return end }
    return self[end] == UInt8(ascii: "\n") ? end + 1 : nil
  }
}
