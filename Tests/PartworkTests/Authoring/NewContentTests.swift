import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct NewContentTests {
  /// The result of adding `content` to a site with `files` on 12 March 2026, at 23:30 UTC.
  private func add(
    _ content: NewContent, to files: [String: String], zone: String = "UTC"
  ) async throws -> (added: (file: String, notes: [String]), site: Folder) {
    try await withTemporaryFolder(Folder(site(files, zone: zone))) { folder in
      let added = try await Partwork.add(content, to: folder.path(), clock: .instant(1_773_358_200))
      return (added, try Folder(reading: folder))
    }
  }

  /// The diagnostics of a file that must not be written.
  private func refusal(_ content: NewContent, by files: [String: String]) async throws -> [Diagnostic] {
    let folder = Folder(site(files))
    return try await withTemporaryFolder(folder) { directory in
      var found: [Diagnostic] = []
      do {
        _ = try await Partwork.add(content, to: directory.path(), clock: .instant(1_773_358_200))
      } catch WriteError.site(let diagnostics) {
        found = diagnostics
      }
      #expect(try Folder(reading: directory) == folder, "nothing is written")
      return found
    }
  }

  private func site(_ files: [String: String], zone: String = "UTC") -> [String: String] {
    files.merging(["content/site.yml": "title: A\nurl: https://example.com/\ntimezone: \(zone)\n"]) { own, _ in own }
  }

  @Test func `a post has the title, today's date and the only author`() async throws {
    let (added, site) = try await add(
      .post(NewPost(title: "Être  mentor")), to: ["content/authors/ada.md": "---\nname: Ada\n---\n"])
    #expect(added.file == "content/posts/etre-mentor.md")
    #expect(
      site["content/posts/etre-mentor.md"] == "---\ntitle: Être mentor\ndate: 2026-03-12\nauthor: ada\n---\n\n")
  }

  @Test func `today is the date in the site's time zone`() async throws {
    let (_, site) = try await add(.post(NewPost(title: "A")), to: [:], zone: "Europe/Berlin")
    #expect(site["content/posts/a.md"]?.contains("date: 2026-03-13") == true)
  }

  @Test func `a site with two authors is asked who signs`() async throws {
    let authors = [
      "content/authors/ada.md": "---\nname: Ada\n---\n", "content/authors/ben.md": "---\nname: Ben\n---\n",
    ]
    let (added, site) = try await add(.post(NewPost(title: "A")), to: authors)
    #expect(added.notes == ["Sign it with `author:` and one of `ada` or `ben`."])
    #expect(site["content/posts/a.md"]?.contains("author") == false)
    let (signed, _) = try await add(.post(NewPost(title: "A", author: "ben")), to: authors)
    #expect(signed.notes == [])
  }

  @Test func `a draft in its own folder`() async throws {
    let (added, site) = try await add(
      .post(NewPost(title: "A walk", slug: "walk", isDraft: true, isFolder: true)), to: [:])
    #expect(added.file == "content/posts/walk/index.md")
    #expect(site[added.file] == "---\ntitle: A walk\ndate: 2026-03-12\ndraft: true\n---\n\n")
  }

  @Test(arguments: [
    "Mentor: the other half", "\"Why?\", they asked", "C:\\temp # 7", "no", "2026", "- not a list", "Ende:", "& Söhne",
    "'tis", "a: b", "[x]", "!tag", "Tabs\tand\nlines",
  ])
  func `every title is read back unchanged`(title: String) async throws {
    let (added, site) = try await add(.post(NewPost(title: title, slug: "x")), to: [:])
    let post = readPost(site[added.file] ?? "")
    #expect(post?.title.value == title.split { $0.isWhitespace }.joined(separator: " "))
  }

  @Test func `a series and an author are complete files`() async throws {
    let (series, site) = try await add(.series(title: "Letters: 2026"), to: [:])
    #expect(series.file == "content/series/letters-2026.md")
    #expect(site[series.file] == "---\ntitle: \"Letters: 2026\"\nstatus: ongoing\n---\n\n")
    let (author, other) = try await add(.author(name: "The editors", id: "eds"), to: [:])
    #expect(other[author.file] == "---\nname: The editors\n---\n\n")
  }

  @Test func `existing files are not overwritten`() async throws {
    let post = "---\ntitle: B\ndate: 2026-01-01\n---\n"
    #expect(
      try await refusal(.post(NewPost(title: "A")), by: ["content/posts/a.md": post]) == [
        Diagnostic(
          .error, "this file already exists and is left unchanged", at: SourceLocation("content/posts/a.md"),
          hint: "choose another title, or another slug with `--slug`")
      ])
    #expect(
      try await refusal(.post(NewPost(title: "A")), by: ["content/posts/2026-01-01-a/index.md": post]).map(\.message)
        == ["the slug `a` is taken by content/posts/2026-01-01-a/index.md"])
    #expect(
      try await refusal(.series(title: "A"), by: ["content/series/a.md": "---\ntitle: A\n---\n"]).map(\.message)
        == ["this file already exists and is left unchanged"])
    // Something other than a content file may also be in the way.
    #expect(
      try await refusal(.author(name: "A"), by: ["content/authors/a.md/x": ""]).map(\.message)
        == ["this file already exists and is left unchanged"])
  }

  @Test func `a post whose URL is taken is not written`() async throws {
    let page = "---\ntitle: A\naliases: /posts/a/\n---\n"
    let found = try await refusal(.post(NewPost(title: "A")), by: ["content/pages/b.md": page])
    #expect(found.count == 1 && found[0].message.contains("posts/a/index.html"), "\(found)")
  }

  @Test func `unknown names are errors with a suggestion`() async throws {
    let files = [
      "content/series/mentorship.md": "---\ntitle: M\n---\n", "content/authors/ada.md": "---\nname: A\n---\n",
    ]
    #expect(
      try await refusal(.post(NewPost(title: "A", series: "mentorshp")), by: files) == [
        Diagnostic(.error, "there is no series `mentorshp`", at: nil, hint: "did you mean `mentorship`?")
      ])
    #expect(
      try await refusal(.post(NewPost(title: "A", author: "adda")), by: files) == [
        Diagnostic(.error, "there is no author `adda`", at: nil, hint: "did you mean `ada`?")
      ])
    let named = [
      "content/series/the-salt-road.md": "---\ntitle: Salt\n---\n",
      "content/authors/mara-quill.md": "---\nname: Mara Quill\n---\n",
    ]
    for (series, author, hint) in [
      ("salt-road", nil, "did you mean `the-salt-road`?"), ("Salt", nil, "did you mean `the-salt-road`?"),
      (nil, "mara", "did you mean `mara-quill`?"), (nil, "Mara Quill", "did you mean `mara-quill`?"),
    ] {
      let post = NewPost(title: "A", series: series, author: author)
      #expect(try await refusal(.post(post), by: named).map(\.hint) == [hint])
    }
    #expect(try await refusal(.post(NewPost(title: "?!")), by: files).map(\.hint) == ["choose a name with `--slug`"])
    #expect(try await refusal(.post(NewPost(title: " ")), by: files).map(\.message) == ["the title is empty"])
  }

  @Test(arguments: [
    (NewContent.post(NewPost(title: "Index")), "--slug"), (.post(NewPost(title: "INDEX!", isFolder: true)), "--slug"),
    (.post(NewPost(title: "A", slug: "index")), "--slug"), (.series(title: "Index"), "--id"),
    (.series(title: "_index"), "--id"), (.series(title: "A", id: "Index"), "--id"),
    (.author(name: "— Index —"), "--id"),
  ])
  func `nothing is named index, which is the file of a folder`(content: NewContent, option: String) async throws {
    #expect(try await refusal(content, by: [:]).map(\.hint) == ["choose another name with `\(option)`"])
  }

  @Test(arguments: ["The index", "Index 2", "indexes", "2026-03-04 A walk", "2026-03-04", "readme"])
  func `titles like names with a meaning are accepted`(title: String) async throws {
    let (added, site) = try await add(.post(NewPost(title: title)), to: [:])
    #expect(site[added.file] != nil)
  }

  @Test func `nothing is written to a folder that is not a site or has wrong settings`() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      await #expect(throws: WriteError.self) {
        try await Partwork.add(.author(name: "A"), to: folder.path(), clock: .instant(0))
      }
      #expect(try Folder(reading: folder).paths == [])
    }
    let settings = "title: A\nurl: https://example.com/\ntimezone: Europe/Berlln\n"
    #expect(
      try await refusal(.post(NewPost(title: "A")), by: ["content/site.yml": settings]).map(\.message)
        == ["`Europe/Berlln` is not a time zone"])
  }
}
