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

  @Test(arguments: ["Con", "AUX", "Nul!", "com1", "Lpt9"])
  func `a name that Windows reserves is refused`(title: String) async throws {
    let slug = title.lowercased().filter { $0 != "!" }
    for content in [
      NewContent.post(NewPost(title: title)), .series(title: title, id: nil), .author(name: "A", id: title),
      .page(title: "A", path: "about/\(title)", isDraft: false), .term(.tag, name: title, slug: nil, parent: nil),
    ] {
      #expect(
        try await refusal(content, by: [:]).map(\.message) == ["`\(slug)` has the name of a device of Windows"])
    }
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
    let (signed, _) = try await add(.post(NewPost(title: "A", authors: ["ben"])), to: authors)
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

  @Test func `a post has the date, authors and categories that were asked for`() async throws {
    let files = [
      "content/authors/ada.md": "---\nname: Ada\n---\n", "content/authors/ben.md": "---\nname: Ben\n---\n",
      "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-01\ncategories: [Deserts]\n---\n",
    ]
    let post = NewPost(
      title: "A", date: try DateInput(parsing: "2026-02-01"), authors: ["ben", "ada", "ben"],
      categories: ["deserts", "Salt, pepper", "DESERTS"])
    let (added, site) = try await add(.post(post), to: files)
    #expect(
      site[added.file]
        == "---\ntitle: A\ndate: 2026-02-01\nauthors: [ben, ada]\ncategories: [Deserts, \"Salt, pepper\"]\n---\n\n")
    #expect(added.notes == [])
    #expect(
      try await refusal(.post(NewPost(title: "A", authors: ["ada", "bne"])), by: files).map(\.hint)
        == ["did you mean `ben`?"])
    #expect(
      try await refusal(.post(NewPost(title: "A", categories: [" "])), by: files).map(\.message)
        == ["the category is empty"])
  }

  @Test(arguments: [
    ("2026-03-13", "2026-03-13", ["Readers will see it from 2026-03-13 on."]), ("2026-03-12", "2026-03-12", []),
    ("2026-04-01T08:30", "2026-04-01T08:30:00+02:00", ["Readers will see it from 2026-04-01 on."]),
    ("1999-12-31", "1999-12-31", []),
    ("2026-03-12T23:00:00-05:00", "2026-03-13T05:00:00+01:00", ["Readers will see it from 2026-03-13 on."]),
  ])
  func `a date is in the site's time zone, and one to come is said`(
    date: String, written: String, notes: [String]
  ) async throws {
    let (added, site) = try await add(
      .post(NewPost(title: "A", date: try DateInput(parsing: date))), to: [:], zone: "Europe/Berlin")
    #expect(site[added.file] == "---\ntitle: A\ndate: \(written)\n---\n\n")
    // It is 13 March in Berlin.
    #expect(added.notes == (date == "2026-03-13" ? [] : notes))
  }

  @Test(arguments: [
    ("The mentee's half", "the-mentees-half"), ("The mentee’s half", "the-mentees-half"), ("Don't ‘ask’", "dont-ask"),
    ("Rock 'n' roll", "rock-n-roll"), ("L'été", "lete"),
  ])
  func `apostrophes are left out of file names`(title: String, slug: String) async throws {
    #expect(try await add(.post(NewPost(title: title)), to: [:]).added.file == "content/posts/\(slug).md")
    #expect(try await add(.page(title: title), to: [:]).added.file == "content/pages/\(slug).md")
    #expect(try await add(.series(title: title), to: [:]).added.file == "content/series/\(slug).md")
  }

  @Test(arguments: [
    ("About us", nil, false, "about-us", "title: About us\n", "About us"),
    ("The team", "about/The Team/", true, "about/the-team", "title: The team\ndraft: true\n", "The team"),
    ("Write: to us", "/write", false, "write", "title: \"Write: to us\"\n", "\"Write: to us\""),
    ("A/B", nil, false, "a-b", "title: A/B\n", "A/B"),
  ])
  func `a page is a complete file`(
    title: String, wish: String?, isDraft: Bool, path: String, lines: String, label: String
  ) async throws {
    let (added, site) = try await add(.page(title: title, path: wish, isDraft: isDraft), to: [:])
    #expect(added.file == "content/pages/\(path).md")
    #expect(site[added.file] == "---\n\(lines)---\n\n")
    #expect(
      added.notes == [
        "Readers find it if you link to it: for example with `- \(label): pages/\(path).md` below `navigation:` in "
          + "content/site.yml."
      ])
  }

  @Test func `a page that exists, or has no name, is refused`() async throws {
    let page = "---\ntitle: A\n---\n"
    for (wish, files) in [
      (nil, ["content/pages/a.md": page]), ("a", ["content/pages/a/index.md": page]),
      ("b/c", ["content/pages/b/c.md": page]), ("/", [:]), ("x/index", [:]), ("x/!", [:]),
    ] {
      let found = try await refusal(.page(title: "A", path: wish), by: files)
      #expect(found.count == 1 && found[0].hint?.contains("--path") == true, "\(found)")
    }
  }

  private func posts(in categories: String) -> [String: String] {
    ["content/posts/p.md": "---\ntitle: P\ndate: 2026-01-01\ncategories: \(categories)\n---\n"]
  }

  @Test(arguments: [
    ("Working relationships", nil, "[A]", "working-relationships"), ("C#", nil, "[A]", "c"),
    ("C#", nil, "[C]", "c-sharp"),
    ("C#", "sharp", "[A]", "sharp"), ("Été", nil, "[Été]", "ete"), (".NET", nil, "[Net]", "dot-net"),
  ])
  func `a category is a file with its name`(name: String, wish: String?, used: String, slug: String) async throws {
    let (added, site) = try await add(.term(.category, name: name, slug: wish), to: posts(in: used))
    #expect(added.file == "content/categories/\(slug).md")
    #expect(readCategory(site[added.file] ?? "")?.title?.value == name)
    #expect(
      added.notes == ["Write what it is about below the last `---`. Posts are in it by `categories: \([name].yaml)`."])
  }

  @Test(arguments: [("Working relationships", "work"), ("work", "work"), ("salt", "salt"), ("SALT", "salt")])
  func `a category has the parent that is asked for, by its name or slug`(parent: String, slug: String) async throws {
    var files = posts(in: "[Salt]")
    files["content/categories/work.md"] = "---\ntitle: Working relationships\n---\n"
    let (added, site) = try await add(.term(.category, name: "Feedback", parent: parent), to: files)
    #expect(site[added.file] == "---\ntitle: Feedback\nparent: \(slug)\n---\n\n")
    let refused = try await refusal(.term(.category, name: "Feedback", parent: "Sald"), by: files)
    #expect(refused.map(\.message) == ["there is no category `Sald`"])
    #expect(refused.map(\.hint) == ["did you mean `Salt`?"])
  }

  @Test func `a tag is a file with its name, and a post names it as elsewhere`() async throws {
    let tagged = [
      "content/posts/p.md": "---\ntitle: P\ndate: 2026-01-01\ntags: [C, Night walks]\ncategories: [Salt]\n---\n"
    ]
    for (name, slug) in [("Night walks", "night-walks"), ("C#", "c-sharp"), ("Salt", "salt")] {
      let (added, site) = try await add(.term(.tag, name: name), to: tagged)
      #expect(added.file == "content/tags/\(slug).md")
      #expect(site[added.file] == "---\ntitle: \(name.yaml)\n---\n\n")
      #expect(added.notes == ["Write what it is about below the last `---`. Posts have it by `tags: \([name].yaml)`."])
    }
    let (_, site) = try await add(.post(NewPost(title: "A", tags: ["night walks", "salt", "NIGHT WALKS"])), to: tagged)
    #expect(site["content/posts/a.md"]?.contains("tags: [Night walks, salt]") == true)
    let refused = try await refusal(.term(.tag, name: "Salt"), by: ["content/tags/salt.md": "Text"])
    #expect(refused.map(\.hint) == ["this is the file of the tag: write in it"])
  }

  @Test func `a category that has a file is refused`() async throws {
    for (path, text, hint) in [
      ("deserts", "Text", "this is the file of the category: write in it"),
      ("sand", "---\ntitle: deserts\n---\n", "this is the file of the category: write in it"),
      ("Deserts", "---\ntitle: Dry lands\n---\n", "choose another name with `--slug`"),
    ] {
      let found = try await refusal(.term(.category, name: "Deserts"), by: ["content/categories/\(path).md": text])
      #expect(found.map(\.hint) == [hint])
    }
    #expect(try await refusal(.term(.category, name: "!"), by: [:]).map(\.hint) == ["choose a name with `--slug`"])
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
      try await refusal(.post(NewPost(title: "A", authors: ["adda"])), by: files) == [
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
      let post = NewPost(title: "A", authors: author.map { [$0] } ?? [], series: series)
      #expect(try await refusal(.post(post), by: named).map(\.hint) == [hint])
    }
    #expect(try await refusal(.post(NewPost(title: "?!")), by: files).map(\.hint) == ["choose a name with `--slug`"])
    #expect(try await refusal(.post(NewPost(title: " ")), by: files).map(\.message) == ["the title is empty"])
  }

  @Test(arguments: [
    (NewContent.post(NewPost(title: "Index")), "--slug"), (.post(NewPost(title: "INDEX!", isFolder: true)), "--slug"),
    (.post(NewPost(title: "A", slug: "index")), "--slug"), (.series(title: "Index"), "--id"),
    (.series(title: "_index"), "--id"), (.series(title: "A", id: "Index"), "--id"),
    (.author(name: "— Index —"), "--id"), (.term(.category, name: "Index"), "--slug"),
    (.page(title: "Index"), "--path"),
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
