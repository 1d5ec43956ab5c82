import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Markup in plain texts") struct PlainTextTests {
  @Test(arguments: [
    ("subtitle: 1️⃣A *new* start", "`subtitle`", "subtitle: A new start"),
    ("shortTitle: 1️⃣It&#8217;s here", "`shortTitle`", "shortTitle: It’s here"),
    ("description: 1️⃣See [the map](map.md)", "`description`", "description: See the map"),
    ("subtitle: 1️⃣'`title: A` explained'", "`subtitle`", "subtitle: \"title: A explained\""),
    ("image: {src: a.jpg, alt: 1️⃣A **red** chair}", "`image.alt`", "alt: A red chair"),
    ("authors: [{id: ada, role: 1️⃣Art &amp; ink}]", "`authors.role`", "role: Art & ink"),
    ("callToAction: {label: 1️⃣_Write_ to us, url: /us/}", "`callToAction.label`", "label: Write to us"),
    ("categories: [A, 1️⃣Q&amp;A]", "this", "Q&A"),
    ("categories: [1️⃣<b>A</b>]", "this", "A"),
    ("description: 1️⃣>\n  A *~~long~~*\n  _text_\nslug: b", "`description`", "description: A long text"),
  ])
  func `of a post are a warning with the text to write`(lines: String, name: String, written: String) {
    let text = post(lines)
    let message = "\(name) is plain text: readers see its markup as it is written"
    expectDiagnostics(diagnostics(text), [.warning(message, at: 1, hint: "write `\(written)`")], in: text)
  }

  @Test(arguments: [
    ("posts/x.md", "title: 1️⃣The *end*\ndate: 2026-01-01", "title: The end"),
    ("pages/x.md", "title: 1️⃣About `us`", "title: About us"),
    ("series/x.md", "title: 1️⃣The __salt road__", "title: The salt road"),
    ("series/x.md", "title: A\nparts: [{title: 1️⃣The &laquo;end&raquo;}]", "title: The «end»"),
    ("authors/x.md", "name: 1️⃣Ann <i>Example</i>", "name: Ann Example"),
    ("categories/x.md", "title: 1️⃣R&amp;D", "title: R&D"),
  ])
  func `are found in the files of each kind`(path: String, lines: String, written: String) {
    let text = MarkedText("---\n\(lines)\n---\n")
    let found = diagnostics(text, at: "content/\(path)")
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.location?.line == text.places[1]?.line)
    #expect(found.first?.location?.column == text.places[1]?.column)
    #expect(found.first?.hint == "write `\(written)`")
  }

  @Test func `are found in the settings`() async throws {
    let site: SiteText = [
      "site.yml": """
      title: 1️⃣The *Second* Chair
      description: 2️⃣It&rsquo;s here
      url: https://example.com/
      navigation:
        - 3️⃣"**Home**": /
        - {label: 4️⃣"`Code`", url: "https://example.org/"}
      """
    ]
    func warning(_ name: String, _ mark: Int, _ written: String) -> ExpectedDiagnostic {
      .warning(
        "\(name) is plain text: readers see its markup as it is written", at: mark, hint: "write `\(written)`")
    }
    try await site.expect([
      "site.yml": [
        warning("`title`", 1, "title: The Second Chair"), warning("`description`", 2, "description: It’s here"),
        warning("this", 3, "Home"), warning("`navigation.label`", 4, "label: Code"),
      ]
    ])
  }

  @Test(arguments: [
    "title: AT&T and C&A;", "subtitle: snake_case in a*b", "description: a < b and b > c", "shortTitle: 5 * 3",
    "slug: '*a*'", "template: _a_", "extra: {note: A *b* c}", "callToAction: Write *now*",
  ])
  func `are not seen where there are none, nor in Markdown`(line: String) {
    let text = line.hasPrefix("title") ? MarkedText("---\n\(line)\ndate: 2026-03-12\n---\n") : post(line)
    #expect(diagnostics(text) == [])
  }
}
