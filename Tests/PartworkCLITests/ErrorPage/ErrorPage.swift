import Foundation
import TestSupport

/// docs/errors.md: its examples, which are run, and the messages in it.
struct ErrorPage {
  /// A session at a terminal: files that `cat` shows, commands, and what they print.
  struct Example {
    /// The lines of the page between the fences.
    var lines: Range<Int>
    var files: [String: String]
    var script: String
    /// The last line of the commands.
    var end: Int
    /// Whether it depends on permissions, which do not bind root.
    var needsPermissions: Bool { script.contains("chmod ") }
  }

  private(set) var lines: [String]
  private(set) var examples: [Example] = []
  /// The messages that the page quotes, and the hints in those blocks that are not run, each with its line.
  private(set) var messages: [(text: String, line: Int, isRun: Bool)] = []
  private(set) var hints: [(text: String, line: Int)] = []

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    var start: (line: Int, isRun: Bool)?
    for (index, line) in lines.enumerated() {
      if let block = start {
        if line == "```" {
          if block.isRun { examples.append(example(block.line..<index)) }
          start = nil
        } else if let message = Self.message(in: line) {
          messages.append((message, index + 1, block.isRun))
        } else if !block.isRun, line.hasPrefix("  hint: ") {
          hints.append((String(line.dropFirst("  hint: ".count)), index + 1))
        }
      } else if line == "```console" || line == "```text" {
        start = (index + 1, line == "```console")
      }
    }
  }

  /// The message of a line that a diagnostic begins with.
  private static func message(in line: String) -> String? {
    guard !line.hasPrefix("$ "), !line.hasPrefix("  "),
      let mark = ["error: ", "warning: "].compactMap({ line.range(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }),
      mark.lowerBound == line.startIndex || line[..<mark.lowerBound].hasSuffix(": ")
    else { return nil }
    return String(line[mark.upperBound...])
  }

  private func example(_ range: Range<Int>) -> Example {
    var example = Example(lines: range, files: [:], script: "", end: range.lowerBound)
    var file: String?
    for index in range {
      let line = lines[index]
      if line.hasPrefix("$ ") {
        file = line.hasPrefix("$ cat ") ? String(line.dropFirst("$ cat ".count)) : nil
        if let file { example.files[file] = "" } else { example.script += line.dropFirst(2) + "\n" }
        example.end = index + 1
      } else if let file {
        example.files[file, default: ""] += line + "\n"
        example.end = index + 1
      }
    }
    return example
  }

  /// What `example` says that its commands print.
  func printed(by example: Example) -> [String] { Array(lines[example.end..<example.lines.upperBound]) }

  /// Runs `example` in a site of its own; returns the diagnostics that its commands print.
  static func run(_ example: Example) async throws -> [String] {
    var site = Folder(["content/site.yml": "title: Letters\nurl: https://example.com/\n"])
    for (path, text) in example.files { site[path] = text }
    return try await withTemporaryFolder(site) { folder in
      let outcome = try await Program.run(script: example.script, in: folder, isUnprivileged: example.needsPermissions)
      let path = folder.resolvingSymlinksInPath().path()
      let lines = outcome.errors.replacing(path.hasSuffix("/") ? path.dropLast() : path[...], with: "/srv/letters")
        .components(separatedBy: "\n")
      return lines.filter { $0.hasPrefix("  ") || message(in: $0) != nil }
    }
  }

  /// Replaces what `examples` print.
  mutating func replace(_ printed: [(example: Example, lines: [String])]) {
    for (example, fresh) in printed.sorted(by: { $0.example.end > $1.example.end }) {
      lines.replaceSubrange(example.end..<example.lines.upperBound, with: fresh)
    }
  }

  var text: String { lines.joined(separator: "\n") }
}
