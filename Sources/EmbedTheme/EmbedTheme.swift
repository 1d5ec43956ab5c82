import Foundation

/// `embed-theme FOLDER OUTPUT`: writes the files of FOLDER as Swift, for the build of Partwork itself.
///
/// The texts are static strings, which the compiler takes as they are: a list of numbers would take it seconds.
@main
struct EmbedTheme {
  static func main() throws {
    let (folder, output) = (CommandLine.arguments[1], CommandLine.arguments[2])
    var swift = """
      extension BuiltInTheme {
        /// The files of `templates/`, by their paths in it.
        static let files: [(path: String, text: StaticString)] = [

      """
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      var isFolder: ObjCBool = false
      let file = "\(folder)/\(path)"
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      swift += "    (\(literal(path)), \(literal(text))),\n"
    }
    swift += "  ]\n}\n"
    // If the file is touched, what depends on it is compiled again.
    if (try? String(contentsOfFile: output, encoding: .utf8)) == swift { return }
    try swift.write(toFile: output, atomically: true, encoding: .utf8)
  }

  private static func literal(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      case "\t": "\\t"
      case "\r": "\\r"
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
