#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension UnsafeRawBufferPointer {
  /// The first index of `byte` at or after `start`, using the C library's vectorised search.
  package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - base
  }

  /// Whether `wanted` is anywhere in the bytes.
  package func has(_ wanted: StaticString) -> Bool { firstIndex(of: wanted, from: 0) != nil }

  /// The first index at or after `start` at which `wanted` begins.
  package func firstIndex(of wanted: StaticString, from start: Int) -> Int? {
    wanted.withUTF8Buffer { firstIndex(of: UnsafeRawBufferPointer($0), in: Swift.min(start, count)..<count) }
  }

  /// The first index in `range` at which all of `wanted`, which is not empty, begins.
  package func firstIndex(of wanted: UnsafeRawBufferPointer, in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while let found = firstIndex(of: wanted[0], from: offset), found + wanted.count <= range.upperBound {
      var matched = 1
      while matched < wanted.count, self[found + matched] == wanted[matched] { matched += 1 }
      if matched == wanted.count { return found }
      offset = found + 1
    }
    return nil
  }

  /// Whether `others` has the same bytes.
  package func isEqual(to others: UnsafeRawBufferPointer) -> Bool {
    guard count == others.count, let base = baseAddress, let other = others.baseAddress else {
      return count == others.count
    }
    return memcmp(base, other, count) == 0
  }
}
