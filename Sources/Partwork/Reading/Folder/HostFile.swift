/// The files for hosts and crawlers that every site has, unless its writer has one of that name.
package enum HostFile: String, Sendable, CaseIterable {
  case robots = "robots.txt"
  /// For hosts that read it.
  case headers = "_headers"
  /// For hosts that read it.
  case redirects = "_redirects"

  /// Whether `text`, a writer's own file, has a line `@default`, which stands for what Partwork would write.
  static func isFrame(_ text: [UInt8]) -> Bool { LineReader(text).contains(where: isDefault) }

  /// `text` with `standard`, which ends with a line end, for each line `@default`.
  static func fill(_ text: [UInt8], with standard: [UInt8]) -> [UInt8] {
    LineReader(text).flatMap { isDefault($0) ? standard : Array($0) + [UInt8(ascii: "\n")] }
  }

  private static func isDefault(_ line: ArraySlice<UInt8>) -> Bool {
    let word = "@default".utf8
    return line.starts(with: word) && line.dropFirst(word.count).isBlank
  }
}
