internal import Foundation

/// The bytes of a C string, without its final NUL.
func bytes(_ text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: text, count: strlen(text))
}

extension [UInt8] {
  /// The first index of `byte` at or after `start`, using the C library's vectorised search.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBytes { $0.firstIndex(of: byte, from: start) }
  }
}

extension UnsafeRawBufferPointer {
  /// The first index of `byte` at or after `start`, using the C library's vectorised search.
  func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - base
  }

  /// Whether `wanted` is anywhere in the bytes.
  func has(_ wanted: StaticString) -> Bool { firstIndex(of: wanted, from: 0) != nil }

  /// The first index at or after `start` at which `wanted` begins.
  func firstIndex(of wanted: StaticString, from start: Int) -> Int? {
    wanted.withUTF8Buffer { firstIndex(of: UnsafeRawBufferPointer($0), in: Swift.min(start, count)..<count) }
  }

  /// The first index in `range` at which all of `wanted`, which is not empty, begins.
  func firstIndex(of wanted: UnsafeRawBufferPointer, in range: Range<Int>) -> Int? {
    var offset = range.lowerBound
    while let found = firstIndex(of: wanted[0], from: offset), found + wanted.count <= range.upperBound {
      var matched = 1
      while matched < wanted.count, self[found + matched] == wanted[matched] { matched += 1 }
      if matched == wanted.count { return found }
      offset = found + 1
    }
    return nil
  }

  /// Calls `body` with each line, without its end: LF, CR LF or CR.
  func forEachLine(_ body: (Range<Int>) -> Void) {
    let hasReturns = firstIndex(of: UInt8(ascii: "\r"), from: 0) != nil
    var start = 0
    while start < count {
      var end = firstIndex(of: UInt8(ascii: "\n"), from: start) ?? count
      var next = end + 1
      if hasReturns, let carriage = firstIndex(of: UInt8(ascii: "\r"), from: start), carriage < end {
        next = carriage + 1 == end && end < count ? end + 1 : carriage + 1
        end = carriage
      }
      body(start..<end)
      start = next
    }
  }
}

/// Whether `byte` is a space, a tab or the end of a line.
func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
}

func isASCIILetter(_ byte: UInt8) -> Bool {
  byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
}

func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

func isASCIIAlphanumeric(_ byte: UInt8) -> Bool { isASCIILetter(byte) || isDigit(byte) }

func asciiLowercased(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}
