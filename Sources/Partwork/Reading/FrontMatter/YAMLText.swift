internal import PartworkDiagnostics
internal import PartworkSupport
internal import Yams

/// A YAML text and its place in its file.
final class YAMLText {
  /// The path of the file from the site's folder.
  let file: String
  /// The line of the file, from 1, that the text begins on.
  let firstLine: Int
  private let bytes: ArraySlice<UInt8>
  /// Whether there may be a text that a sign of YAML cuts, or takes for the name of a type.
  private(set) var hasCuttingSign = false

  /// - Parameter bytes: the text, in UTF-8.
  init(_ bytes: ArraySlice<UInt8>, file: String, firstLine: Int = 1) {
    self.file = file
    self.firstLine = firstLine
    self.bytes = bytes
  }

  /// The fields of this text, which must be a map; anything that keeps it from being read is reported.
  func fields(at place: SourceLocation, _ findings: Findings) -> Fields {
    if bytes.count > Limits.frontMatter {
      findings.error(
        "this YAML is larger than \(Limits.frontMatter / 1_000_000) MB", at: place,
        hint: "move long texts into the body")
      return Fields(at: place, isReadable: false, findings: findings)
    }
    if let map = PlainYAML.map(bytes)?.map { return Fields(map, in: self, at: place, findings: findings) }
    hasCuttingSign = Self.hasCuttingSign(bytes)
    if let offset = Self.aliasTooMany(in: bytes) {
      let (line, column) = LineTable(Array(bytes)).position(at: offset)
      findings.error(
        "there are more than \(Limits.yamlAliases) aliases (`*name`) here", at: location(line: line, column: column),
        hint: "write the values out, or put quotes around text that begins with `*`")
      return Fields(at: place, isReadable: false, findings: findings)
    }
    do {
      // No tag is resolved, because Yams uses regular expressions for each scalar: `FieldValue` reads the few types of
      // front matter from the text as written.
      let text = String(decoding: bytes, as: UTF8.self)
      guard let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
        return Fields(at: place, findings: findings)
      }
      guard let node = YAMLNode(root) else {
        findings.error("this YAML is too large", at: place, hint: "nest less deeply, or use fewer aliases")
        return Fields(at: place, isReadable: false, findings: findings)
      }
      findings.reportControls(in: node, of: self)
      if let map = node.map { return Fields(map, in: self, at: place, findings: findings) }
      if FieldValue(node: node, key: "", prefix: "", yaml: self).isNull { return Fields(at: place, findings: findings) }
      findings.error(
        "this must be lines of `key: value`", at: location(of: node), hint: "write lines such as `title: My title`")
    } catch {
      findings.report(error, in: self)
    }
    return Fields(at: place, isReadable: false, findings: findings)
  }

  /// The offset of the first alias beyond those that a text may have, in `bytes`: names after `*` that are names after `&`
  /// too.
  private static func aliasTooMany(in bytes: ArraySlice<UInt8>) -> Int? {
    func names(after sign: UInt8) -> [(name: ArraySlice<UInt8>, offset: Int)] {
      bytes.indices.compactMap { index in
        guard bytes[index] == sign, index == bytes.startIndex || " \t\n[{,:".utf8.contains(bytes[index - 1]) else {
          return nil
        }
        let name = bytes[(index + 1)...].prefix { !" \t\r\n,[]{}".utf8.contains($0) }
        return name.isEmpty ? nil : (name, index - bytes.startIndex)
      }
    }
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    let anchors = Set(names(after: UInt8(ascii: "&")).map(\.name))
    let aliases = names(after: UInt8(ascii: "*")).filter { anchors.contains($0.name) }
    return aliases.count > Limits.yamlAliases ? aliases[Limits.yamlAliases].offset : nil
  }

  func location(line: Int, column: Int?) -> SourceLocation {
    SourceLocation(file, line: firstLine + line - 1, column: column)
  }

  func location(of node: YAMLNode) -> SourceLocation { location(line: node.line, column: node.column) }

  /// The place of the first character of a scalar's text: after an opening quote, below the `|` of a block.
  func textLocation(of node: YAMLNode) -> SourceLocation {
    switch node.scalar?.style {
    case .quoted:
      return location(line: node.line, column: node.column + 1)
    case .block:
      // The block's indentation is what its first line that is not blank has more in the file than in the value.
      let written = lines.dropFirst(node.line).first { !$0.isBlank }?.indentation ?? 0
      let text = Array((node.scalar?.text ?? "").utf8)
      let kept = LineReader(text).first { !$0.isBlank }?.indentation ?? 0
      return location(line: node.line + 1, column: written - kept + 1)
    case .plain, nil:
      return location(of: node)
    }
  }

  /// The lines, without their ends.
  var lines: [ArraySlice<UInt8>] { Array(LineReader(Array(bytes))) }
}
