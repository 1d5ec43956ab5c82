import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Commas in a text that stands for a list") struct CommaTests {
  @Test(arguments: [
    ("Deserts, Trade", "Deserts, Trade", "[Deserts, Trade]", "[\"Deserts, Trade\"]"),
    ("\"Deserts,Trade, Salt\"", "Deserts,Trade, Salt", "[Deserts, Trade, Salt]", "[\"Deserts,Trade, Salt\"]"),
    ("沙漠、贸易", "沙漠、贸易", "[沙漠, 贸易]", "[沙漠、贸易]"),
    ("旅行，食物", "旅行，食物", "[旅行, 食物]", "[旅行，食物]"),
    ("سفر، طعام", "سفر، طعام", "[سفر, طعام]", "[سفر، طعام]"),
    ("Deserts; Trade", "Deserts; Trade", "[Deserts, Trade]", "[Deserts; Trade]"),
    ("Night walks, Salt", "Night walks, Salt", "[Night walks, Salt]", "[\"Night walks, Salt\"]"),
    ("C#, .NET, 2026,", "C#, .NET, 2026,", "[C#, \".NET\", \"2026\"]", "[\"C#, .NET, 2026,\"]"),
  ])
  func `of names are a warning that shows the list`(written: String, text: String, list: String, one: String) {
    for key in TermKind.allCases.map(\.rawValue) {
      let post = post("\(key): 1️⃣\(written)")
      let hint = "write a list: `\(key): \(list)`, or `\(key): \(one)` if it is one"
      expectDiagnostics(
        diagnostics(post), [.warning("`\(text)` is one entry of `\(key)`, not several", at: 1, hint: hint)], in: post)
    }
  }

  @Test(arguments: [
    "categories: Deserts", "tags: Deserts", "tags: 10,000 steps", "categories: Deserts,", "categories: ', Deserts'",
    "categories: 10,000 steps",
    "categories: [\"Deserts, Trade\"]", "categories:\n  - Deserts, Trade", "aliases: /a,b/", "aliases: /a/, b/",
    "description: Deserts, Trade", "title: A",
  ])
  func `are not reported where they separate nothing, or in a list`(line: String) {
    let text = line.hasPrefix("title") ? MarkedText("---\ntitle: A, B\ndate: 2026-03-12\n---\n") : post(line)
    #expect(diagnostics(text) == [])
  }

  @Test(arguments: [
    ("aliases", "/a/, /b/", "[\"/a/\", \"/b/\"]", "[\"/a/, /b/\"]"),
    ("aliases", "/a.html,/b.html", "[\"/a.html\", \"/b.html\"]", "[\"/a.html,/b.html\"]"),
    ("aliases", "/甲/、/乙/", "[\"/甲/\", \"/乙/\"]", "[\"/甲/、/乙/\"]"),
  ])
  func `of paths are a warning if each begins with a slash`(key: String, written: String, list: String, one: String) {
    let post = post("\(key): 1️⃣\(written)")
    let hint = "write a list: `\(key): \(list)`, or `\(key): \(one)` if it is one"
    expectDiagnostics(
      diagnostics(post), [.warning("`\(written)` is one entry of `\(key)`, not several", at: 1, hint: hint)], in: post)
  }

  @Test(arguments: [
    ("author: 1️⃣ann, bo", "`ann, bo` is one entry of `author`, not several", "write a list: `author: [ann, bo]`"),
    (
      "authors: 1️⃣ann,bo,cy", "`ann,bo,cy` is one entry of `authors`, not several",
      "write a list: `authors: [ann, bo, cy]`"
    ),
    ("series: 1️⃣one, two", "`one, two` is one entry of `series`, not several", "write a list: `series: [one, two]`"),
    (
      "series: 1️⃣春、夏", "`春、夏` is one entry of `series`, not several",
      "write a list: `series: [春, 夏]`, or `series: [春、夏]` if it is one"
    ),
  ])
  func `of IDs are one error`(line: String, message: String, hint: String) async throws {
    let text = MarkedText("---\ntitle: A\ndate: 2026-03-12\n\(line)\n---\n")
    let site: SiteText = ["posts/a.md": text, "authors/ann.md": "---\nname: Ann\n---\n"]
    try await site.expect(["posts/a.md": [.error(message, at: 1, hint: hint)]])
  }

  @Test func `are found in the settings`() async throws {
    let site: SiteText = [
      "site.yml": """
      title: A
      url: https://example.com/
      home:
        series: 1️⃣one, two
      formerPermalinks: 2️⃣/:year/:slug/, /blog/:slug/
      """
    ]
    let found = try await site.prepared().diagnostics
    #expect(
      found.map(\.message) == [
        "`one, two` is one entry of `home.series`, not several",
        "`/:year/:slug/, /blog/:slug/` is one entry of `formerPermalinks`, not several",
      ])
    #expect(found.map(\.severity) == [.error, .warning])
  }
}
