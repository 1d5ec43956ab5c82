import Foundation
import PartworkDiagnostics

/// A colour of the sRGB space, as in `#9c3d24` (CSS Color Module Level 4, section 5.2).
package struct Color: Sendable, Hashable {
  private let red: UInt8
  private let green: UInt8
  private let blue: UInt8

  static let black = Color(red: 0, green: 0, blue: 0)
  static let white = Color(red: 255, green: 255, blue: 255)

  private init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb` or `#rgb`.
  init(parsing text: String) throws(InvalidValue) {
    var digits = text.dropFirst()
    if digits.count == 3 { digits = Substring(digits.flatMap { [$0, $0] }) }
    guard text.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16)
    else {
      throw InvalidValue("`\(text)` is not a colour", hint: "write it as `\"#9c3d24\"`, with the quotes")
    }
    self.init(red: UInt8(number >> 16), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255))
  }

  /// `#9c3d24`.
  package var css: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The red, green and blue of a mixture, of which `share` of 255 is `other`.
  func mixed(with other: Color, share: UInt8) -> [UInt8] {
    let share = Int(share)
    return [(red, other.red), (green, other.green), (blue, other.blue)].map { own, other in
      let mixed: Int = Int(own) * (255 - share) + Int(other) * share
      return UInt8((mixed + 127) / 255)
    }
  }

  /// How much lighter one of the two is than the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
  func contrast(with other: Color) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// Black or white, whichever is easier to read on it.
  var ink: Color { contrast(with: .white) >= contrast(with: .black) ? .white : .black }

  /// WCAG 2.2, "relative luminance".
  private var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
