import Foundation
import PartworkMarkdown
import Testing

/// The examples of CommonMark that the extensions change, each with its reason. All others must hold with every
/// extension on, except for the IDs and anchors of headings.
private let changed: [Int: String] = {
  let figure = "an image alone in its paragraph, with a title, is a figure"
  let address = "a bare address is a link"
  return [
    571: figure, 572: figure, 575: figure, 576: figure, 583: figure, 584: figure, 585: figure, 587: figure,
    588: figure, 590: figure, 601: address, 605: address, 607: address, 610: address, 611: address,
  ]
}()

@Suite(.enabled(if: SpecificationExample.arePresent, "../shared/conformance/commonmark-0.30.txt is absent"))
struct ExtensionConformanceTests {
  @Test(arguments: SpecificationExample.all)
  func `the specification holds with every extension on`(example: SpecificationExample) {
    let options = MarkdownOptions(extensions: true, smart: false, rawHTML: true)
    let html = withoutHeadingIDs(Document(example.markdown, options).html())
    let expected = withoutFirstLevel(example.html)
    if let reason = changed[example.number] {
      #expect(html != expected, "no longer changed, though: \(reason)")
    } else {
      #expect(html == expected)
    }
  }

  /// The headings of a text that has one of the first level are one level lower.
  private func withoutFirstLevel(_ html: String) -> String {
    if !html.contains("<h1>") { return html }
    return html.replacing(/(<\/?h)([1-5])>/) { "\($0.1)\((Int($0.2) ?? 0) + 1)>" }
  }

  /// Every heading has an ID and a link to itself; the specification has neither.
  private func withoutHeadingIDs(_ html: String) -> String {
    html.replacing(/(<h[1-6]) id="[^"]*"/) { $0.1 }.replacing(/<a class="anchor"[^>]*><\/a>/, with: "")
  }
}

@Suite(.enabled(if: SpecificationExample.arePresent, "../shared/conformance/commonmark-0.30.txt is absent"))
struct CommonMarkTests {
  @Test func `the specification has its 652 examples`() {
    #expect(SpecificationExample.all.count == 652)
  }

  @Test(arguments: SpecificationExample.all)
  func `plain rendering matches the specification byte for byte`(example: SpecificationExample) {
    #expect(String(decoding: Document.commonMarkHTML(Array(example.markdown.utf8)), as: UTF8.self) == example.html)
  }

  @Test(arguments: SpecificationExample.all)
  func `so does a document without extensions, with its slots filled`(example: SpecificationExample) {
    #expect(Document(example.markdown, .commonMark()).html() == example.html)
  }
}
