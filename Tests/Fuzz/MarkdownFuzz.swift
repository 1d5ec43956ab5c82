@testable import PartworkDiagnostics
@testable import PartworkMarkdown

/// Reads `bytes` as Markdown with every extension and without any; stops the process if a promise is broken.
func fuzzMarkdown(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = bytes.text
  let lines = text.utf8.reduce(1) { $1 == UInt8(ascii: "\n") || $1 == UInt8(ascii: "\r") ? $0 + 1 : $0 }
  for smart in [true, false] {
    let document = Document(text, MarkdownOptions(smart: smart))
    let html = document.html()
    // A mark is not UTF-8.
    promise(
      !html.contains("\u{FFFD}") || text.contains("\u{FFFD}") || text.utf8.contains(0) || text.contains("&"),
      "a mark was left in the HTML")
    promise(document.html() == html, "a second rendering differs")
    _ = document.html(idPrefix: "p-", part: .excerpt)
    for place in document.diagnostics.map(\.location) + document.references.map(\.location) {
      guard let line = place?.line else { preconditionFailure("no line: \(String(describing: place))") }
      promise((1...lines).contains(line) && (place?.column ?? 1) >= 1, "no such place: \(line)")
    }
    promise(
      Set(document.headings.map(\.id)).count == document.headings.count || text.contains("{#"), "an id twice")
  }
  // libcmark renders an empty title as an attribute, but its tree does not show that there was one.
  if ["\"\"", "''", "()"].contains(where: text.contains) { return }
  // Control characters are left out, those that are meant by their numbers too.
  let controls = text.unicodeScalars.contains { scalar in
    scalar.properties.generalCategory == .control && !"\t\n\r\0".unicodeScalars.contains(scalar)
      || scalar.value & 0xFFFE == 0xFFFE
  }
  if controls || text.contains("&#") { return }
  let plain = Document(text, .commonMark()).html()
  promise(
    Array(plain.utf8) == Document.commonMarkHTML(Array(text.utf8)), "without extensions, the HTML is not libcmark's")
}
