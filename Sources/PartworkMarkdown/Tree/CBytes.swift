internal import Foundation

/// The bytes of a C string, without its final NUL.
func bytes(_ text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: text, count: strlen(text))
}

/// Whether `text` is UTF-8 (The Unicode Standard, table 3-7).
func isUTF8(_ text: [UInt8]) -> Bool {
  if #available(macOS 26, *) {
    (try? UTF8Span(validating: text.span)) != nil
  } else {
    String(validating: text, as: UTF8.self) != nil
  }
}

extension [UInt8] {
  /// The first index of `byte` at or after `start`, by the C library's vectorised search.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBytes { $0.firstIndex(of: byte, from: start) }
  }
}

extension UnsafeRawBufferPointer {
  /// The first index of `byte` at or after `start`, by the C library's vectorised search.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - base
  }
}

extension UnsafeRawBufferPointer {
  /// Whether `wanted` stands anywhere in the bytes.
  func has(_ wanted: StaticString) -> Bool {
    let length = wanted.utf8CodeUnitCount
    var offset = 0
    while let found = firstIndex(of: wanted.utf8Start[0], from: offset), found + length <= count {
      var matched = 1
      while matched < length, self[found + matched] == wanted.utf8Start[matched] { matched += 1 }
      if matched == length { return true }
      offset = found + 1
    }
    return false
  }
}
