internal import Foundation
import PartworkMarkdown
import PartworkSupport

/// Marks the keywords, strings and comments of code with Highlight (http://www.andre-simon.de), which knows more than 200
/// languages and reads hundreds of files in a tenth of a second.
struct CodeMarker: Sendable {
  private let tools: Tools

  init(_ tools: Tools) { self.tools = tools }

  /// How many files one process reads, since the system limits the length of a command.
  private static let batch = 1000

  /// Languages that Highlight knows by another name.
  private static let names = [
    "javascript": "js", "mjs": "js", "node": "js", "typescript": "ts", "tsx": "ts", "rust": "rs", "golang": "go",
    "shell": "sh", "console": "sh", "shellscript": "sh", "objective-c": "objc", "objectivec": "objc", "yml": "yaml",
    "python3": "python", "scss": "scss", "sass": "scss", "toml": "ini", "powershell": "ps1", "latex": "tex",
    "batch": "bat", "common-lisp": "lisp", "scheme": "lisp", "jsonc": "json", "json5": "json", "plist": "xml",
  ]

  /// - Parameter earlier: the colours of an earlier run, which are used again.
  func colors(of blocks: [CodeBlock], reusing earlier: CodeColors? = nil) -> CodeColors {
    var colors = CodeColors()
    var waiting: [String: [CodeBlock]] = [:]
    for block in blocks {
      if let earlier, earlier.knows(block) {
        colors[block] = earlier[block]
      } else if let name = Self.name(of: block.language) {
        waiting[name, default: []].append(block)
      }
    }
    for (language, blocks) in waiting {
      for start in stride(from: 0, to: blocks.count, by: Self.batch) {
        let batch = Array(blocks[start...].prefix(Self.batch))
        for (block, marked) in zip(batch, mark(batch, language)) { colors[block] = marked }
      }
    }
    return colors
  }

  /// What Highlight calls `language`; nil for what cannot be a name, such as a path.
  private static func name(of language: String) -> String? {
    guard language.utf8.allSatisfy(ASCIISet(lettersDigitsAnd: "+#-_").contains) else { return nil }
    return names[language] ?? language
  }

  /// The code of `blocks` with its parts marked; nil for what stays as it is.
  private func mark(_ blocks: [CodeBlock], _ language: String) -> [[UInt8]?] {
    let none = [[UInt8]?](repeating: nil, count: blocks.count)
    let folder = FileManager.default.temporaryDirectory.appending(path: "partwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (index, block) in blocks.enumerated() { try Data(block.code).write(to: folder.appending(path: "\(index)")) }
    } catch {
      return none
    }
    let path = folder.path(percentEncoded: false)
    let files = blocks.indices.map { "\(path)/\($0)" }
    let arguments = ["--quiet", "--out-format=html", "--fragment", "--syntax=\(language)", "--outdir=\(path)"]
    guard tools.highlight?.run(arguments + files)?.exitCode == 0 else { return none }
    return zip(blocks, files).map { block, file in
      (try? readBytes("\(file).html")).flatMap { Self.checked($0, of: block) }
    }
  }

  /// `marked` if it is the code of `block` with nothing but `span` elements in it; nil otherwise.
  static func checked(_ marked: [UInt8], of block: CodeBlock) -> [UInt8]? {
    var result: [UInt8] = []
    var code: [UInt8] = []
    var rest = marked[...]
    while let first = rest.first {
      if first == UInt8(ascii: "<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let tag = rest[...end]
        guard tag.starts(with: "<span class=\"hl ".utf8) || tag.elementsEqual("</span>".utf8) else { return nil }
        result += tag
        rest = rest[(end + 1)...]
      } else if rest.starts(with: "&apos;".utf8) {
        // libcmark does not escape it.
        result.append(UInt8(ascii: "'"))
        code.append(UInt8(ascii: "'"))
        rest = rest.dropFirst("&apos;".utf8.count)
      } else {
        result.append(first)
        code.append(first)
        rest = rest.dropFirst()
      }
    }
    return code.elementsEqual(block.html) ? result : nil
  }
}
