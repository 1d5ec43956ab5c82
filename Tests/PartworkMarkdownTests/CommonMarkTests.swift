import PartworkMarkdown
import Testing

@Suite(.enabled(if: SpecificationExample.arePresent, "../shared/conformance/commonmark-0.30.txt is absent"))
struct CommonMarkTests {
  @Test func `the specification has its 652 examples`() {
    #expect(SpecificationExample.all.count == 652)
  }

  @Test(arguments: SpecificationExample.all)
  func `plain rendering gives the specification's bytes`(example: SpecificationExample) {
    #expect(String(decoding: Document.commonMarkHTML(Array(example.markdown.utf8)), as: UTF8.self) == example.html)
  }

  @Test(arguments: SpecificationExample.all)
  func `a document without extensions gives them too, through its slots`(example: SpecificationExample) {
    #expect(Document(example.markdown, .commonMark()).html() == example.html)
  }
}
