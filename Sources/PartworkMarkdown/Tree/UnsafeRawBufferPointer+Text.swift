internal import Foundation
import PartworkSupport

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
