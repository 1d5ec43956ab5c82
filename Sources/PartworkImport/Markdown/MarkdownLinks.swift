internal import PartworkDiagnostics
internal import PartworkMarkdown
internal import PartworkSupport

/// The links and pictures of a text of Markdown, which stay where they are and get other destinations.
enum MarkdownLinks {
  /// `text` with what `destination` says for each of them; nil leaves it as it is.
  static func rewrite(_ text: String, _ destination: (String, TextReferences.Use) -> String?) -> String {
    var options = MarkdownOptions(smart: false, rawHTML: true, file: "text")
    options.firstLine = 1
    let document = Document(text, options)
    guard !document.references.isEmpty else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    var done: Set<String> = []
    // From the end, so that places before keep their columns.
    let references = document.references.sorted {
      ($0.location.line ?? 0, $0.location.column ?? 0) > ($1.location.line ?? 0, $1.location.column ?? 0)
    }
    for reference in references {
      let use: TextReferences.Use = reference.kind == .image ? .media : .link
      guard let new = destination(reference.destination, use), new != reference.destination else { continue }
      let old = Array(reference.destination.utf8)
      let text = Array((new.contains(" ") ? new.replacing(" ", with: "%20") : new).utf8)
      if let line = reference.location.line, let column = reference.location.column, lines.indices.contains(line - 1),
        let start = place(of: old, in: lines[line - 1], near: column - 1)
      {
        lines[line - 1].replaceSubrange(start..<start + old.count, with: text)
      } else if done.insert(reference.destination).inserted {
        // `[label]: destination` is somewhere else.
        for index in lines.indices where lines[index].starts(with: "[".utf8) {
          guard let mark = lines[index].firstRange(of: Array("]:".utf8)),
            let start = lines[index][mark.upperBound...].firstRange(of: old)
          else { continue }
          lines[index].replaceSubrange(start, with: text)
        }
      }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// The offset of the `destination` in a line that is nearest to `offset`, which may count characters.
  private static func place(of destination: [UInt8], in line: [UInt8], near offset: Int) -> Int? {
    var best: Int?
    var start = 0
    while let found = line[start...].firstRange(of: destination) {
      if abs(found.lowerBound - offset) <= abs((best ?? .max / 2) - offset) { best = found.lowerBound }
      start = found.lowerBound + 1
    }
    return best
  }
}
