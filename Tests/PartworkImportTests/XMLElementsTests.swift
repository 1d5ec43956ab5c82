import Foundation
import PartworkDiagnostics
import PartworkImport
import TestSupport
import Testing

/// Exports that are not quite XML.
@Suite struct XMLElementsTests {
  @Test func `elements have names as written lines and text`() throws {
    let (found, problems) = try read(
      """
      <rss><channel><title>A &amp; B&nbsp;</title>
      <wp:author a='1 &lt; 2'/>
      <item>
        <x:y><![CDATA[<p>]]]]><![CDATA[></p>]]></x:y>
      </item></channel></rss>
      """)
    #expect(found.map(\.name) == ["title", "wp:author", "item"])
    #expect(found.map(\.line) == [1, 2, 3])
    #expect(found[0].trimmed == "A & B")
    #expect(found[1].attributes == ["a": "1 < 2"])
    #expect(found[2]["x:y"] == "<p>]]></p>")
    #expect(problems.isEmpty)
  }

  @Test(arguments: ["&#8217;", "&#x2019;", "&rsquo;"])
  func `references are characters`(_ reference: String) throws {
    #expect(try read("<rss><title>It\(reference)s</title></rss>").found[0].text == "It’s")
  }

  @Test(arguments: ["AT&T", "a & b", "&unknown; &", "1 < 2"])
  func `what is not markup is text`(_ text: String) throws {
    #expect(try read("<rss><title>\(text)</title></rss>").found[0].text == text)
  }

  @Test(arguments: ["\u{1}", "\u{B}", "&#8;"])
  func `control characters are skipped and said once`(_ control: String) throws {
    let (found, problems) = try read("<rss>\n<a>x\(control)y\(control)</a><b>z</b></rss>")
    #expect(found.map(\.text) == ["xy", "z"])
    #expect(problems.map(\.message) == ["2 control characters were skipped, the first here"])
    #expect(problems.first?.location?.line == 2)
  }

  @Test func `bad bytes stop nothing`() throws {
    var bytes = Data("<rss>\n<item><t>caf".utf8)
    bytes += [0xE9, 0xFF]
    bytes += Data("</t></item><item><t>next</t></item></rss>".utf8)
    let (found, problems) = try read(bytes)
    #expect(found.map { $0["t"] } == ["caf\u{FFFD}\u{FFFD}", "next"])
    #expect(problems.map(\.location?.line) == [2])
  }

  @Test(arguments: [
    "<item><t>one</t><item><t>two</t></item></channel>", "<item><t>one</t></item><item><t>two</t></channel>",
    "<item><t>one<item><t>two</channel>", "</x><item>\n<t>one</t>\n<item><t>two</t></rss>",
    "<item><t>one</t></item><item><t type=\"xhtml\">two</channel>",
  ])
  func `an element without its end is the same when its place is read again`(_ items: String) async throws {
    try await withTemporaryFolder(Folder(["export.xml": "<rss><channel>\n\(items)"])) { folder in
      let path = folder.appending(path: "export.xml").path
      var elements = try XMLElements(path)
      var texts: [String?] = []
      while let element = try elements.next() {
        var again = try XMLElements(path, range: elements.range, line: element.line)
        let other = try again.next()
        #expect(other?.line == element.line && other?["t"] == element["t"])
        texts.append(other?["t"])
      }
      #expect(texts == ["one", "two"])
    }
  }

  @Test func `an empty element ends the one before it, which has no end`() throws {
    let (found, _) = try read("<rss><item><t>one</t><item/>between<item><t>two</t></item></rss>")
    #expect(found.map { $0["t"] } == ["one", nil, "two"])
    #expect(found[1].text.isEmpty)
  }

  /// Cut anywhere, a file gives every element that is complete, and says that it is cut.
  @Test func `a cut file gives what is complete`() throws {
    let text = "<rss><channel>\n<item><t><![CDATA[one]]></t></item>\n<item a=\"b\"><t>two</t></item>\n</channel></rss>"
    let ends = text.ranges(of: "</item>").map { text.utf8.distance(from: text.startIndex, to: $0.upperBound) }
    for length in stride(from: 6, to: text.utf8.count, by: 5) {
      let (found, problems) = try read(Data(text.utf8.prefix(length)))
      #expect(found.count == ends.count { $0 <= length }, "cut after \(length) bytes")
      #expect(problems.count { $0.severity == .error } == 1, "cut after \(length) bytes")
    }
  }

  @Test(arguments: [
    "<rss><item><t>1</t><item><t>2</t></item></rss>",
    "<rss><channel><item><t>1</t></channel><item><t>2</t></item></rss>",
    "<rss><item><t>1</x></t></item><item><b><t>2</b></item></rss>",
  ])
  func `missing ends lose nothing`(_ text: String) throws {
    let (found, _) = try read(text)
    #expect(found.count == 2)
    #expect(found.first?["t"] == "1")
  }

  @Test func `a long text is read`() throws {
    let long = String(repeating: "<p>A line]] of text.\n", count: 20_000)
    let (found, problems) = try read("<rss><item><t><![CDATA[\(long)]]></t></item></rss>")
    #expect(found[0].child("t")?.text.utf8.count == long.utf8.count)
    #expect(problems.isEmpty)
  }

  @Test func `a part of a file can be read alone`() throws {
    let text = "<rss>\n<item><t>1</t></item>\n<item><t>2</t></item>\n</rss>"
    try withFile(Data(text.utf8)) { path in
      var elements = try XMLElements(path)
      _ = try elements.next()
      let second = try #require(try elements.next())
      var part = try XMLElements(path, range: elements.range, line: second.line)
      let again = try #require(try part.next())
      #expect(again["t"] == "2")
      #expect(again.line == 3)
      #expect(try part.next() == nil)
      #expect(part.diagnostics.isEmpty)
    }
  }

  private func read(_ text: String) throws -> (found: [XMLElement], problems: [Diagnostic]) {
    try read(Data(text.utf8))
  }

  private func read(_ bytes: Data) throws -> (found: [XMLElement], problems: [Diagnostic]) {
    try withFile(bytes) { path in
      var elements = try XMLElements(path)
      var found: [XMLElement] = []
      while let element = try elements.next() { found.append(element) }
      return (found, elements.diagnostics)
    }
  }

  private func withFile<Result>(_ bytes: Data, _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "partwork-\(UUID().uuidString).xml")
    try bytes.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path())
  }
}
