import Foundation

/// The initial of a title, drawn with a round pen by the program itself.
struct StrokeLetter: Sendable {
  /// What is drawn, in the form of `letters`, and then its marks after bars.
  let shape: String

  private static let penWidth = 17.0

  /// - Parameter initial: a capital with its marks, or a digit; a book stands for what cannot be drawn.
  init(_ initial: String) { shape = Self.shape(of: initial) ?? Self.book }

  /// How much of each pixel of a square is covered, row by row, with the letter in its middle.
  func coverage(side: Int) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: side * side)
    let strokes = strokes
    let (low, high) = Self.bounds(of: strokes)
    let size = high - low
    // A capital is nearly half as high as the icon, which leaves room around a letter that is wide or has marks.
    let scale = Double(side) * min(0.0048, 0.64 / max(size.x, size.y))
    let radius = Self.penWidth * scale / 2
    let origin = SIMD2(repeating: Double(side) / 2) - (low + high) / 2 * scale
    for points in strokes.map({ $0.map { origin + $0 * scale } }) {
      for (start, end) in zip(points, points.dropFirst()) {
        let reach = radius + 1
        let (from, to) = (pointwiseMin(start, end) - reach, pointwiseMax(start, end) + reach)
        for y in max(0, Int(from.y))...min(side - 1, Int(to.y)) {
          for x in max(0, Int(from.x))...min(side - 1, Int(to.x)) {
            let distance = Self.distance(SIMD2(Double(x) + 0.5, Double(y) + 0.5), start, end)
            let covered = UInt8(255 * min(1, max(0, radius - distance + 0.5)))
            pixels[y * side + x] = max(pixels[y * side + x], covered)
          }
        }
      }
    }
    return pixels
  }
}

extension StrokeLetter {
  /// The strokes of each letter in `letters`.
  private static let table: [Unicode.Scalar: Substring] = {
    var table: [Unicode.Scalar: Substring] = [:]
    for line in letters.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      for scalar in parts[0].unicodeScalars { table[scalar] = parts[1] }
    }
    return table
  }()

  /// The shape of `initial`; nil if there is none for it or for one of its marks.
  private static func shape(of initial: String) -> String? {
    var scalars = initial.decomposedStringWithCanonicalMapping.unicodeScalars[...]
    guard let letter = scalars.popFirst().flatMap({ table[$0] }) else { return nil }
    let found = scalars.compactMap { marks[$0.value] }
    return found.count == scalars.count ? ([String(letter)] + found).joined(separator: "|") : nil
  }

  /// The points of each stroke, with the marks around the middle of the letter.
  private var strokes: [[SIMD2<Double>]] {
    let parts = shape.split(separator: "|").map(Self.strokes)
    let (low, high) = Self.bounds(of: parts[0])
    let middle = SIMD2((low.x + high.x) / 2, 0)
    return parts[0] + parts.dropFirst().joined().map { $0.map { $0 + middle } }
  }

  private static func strokes(_ text: Substring) -> [[SIMD2<Double>]] {
    text.split(separator: ";").map { $0.split(separator: " ").flatMap(points) }
  }

  /// One point, or those of an arc.
  private static func points(_ text: Substring) -> [SIMD2<Double>] {
    let numbers = text.drop { $0 == "@" }.split(separator: ",").compactMap { Double($0) }
    if numbers.count == 2 { return [SIMD2(numbers[0], numbers[1])] }
    precondition(numbers.count == 6, "an arc has six numbers: \(text)")
    let steps = 40
    return (0...steps).map { step in
      let angle = (numbers[4] + (numbers[5] - numbers[4]) * Double(step) / Double(steps)) * .pi / 180
      return SIMD2(numbers[0] + numbers[2] * cos(angle), numbers[1] + numbers[3] * sin(angle))
    }
  }

  private static func bounds(of strokes: [[SIMD2<Double>]]) -> (low: SIMD2<Double>, high: SIMD2<Double>) {
    let points = strokes.joined()
    return (
      points.reduce(SIMD2(repeating: .infinity)) { pointwiseMin($0, $1) },
      points.reduce(SIMD2(repeating: -.infinity)) { pointwiseMax($0, $1) }
    )
  }

  /// How far `point` is from the line between `start` and `end`.
  private static func distance(_ point: SIMD2<Double>, _ start: SIMD2<Double>, _ end: SIMD2<Double>) -> Double {
    let line = end - start
    let length = (line * line).sum()
    let place = length == 0 ? 0 : min(1, max(0, ((point - start) * line).sum() / length))
    let offset = point - start - line * place
    return (offset * offset).sum().squareRoot()
  }
}
