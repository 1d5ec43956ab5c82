import Foundation
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite("The index of the search") struct SearchIndexTests {
  private static let site: SiteText = [
    "posts/a.md": postText(
      "First light", "2026-01-01", "series: tides\nauthor: ann", body: "The harbour.\n\n## Nets\n"),
    "posts/b.md": postText(
      "Second tide", "2026-01-02", "series: tides\ncategories: [Sea]", body: "The harbour, the boats."),
    "posts/c.md": postText("Alone", "2026-01-03", "subtitle: With a harbour", body: "Nothing."),
    "posts/draft.md": postText("Draft", "2026-01-04", "draft: true", body: "Unseen."),
    "posts/later.md": postText("Later", "2027-01-04", "series: tides", body: "Unseen."),
    "posts/future.md": postText("Future", "2027-01-05", "series: dreams", body: "Unseen."),
    "series/tides.md": seriesText("Tides of the north", body: "An introduction."),
    "series/dreams.md": seriesText("Dreams", body: "Unseen."),
    "pages/about.md": "---\ntitle: About\n---\nThe writer.\n",
    "pages/plan.md": "---\ntitle: Plan\ndraft: true\n---\nUnseen.\n", "authors/ann.md": "---\nname: Ann\n---\n",
  ]

  private func json(_ site: PreparedSite, _ path: String) throws -> [String: Any] {
    let text = try #require(site.output(path))
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The documents of each word, by title, each with its level.
  private func index(_ site: PreparedSite) throws -> [String: [String: Int]] {
    let plan = try #require(site.context.plan.search)
    var index: [String: [String: Int]] = [:]
    for file in site.paths where file.hasPrefix("search/words/") {
      for (word, text) in try json(site, file) {
        for (document, level) in postings(try #require(text as? String)) {
          let title = try json(site, "search/texts/\(document).json")["title"] as? String
          index[word, default: [:]][title ?? ""] = level
        }
      }
    }
    #expect(try json(site, "search/index.json")["documents"] as? Int == plan.documents.count)
    return index
  }

  private func postings(_ text: String) -> [(document: Int, level: Int)] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var rest = text.compactMap { digits.firstIndex(of: $0) }[...]
    func number() -> Int {
      let digit = rest.removeFirst()
      return digit < 32 ? digit : digit - 32 + 32 * number()
    }
    var (found, document) = ([(document: Int, level: Int)](), -1)
    while !rest.isEmpty {
      document += number() + 1
      let level = rest.removeFirst()
      if level > 31 { _ = number() }
      found.append((document, level % 32))
    }
    return found
  }

  @Test func `it has what readers may see, and nothing else`() async throws {
    for (drafts, future) in [(false, false), (true, true)] {
      let site = try await Self.site.prepared(drafts: drafts, future: future)
      #expect(site.diagnostics == [])
      let index = try index(site)
      #expect(index["unseen"] == nil && index["later"] == nil && index["dreams"] == nil)
      #expect(
        Set(index.values.flatMap(\.keys)) == ["About", "Tides of the north", "First light", "Second tide", "Alone"])
      #expect(index["writer"]?.keys.sorted() == ["About"])
      #expect(index["introduction"]?.keys.sorted() == ["Tides of the north"])
      #expect(!site.paths.filter { $0.hasPrefix("search/") }.contains { site.output($0)?.contains("Unseen") == true })
    }
  }

  @Test func `titles weigh more than what is about a post, and that more than its text`() async throws {
    let index = try index(try await Self.site.prepared())
    func level(_ word: String, _ title: String) -> Int { index[word]?[title] ?? 0 }
    #expect(level("tides", "Tides of the north") > level("tides", "First light"))
    #expect(level("light", "First light") > level("nets", "First light"))
    #expect(level("nets", "First light") > level("harbour", "First light"))
    #expect(level("sea", "Second tide") > level("boats", "Second tide"))
    #expect(level("ann", "First light") > 0)
    #expect(level("harbour", "Alone") > 0)
  }

  @Test func `parts are found by number and series`() async throws {
    let index = try index(try await Self.site.prepared())
    #expect(index["#1"]?.keys.sorted() == ["First light"])
    #expect(index["#2"]?.keys.sorted() == ["Second tide"])
    #expect(index["#3"] == nil)
    #expect(index["@north"]?.keys.sorted() == ["First light", "Second tide"])
    #expect(index["@light"] == nil)
  }

  @Test func `a result says what it is and where`() async throws {
    let site = try await Self.site.prepared(url: "https://example.com/blog/")
    let plan = try #require(site.context.plan.search)
    let text = try json(site, "search/texts/\(plan.documents.count - 2).json")
    #expect(text["title"] as? String == "Second tide")
    #expect(text["url"] as? String == "/blog/posts/b/")
    #expect(text["text"] as? String == "The harbour, the boats.")
    let part = try #require((text["series"] as? [[String: Any]])?.first)
    #expect(part["title"] as? String == "Tides of the north" && part["url"] as? String == "/blog/series/tides/")
    #expect(part["number"] as? Int == 2 && part["total"] as? Int == 3)
    #expect(site.html("/")?.contains("search/") == false)
  }

  @Test func `a setting turns it off`() async throws {
    let on = try await SiteText(["posts/a.md": postText("A")]).prepared()
    #expect(on.paths.contains("search/index.html") && on.paths.contains("search/texts/0.json"))
    let off = try await SiteText([
      "site.yml": "title: Site\nurl: https://example.com/\nsearch: false\n", "posts/a.md": postText("A"),
    ]).prepared()
    #expect(off.diagnostics == [])
    #expect(!off.paths.contains { $0.hasPrefix("search") })
    #expect(off.site.posts[0].body.plain == [])
  }

  @Test(arguments: ["pages/search.md", "search/index.html"])
  func `a page of the writer's own there takes its place`(path: String) async throws {
    let site = try await SiteText([path: "---\ntitle: Mine\n---\nMine.\n", "posts/a.md": postText("A")]).prepared()
    #expect(site.context.plan.search == nil)
    #expect(site.paths.filter { $0.hasPrefix("search/") } == ["search/index.html"])
  }

  @Test func `long texts are cut at spaces, and texts without spaces between characters`() {
    let words = Array(String(repeating: "word ", count: 3000).utf8)
    let passages = SearchPlan.passages(of: words)
    #expect(passages.count == 3 && passages.map { Array(words[$0]) }.joined().elementsEqual(words))
    #expect(passages.dropFirst().allSatisfy { words[$0.lowerBound] == UInt8(ascii: " ") })
    let signs = Array(String(repeating: "字", count: 5000).utf8)
    #expect(SearchPlan.passages(of: signs).allSatisfy { Array(signs[$0]).isUTF8 })
    #expect(SearchPlan.passages(of: []) == [0..<0])
    #expect(SearchPlan.passages(of: Array("short".utf8)) == [0..<5])
  }

  @Test func `its bytes do not depend on how it is made, and its files are of about one size`() async throws {
    var texts: [String: MarkedText] = [:]
    for number in 0..<600 {
      let words = (0..<80).map { "w\((number * 7919 + $0 * $0 * 31) % 3001)" }.joined(separator: " ")
      texts["posts/p\(number).md"] = postText("Post \(number)", "2026-01-01", body: MarkedText(words).text)
    }
    let site = try await SiteText(texts).prepared()
    let plan = try #require(site.context.plan.search)
    let parallel = await SearchIndex.make(plan, in: site.context)
    let serial = SearchIndex(plan, in: site.context)
    let files = plan.files.filter { if case .text = $0 { false } else { true } }
    for file in files { #expect(parallel.bytes(of: file) == serial.bytes(of: file)) }
    let sizes = files.dropFirst().map { serial.bytes(of: $0).count }
    #expect(sizes.count > 3 && sizes.allSatisfy { (3_000..<30_000).contains($0) })
    let firsts = try #require(try json(site, "search/index.json")["words"] as? [String])
    #expect(firsts.count == sizes.count && firsts == firsts.sorted())
  }

  @Test func `words are in the order of JavaScript`() {
    var table = WordTable()
    for word in ["\u{20000}", "\u{FB01}", "z", "a", "ab", "", "字"] {
      var word = word
      word.withUTF8 { _ = table.place(of: $0) }
    }
    let sorted = table.sorted.map { String(decoding: table[$0], as: UTF8.self) }
    #expect(sorted == ["", "a", "ab", "z", "字", "\u{20000}", "\u{FB01}"])
  }
}
