internal import PartworkDiagnostics
internal import Yams

/// A YAML text and its place in its file.
struct YAMLText {
  /// The path of the file from the site's folder.
  let file: String
  /// The line of the file, from 1, that the text begins on.
  let firstLine: Int
  /// Whether there may be a text that a sign of YAML cuts.
  let hasCuttingSign: Bool
  private let text: String

  init(_ bytes: some Collection<UInt8>, file: String, firstLine: Int = 1) {
    self.file = file
    self.firstLine = firstLine
    hasCuttingSign = Self.hasCuttingSign(bytes)
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The fields of this text, which must be a map; anything that keeps it from being read is reported.
  ///
  /// No tag is resolved, because Yams uses regular expressions for each scalar: `FieldValue` reads the few types of
  /// front matter from the text as written.
  func fields(at place: SourceLocation, _ findings: Findings) -> Fields {
    do {
      let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      if let map = node?.mapping { return Fields(map, in: self, at: place, findings: findings) }
      guard let node, !FieldValue(node: node, path: "", yaml: self).isNull else {
        return Fields(at: place, findings: findings)
      }
      findings.error(
        "this must be lines of `key: value`", at: location(node.mark), hint: "write lines such as `title: My title`")
    } catch {
      findings.report(error, in: self)
    }
    return Fields(at: place, isReadable: false, findings: findings)
  }

  func location(line: Int, column: Int?) -> SourceLocation {
    SourceLocation(file, line: firstLine + line - 1, column: column)
  }

  func location(_ mark: Mark?) -> SourceLocation {
    guard let mark else { return SourceLocation(file) }
    return location(line: mark.line, column: mark.column)
  }

  /// The place of the first character of a scalar's text: after an opening quote, below the `|` of a block.
  func textLocation(of scalar: Node.Scalar) -> SourceLocation {
    guard let mark = scalar.mark else { return SourceLocation(file) }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      return location(line: mark.line, column: mark.column + 1)
    case .literal, .folded:
      // The block's indentation is what its first line that is not blank has more in the file than in the value.
      let written = lines.dropFirst(mark.line).first { !$0.isBlank }?.indentation ?? 0
      let kept = LineReader(Array(scalar.string.utf8)).first { !$0.isBlank }?.indentation ?? 0
      return location(line: mark.line + 1, column: written - kept + 1)
    case .any, .plain:
      return location(mark)
    }
  }

  /// The lines, without their ends.
  var lines: [ArraySlice<UInt8>] { Array(LineReader(Array(text.utf8))) }
}
