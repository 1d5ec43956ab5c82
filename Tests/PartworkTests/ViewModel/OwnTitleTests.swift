import TestSupport
import Testing

@testable import Partwork

@Suite("Titles without the name of their series") struct OwnTitleTests {
  @Test(arguments: [
    ("Letters: The first one", "Letters: |The first one"), ("Letters – the second", "Letters – |The second"),
    ("Letters：三", "Letters：|三"), ("Letters - 4", "Letters - |4"), ("Letters", "|Letters"), ("Letters:", "|Letters:"),
    ("Letters from home", "|Letters from home"), ("Lettersmith: A trade", "|Lettersmith: A trade"),
    ("On Letters: A note", "|On Letters: A note"),
  ])
  func `only a name with a colon or dash and more after it is left out`(title: String, split: String) async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("Letters"), "posts/a.md": postText("\"\(title)\"", "2026-01-01", "series: s"),
      "templates/post.mustache": "{{#post}}{{titlePrefix}}|{{ownTitle}}{{/post}}",
      "templates/series.mustache": "{{#series}}{{#parts}}{{shortTitle}}{{/parts}}{{/series}}",
    ]).prepared()
    #expect(site.html("/posts/a/") == split)
    #expect(site.html("/series/s/") == String(split.split(separator: "|").last ?? ""))
  }

  @Test func `a post in no series has its whole title`() async throws {
    let site = try await SiteText([
      "series/s.md": seriesText("Letters", "status: announced\nparts: [{title: X}]"),
      "posts/a.md": postText("\"Letters: A\"", "2026-01-01"),
      "templates/post.mustache": "{{#post}}{{titlePrefix}}|{{ownTitle}}{{/post}}",
    ]).prepared()
    #expect(site.html("/posts/a/") == "|Letters: A")
  }
}
