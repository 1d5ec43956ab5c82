import PartworkSupport

/// The names and values of a request's query (URL Standard, `application/x-www-form-urlencoded`).
struct RequestQuery: Sendable {
  private var values: [String: String] = [:]

  /// Reads `a=1&b=2`; of a name that occurs twice the first value counts.
  init(_ query: String) {
    for pair in Array(query.utf8).split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), values[name] == nil else { continue }
      values[name] = parts.count > 1 ? Self.decode(parts[1]) : ""
    }
  }

  subscript(name: String) -> String? { values[name] }

  private static func decode(_ text: ArraySlice<UInt8>) -> String? {
    let spaced = text.lazy.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    return PercentEncoding.bytes(spaced).flatMap { String(validating: $0, as: UTF8.self) }
  }
}
