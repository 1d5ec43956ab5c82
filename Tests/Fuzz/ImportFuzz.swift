import Foundation
@testable import PartworkDiagnostics
@testable import PartworkSupport

@testable import PartworkImport

/// Reads `bytes` as an export; each element is the same when it is read again from its place in the file.
func fuzzXML(_ bytes: UnsafeBufferPointer<UInt8>) throws {
  let path = folder + "/export.xml"
  try Data(bytes).write(to: URL(filePath: path))
  let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
  var elements = try XMLElements(path)
  var end = 0
  while let element = try elements.next() {
    promise((1...lines).contains(element.line), "no such line: \(element.line)")
    promise(elements.range.lowerBound >= end, "a place twice")
    promise(elements.range.upperBound <= bytes.count, "a place outside of the file")
    end = elements.range.lowerBound
    guard element.name == "item" else { continue }
    var again = try XMLElements(path, range: elements.range, line: element.line)
    let other = try again.next()
    promise(
      other.map(dump) == dump(element), "another element: \(other.map(dump) ?? "none"), not \(dump(element))")
  }
  for place in elements.diagnostics.compactMap(\.location?.line) {
    promise((1...lines).contains(place), "no such line: \(place)")
  }
}

/// Reads the whole of an export, and writes its texts as Markdown.
func fuzzWordPress(_ bytes: UnsafeBufferPointer<UInt8>) throws {
  let text = bytes.text
  check(ImportedText(wordPress: text, TextReferences(footnotes: ["a": "b"])), of: text)
}

func fuzzHTML(_ bytes: UnsafeBufferPointer<UInt8>) {
  let html = bytes.text
  check(ImportedText(html: html), of: html)
}

/// The remarks on a text have places in it, in order.
private func check(_ text: ImportedText, of source: String) {
  let lines = 1 + source.utf8.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  var line = 1
  for remark in text.remarks {
    promise((line...max(line, lines)).contains(remark.line), "no such line: \(remark)")
    line = remark.line
  }
  promise(text.markdown.isEmpty || text.markdown.hasSuffix("\n"), "no line feed at the end")
}

/// What TOML says can be written as YAML and read again.
func fuzzTOML(_ bytes: UnsafeBufferPointer<UInt8>) {
  if let value = TOMLReader.read(bytes.text) { checkYAML(of: value, bytes) }
}

/// Front matter ends where its text begins, and can be written as YAML and read again.
func fuzzFrontMatter(_ bytes: UnsafeBufferPointer<UInt8>) {
  let file = SourceFile("a.md", Array(bytes))
  promise(file.text.lowerBound <= file.text.upperBound && file.text.upperBound == bytes.count, "no such place")
  let lines = 1 + bytes[..<file.text.lowerBound].count { $0 == UInt8(ascii: "\n") }
  promise(file.line == lines, "no such line: \(file.line)")
  checkYAML(of: file.matter, bytes)
}

private func checkYAML(of value: MatterValue, _ source: UnsafeBufferPointer<UInt8>) {
  let yaml = value.yaml
  promise(!yaml.contains(where: \.isNewline), "YAML of several lines: \(yaml)")
  guard let again = MatterValue(yaml: yaml)?.yaml else { return promise(false, "not YAML: \(yaml)") }
  promise(MatterValue(yaml: again)?.yaml == again, "other YAML: \(again)")
  // Control characters are left out: then a text may be a number, and keys may have another order.
  let isPlain = source.allSatisfy { $0 != UInt8(ascii: "\\") && (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") }
  promise(!isPlain || again == yaml, "other YAML: \(yaml)")
}

/// Rows that are written with quotation marks are read again as they were.
func fuzzCSV(_ bytes: UnsafeBufferPointer<UInt8>) {
  let rows = CSV.rows(bytes.text).map(\.fields)
  let quoted = rows.map {
    $0.map { "\"\(String(decoding: $0.utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }, as: UTF8.self))\"" }.joined(
      separator: ",") + "\n"
  }
  promise(CSV.rows(quoted.joined()).map(\.fields) == rows, "other rows: \(rows)")
}

func fuzzGhost(_ bytes: UnsafeBufferPointer<UInt8>) {
  for key in ["lexical", "mobiledoc"] {
    if let document = GhostDocument(.map([key: .text(bytes.text)])) { _ = ImportedText(html: document.html) }
  }
}

/// The number of a part stands between what is before and after it.
func fuzzTitles(_ bytes: UnsafeBufferPointer<UInt8>) {
  let title = bytes.text
  guard let part = PartNumber(in: title) else { return }
  promise(part.before.endIndex <= part.after.startIndex || part.after.isEmpty, "out of order: \(part)")
  promise((0..<1000).contains(part.number), "no such part: \(part)")
}

/// The folder of files that readers open by their paths.
private let folder: String = {
  let folder = FileManager.default.temporaryDirectory.appending(path: "partwork-fuzz-\(getpid())")
  try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder.path
}()

private func dump(_ element: XMLElement) -> String {
  let attributes = element.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  return "<\(element.name) \(attributes)>\(element.text)\(element.children.map(dump))"
}
