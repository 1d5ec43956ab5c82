/// What a `Range` header asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  /// All of it: there is no range, or none that a server has to follow, such as several at once.
  case whole
  case part(Range<Int>)
  /// There are no such bytes.
  case unsatisfiable

  /// Reads `header`, such as `bytes=0-499`, `bytes=500-` and `bytes=-500`, for a content of `size` bytes.
  init(_ header: String?, size: Int) {
    self = .whole
    guard let header, header.lowercased().hasPrefix("bytes=") else { return }
    let ends = header.utf8.dropFirst("bytes=".utf8.count)
      .split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.filter { $0 != UInt8(ascii: " ") } }
    guard ends.count == 2 else { return }
    switch (Self.number(ends[0]), Self.number(ends[1])) {
    case (.some(let first), _) where ends[1].isEmpty:
      self = first < size ? .part(first..<size) : .unsatisfiable
    case (.some(let first), .some(let last)) where first <= last:
      self = first < size ? .part(first..<(min(last, size - 1) + 1)) : .unsatisfiable
    case (nil, .some(let count)) where ends[0].isEmpty:
      self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    default:
      break
    }
  }

  /// A number as large as there can be where it is larger: it lies behind every content's end.
  private static func number(_ digits: [UInt8]) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
  }
}
