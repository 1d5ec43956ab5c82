import Foundation

/// `embed-files FOLDER TYPE OUTPUT`: writes the files of FOLDER as Swift, for the build of Partwork itself.
///
/// The texts are static strings, which the compiler takes as they are: a list of numbers would take it seconds.
@main
struct EmbedFiles {
  static func main() throws {
    let (folder, type, output) = (CommandLine.arguments[1], CommandLine.arguments[2], CommandLine.arguments[3])
    var swift = """
      extension \(type) {
        /// The files that the build embeds, by their paths in their folder.
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
