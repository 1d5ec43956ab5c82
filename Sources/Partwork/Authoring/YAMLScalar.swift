/// Texts as YAML writes them.
enum YAMLScalar {
  /// `text`, which is one line, as a scalar: plain where nothing in it means something to YAML, else in double quotes.
  static func text(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// In double quotes (YAML 1.2, section 7.3.1).
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether `text` may stand without quotes (YAML 1.2, section 7.3.3), and is a text for programs that read numbers,
  /// dates and words such as `no` as something else.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":")
      && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }
}
