internal import PartworkDiagnostics
internal import Yams

/// A YAML text and the place it stands at in its file.
struct YAMLText {
  /// The path of the file from the site's folder.
  let file: String
  /// The line of the file, from 1, that the text begins on.
  let firstLine: Int
  private let text: String

  init(_ bytes: some Collection<UInt8>, file: String, firstLine: Int = 1) {
    self.file = file
    self.firstLine = firstLine
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The text's only document; nil where it is empty.
  ///
  /// No tag is resolved, because Yams does so by regular expressions for each scalar: `FieldValue` reads the few types
  /// that front matter has from the text as written.
  func compose() throws(YamlError) -> Node? {
    do {
      return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
    } catch let error as YamlError {
      throw error
    } catch {
      throw .reader(problem: "\(error)", offset: nil, value: 0, yaml: text)
    }
  }

  func location(line: Int, column: Int?) -> SourceLocation {
    SourceLocation(file, line: firstLine + line - 1, column: column)
  }

  func location(_ mark: Mark?) -> SourceLocation {
    guard let mark else { return SourceLocation(file) }
    return location(line: mark.line, column: mark.column)
  }

  /// The place of the first character of a scalar's text: behind an opening quote, below the `|` of a block.
  func textLocation(of scalar: Node.Scalar) -> SourceLocation {
    guard let mark = scalar.mark else { return SourceLocation(file) }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      return location(line: mark.line, column: mark.column + 1)
    case .literal, .folded:
      // The block's indentation is what its first line that is not blank has more in the file than in the value.
      let written = lines.dropFirst(mark.line).first { !isBlank($0) }.map(indentation) ?? 0
      let kept = scalar.string.utf8.split(separator: UInt8(ascii: "\n")).first { !isBlank($0) }.map(indentation) ?? 0
      return location(line: mark.line + 1, column: written - kept + 1)
    case .any, .plain:
      return location(mark)
    }
  }

  /// The lines, without their ends.
  var lines: [Substring.UTF8View] {
    var text = Substring(text).utf8
    var lines: [Substring.UTF8View] = []
    while let end = text.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      lines.append(text[..<end])
      let isPair = text[end] == UInt8(ascii: "\r") && text[end...].dropFirst().first == UInt8(ascii: "\n")
      text = text[text.index(end, offsetBy: isPair ? 2 : 1)...]
    }
    return lines + [text]
  }
}

private func indentation(_ line: Substring.UTF8View) -> Int {
  line.prefix { $0 == UInt8(ascii: " ") }.count
}

private func isBlank(_ line: Substring.UTF8View) -> Bool {
  line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
}
