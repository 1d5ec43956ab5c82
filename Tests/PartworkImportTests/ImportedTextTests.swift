import PartworkImport
import Testing

@Suite struct ImportedTextTests {
  @Test func `an empty text stays empty`() {
    #expect(ImportedText(html: "").markdown.isEmpty)
    #expect(ImportedText(wordPress: "").markdown.isEmpty)
  }
}
