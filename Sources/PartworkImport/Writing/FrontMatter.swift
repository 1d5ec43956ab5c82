internal import Partwork

/// The front matter of a file to write.
struct FrontMatter {
  private(set) var lines = ""

  /// Adds a text on one line; nothing if it is nil or empty.
  mutating func add(_ key: String, _ text: String?) {
    guard let line = text?.split(whereSeparator: \.isWhitespace).joined(separator: " "), !line.isEmpty else { return }
    lines += "\(key): \(line.yaml)\n"
  }

  /// Adds a value that is YAML already.
  mutating func add(_ key: String, yaml: String) {
    lines += yaml.isEmpty || yaml.hasPrefix("\n") ? "\(key):\(yaml)\n" : "\(key): \(yaml)\n"
  }

  /// Adds a list of texts: in brackets, or an entry on each line if it is long. Nothing if it is empty.
  mutating func add(_ key: String, _ texts: [String]) {
    if texts.isEmpty { return }
    let short = texts.yaml
    lines += short.count < 90 ? "\(key): \(short)\n" : "\(key):\n" + texts.map { "  - \($0.yaml)\n" }.joined()
  }

  /// Adds a text of several lines as it is.
  mutating func add(_ key: String, block text: String) {
    let block = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }
    lines += "\(key): |\n" + block.joined()
  }

  /// The file with this front matter and a text.
  func file(_ body: String = "") -> String { "---\n\(lines)---\n" + (body.isEmpty ? "" : "\n\(body)") }
}
