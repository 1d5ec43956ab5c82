internal import Foundation

/// The bytes of a C string, without its final NUL.
func bytes(_ text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: text, count: strlen(text))
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
