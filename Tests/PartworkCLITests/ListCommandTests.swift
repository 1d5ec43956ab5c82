import Foundation
import TestSupport
import Testing

@Suite struct ListCommandTests {
  @Test(arguments: ["\u{202E}", "\u{2066}", "\u{2028}"])
  func `no title controls the terminal, and JSON has it in full`(mark: String) async throws {
    let site = Folder.site(["content/posts/a.md": "---\ntitle: \"A\(mark)b\"\ndate: 2026-03-01\n---\n"])
    let (table, _) = try await Program.run(["list"], in: site)
    #expect(table.output.contains("A<U+20") && !table.output.contains(mark), "\(table.output)")
    let (json, _) = try await Program.run(["list", "--json"], in: site)
    #expect(!json.output.contains(mark))
    let posts = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
    #expect(posts.first?["title"] as? String == "A\(mark)b")
  }

  private let site = Folder.site([
    "content/series/s.md": "---\ntitle: Letters\n---\n", "content/posts/a.md": Folder.post("series: s\npart: 1\n"),
    "content/posts/b.md": "---\ntitle: B\ndate: 2026-05-01\nseries: s\npart: 2\n---\nText.\n",
  ])

  @Test func `posts are listed by default`() async throws {
    let (outcome, _) = try await Program.run(["list", "--now", "2026-03-12"], in: site)
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        DATE        STATE      SLUG  SERIES  TITLE
        2026-05-01  scheduled  b     s 2/2   B
        2026-03-01  live       a     s 1/2   A post

        """)
  }

  @Test func `which posts are scheduled depends on the clock`() async throws {
    let (now, _) = try await Program.run(["list", "scheduled", "--now", "2026-04-30"], in: site)
    #expect(now.output.hasSuffix("2026-05-01  24 hours  b     s 2/2   B\n"), "\(now.output)")
    let (later, _) = try await Program.run(["list", "scheduled", "--now", "2026-05-01"], in: site)
    #expect(later.output == "No post is scheduled.\n")
  }

  @Test func `JSON output can be parsed`() async throws {
    for list in ["posts", "series", "scheduled", "drafts"] {
      let (outcome, _) = try await Program.run(["list", list, "--json", "--now", "2026-03-12"], in: site)
      #expect(outcome.status == 0)
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      #expect((json as? [[String: Any]])?.count == ["posts": 2, "series": 1, "scheduled": 1, "drafts": 0][list])
    }
  }

  @Test func `a list that may be incomplete is followed by errors`() async throws {
    var wrong = site
    wrong["content/posts/b.md"] = "No front matter\n"
    let (outcome, _) = try await Program.run(["list"], in: wrong)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("2026-03-01  live   a     s 1/1   A post\n"), "\(outcome.output)")
    #expect(outcome.errors.hasPrefix("content/posts/b.md:1:1: error: this file has no front matter\n"))
  }
}
