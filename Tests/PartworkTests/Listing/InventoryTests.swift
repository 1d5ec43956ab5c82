import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct InventoryTests {
  /// A series with a live, a scheduled, a draft and an announced part, and a post beside it, on 12 March 2026, 08:00
  /// UTC.
  private let site = Folder([
    "content/site.yml": "title: A\nurl: https://example.com/blog/\ntimezone: Europe/Berlin\n",
    "content/series/s.md":
      "---\ntitle: Letters\nparts:\n- one\n- draft\n- two\n- {title: Last, date: 2026-06-01}\n---\n",
    "content/authors/ada.md": "---\nname: Ada\n---\n",
    "content/posts/one.md":
      "---\ntitle: One\ndate: 2026-03-01\nseries: s\nauthor: ada\ncategories: Essays\n---\n",
    "content/posts/two.md": "---\ntitle: Two\ndate: 2026-03-14 09:30\nseries: s\n---\n",
    "content/posts/draft.md": "---\ntitle: Unfinished\ndate: 2026-03-02\nseries: s\ndraft: true\n---\n",
    "content/posts/soon.md": "---\ntitle: 講談 \"Soon\"\ndate: 2026-03-12T10:00:00Z\n---\n",
  ])

  private func inventory(_ folder: Folder? = nil) async throws -> Inventory {
    try await withTemporaryFolder(folder ?? site) { folder in
      await Inventory(
        await readContent(site: folder.path()), EditionOptions(clock: .instant(1_773_302_400)))
    }
  }

  @Test func `posts, newest first, with the numbers that readers see`() async throws {
    #expect(
      try await inventory().table(.posts) == """
        DATE        STATE      SLUG   SERIES  TITLE
        2026-03-14  scheduled  two    s 2/3   Two
        2026-03-12  scheduled  soon           講談 "Soon"
        2026-03-02  draft      draft  s       Unfinished
        2026-03-01  live       one    s 1/3   One
        """)
  }

  @Test func `scheduled posts, the next one first`() async throws {
    #expect(
      try await inventory().table(.scheduled) == """
        GOES LIVE         IN       SLUG  SERIES  TITLE
        2026-03-12 11:00  2 hours  soon          講談 "Soon"
        2026-03-14 09:30  2 days   two   s 2/3   Two
        """)
  }

  @Test func `drafts by their files, and series with their progress`() async throws {
    let inventory = try await inventory()
    #expect(
      inventory.table(.drafts) == """
        DATE        FILE                    SERIES  TITLE
        2026-03-02  content/posts/draft.md  s       Unfinished
        """)
    #expect(
      inventory.table(.series) == """
        ID  STATUS   LIVE    LATEST      TITLE
        s   ongoing  1 of 3  2026-03-01  Letters
        """)
  }

  @Test func `an empty list says so`() async throws {
    let inventory = try await inventory(Folder(["content/site.yml": "title: A\nurl: https://example.com/\n"]))
    #expect(
      InventoryList.allCases.map { inventory.table($0) } == [
        "There are no posts.", "There are no series.", "No post is scheduled.", "There are no drafts.",
      ])
    #expect(InventoryList.allCases.map { inventory.json($0) } == ["[]", "[]", "[]", "[]"])
  }

  @Test func `JSON has the same keys for every post`() async throws {
    let inventory = try await inventory()
    #expect(
      inventory.json(.drafts) == """
        [{"slug":"draft","title":"Unfinished","state":"draft","date":"2026-03-02","goesLive":null,\
        "file":"content/posts/draft.md","url":"https://example.com/blog/posts/draft/",\
        "series":[{"id":"s","part":null,"of":3}],"categories":[],"tags":[],"authors":[]}]
        """)
    #expect(
      inventory.json(.scheduled) == """
        [{"slug":"soon","title":"講談 \\"Soon\\"","state":"scheduled","date":"2026-03-12T11:00:00+01:00",\
        "goesLive":"2026-03-12T11:00:00+01:00","file":"content/posts/soon.md",\
        "url":"https://example.com/blog/posts/soon/","series":[],"categories":[],"tags":[],"authors":[]},\
        {"slug":"two","title":"Two","state":"scheduled","date":"2026-03-14T09:30:00+01:00",\
        "goesLive":"2026-03-14T09:30:00+01:00","file":"content/posts/two.md",\
        "url":"https://example.com/blog/posts/two/","series":[{"id":"s","part":2,"of":3}],\
        "categories":[],"tags":[],"authors":[]}]
        """)
  }

  @Test func `JSON of a series has its parts in order`() async throws {
    #expect(
      try await inventory().json(.series) == """
        [{"id":"s","title":"Letters","status":"ongoing","file":"content/series/s.md",\
        "url":"https://example.com/blog/series/s/","parts":[\
        {"part":1,"title":"One","state":"live","slug":"one","date":"2026-03-01"},\
        {"part":2,"title":"Two","state":"scheduled","slug":"two","date":"2026-03-14T09:30:00+01:00"},\
        {"part":3,"title":"Last","state":"announced","slug":null,"date":"2026-06-01"}]}]
        """)
  }

  @Test func `control characters in titles do not reach the terminal`() {
    #expect(TextTable(["TITLE"], [["A\u{1B}[31mB\tC\n"]]).text == "TITLE\nA<U+001B>[31mB<U+0009>C<U+000A>")
  }
}
