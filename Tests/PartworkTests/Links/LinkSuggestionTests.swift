import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("What a dead link was meant to be") struct LinkSuggestionTests {
  /// A site whose post `posts/2026-01-03-from/index.md` has `body`.
  private func site(_ body: String) -> SiteText {
    SiteText([
      "site.yml": "title: S\nurl: https://example.com/blog/\n",
      "posts/2026-01-03-from/index.md": MarkedText("---\ntitle: From here\n---\n\(body)"),
      "posts/2026-01-03-from/photo.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/2026-01-03-from/guide.pdf": "",
      "posts/2026-01-03-from/photo-album.md": "",
      "posts/2026-01-02-the-salt-road/index.md": "---\ntitle: Salt\n---\n## Ego\n",
      "posts/2026-01-02-the-salt-road/map.png": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/2026/being-a-mentor.md": postText("How to be a mentor"),
      "posts/two words.md": postText("Two words", "2026-03-12", "author: mara-quill"),
      "posts/later/index.md": postText("Later", "2026-08-01"),
      "posts/later/picture.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/draft/index.md": postText("Draft", "2026-01-01", "draft: true"),
      "posts/draft/notes/sound.mp3": "?",
      "posts/later/the plan.pdf": "",
      "pages/about.md": "---\ntitle: About us\n---\n",
      "authors/mara-quill.md": "---\nname: Mara Quill\n---\n",
      "images/portrait of mara (1).svg": "<svg/>",
    ])
  }

  @Test(
    arguments: [
      // Pictures for pictures.
      ("![x](phto.jpg)", "did you mean `photo.jpg`?"),
      ("![x](photo.png)", "did you mean `photo.jpg`?"),
      ("![x](images/photo.jpg)", "did you mean `photo.jpg`?"),
      ("[x](photo.jpeg)", "did you mean `photo.jpg`?"),
      ("![x](map.png)", "did you mean `../2026-01-02-the-salt-road/map.png`?"),
      ("![x](portrait.svg)", "did you mean `../../images/portrait%20of%20mara%20%281%29.svg`?"),
      ("![x](guid.pdf)", nil),
      ("[x](guid.pdf)", "did you mean `guide.pdf`?"),
      // Texts for texts, by the name of a file or its folder, or by title.
      ("[x](salt-road.md)", "did you mean `../2026-01-02-the-salt-road/index.md`?"),
      ("[x](../2026-01-02-salt-road/index.md#ego)", "did you mean `../2026-01-02-the-salt-road/index.md#ego`?"),
      ("[x](../2025-12-31-the-salt-road/)", "did you mean `../2026-01-02-the-salt-road/index.md`?"),
      ("[x](how-to-be-a-mentor.md)", "did you mean `../2026/being-a-mentor.md`?"),
      ("[x](<How to be a mentor.md>)", "did you mean `../2026/being-a-mentor.md`?"),
      ("[x](two-words.md)", "did you mean `../two%20words.md`?"),
      ("[x](about-us.md)", "did you mean `../../pages/about.md`?"),
      ("[x](../authors/mara.md)", "did you mean `../../authors/mara-quill.md`?"),
      // Never the text itself.
      ("[x](../from/index.md)", nil),
      ("[x](from-here.md)", nil),
      // By URL.
      ("[x](/2012/03/the-salt-road/)", "did you mean `/posts/the-salt-road/`?"),
      ("[x](/posts/salt-road/)", "did you mean `/posts/the-salt-road/`?"),
      ("[x](/blog/posts/the-salt-raod/)", "did you mean `/posts/the-salt-road/`?"),
      ("[x](/posts/being-a-mentor.html)", "did you mean `/posts/being-a-mentor/`?"),
      ("[x](/posts/being-a-mentor#x)", "did you mean `/posts/being-a-mentor/#x`?"),
      ("![x](/images/map.png)", "did you mean `/posts/the-salt-road/map.png`?"),
      ("![x](/images/portrait.svg)", "did you mean `/images/portrait%20of%20mara%20%281%29.svg`?"),
      // What is there but left out.
      (
        "![x](_old/photo.jpg)",
        "files and folders whose names begin with `_` or `.` are left out of the site: rename it"
      ),
      ("[x](.photo.md)", "files and folders whose names begin with `_` or `.` are left out of the site: rename it"),
    ] as [(String, String?)])
  func `is suggested in its kind, as the link to type`(body: String, hint: String?) async throws {
    let found = try await site(body).prepared().diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1)
    let general = "a path is relative to the folder of index.md; a URL of the site starts with `/`"
    #expect(found.first?.hint == hint ?? general)
  }

  @Test(arguments: [
    (
      "![x](../later/picture.jpg)",
      "`../later/picture.jpg` is beside a post that is not live until 2026-08-01, and published only with it"
    ),
    (
      "[x](../later/picture.jpg)",
      "`../later/picture.jpg` is beside a post that is not live until 2026-08-01, and published only with it"
    ),
    (
      "[x](../draft/notes/sound.mp3)",
      "`../draft/notes/sound.mp3` is beside a draft, and published only with it"
    ),
    (
      "![x](/posts/later/picture.jpg)",
      "`/posts/later/picture.jpg` is beside a post that is not live until 2026-08-01, and published only with it"
    ),
    (
      "[x](/blog/posts/later/the%20plan.pdf#page=2)",
      "`/blog/posts/later/the%20plan.pdf` is beside a post that is not live until 2026-08-01, and published only with it"
    ),
    (
      "[x](/posts/draft/notes/sound.mp3)",
      "`/posts/draft/notes/sound.mp3` is beside a draft, and published only with it"
    ),
    ("[x](/posts/later/notes/)", "there is no page at `/posts/later/notes/`"),
    ("[x](../later/)", "`../later/` is not live until 2026-08-01"),
    ("[x](/posts/later/)", "`/posts/later/` is not live until 2026-08-01"),
    ("[x](/blog/posts/draft/#a)", "`/blog/posts/draft/` is a draft"),
    ("[x](../draft/index.md)", "`../draft/index.md` is a draft"),
    ("![x](../later/nothing.jpg)", "there is no file `../later/nothing.jpg`"),
  ])
  func `a file beside a post that is left out is there`(body: String, message: String) async throws {
    let text = site(body)
    #expect(try await text.prepared().diagnostics.filter { $0.severity == .error }.map(\.message) == [message])
    let shown = try await text.prepared(drafts: true, future: true).diagnostics.filter { $0.severity == .error }
    #expect(shown.isEmpty || message.hasPrefix("there is no ") || body.contains("#a"))
  }

  @Test(arguments: [
    ("author: Ann Example", "there is no author `Ann Example`", "did you mean `ann`?"),
    ("author: ann-example", "there is no author `ann-example`", "did you mean `ann`?"),
    ("author: mara", "there is no author `mara`", "did you mean `mara-quill`?"),
    ("authors: [ann, Quill]", "there is no author `Quill`", "did you mean `mara-quill`?"),
    ("author: {id: Mara Qill}", "there is no author `Mara Qill`", "did you mean `mara-quill`?"),
    (
      "author: Bo Nobody", "there is no author `Bo Nobody`",
      "create content/authors/bo-nobody.md, and write `bo-nobody`"
    ),
    ("series: salt-road", "there is no series `salt-road`", "did you mean `old-salt-road` or `the-salt-road`?"),
    ("series: the-salt-rode", "there is no series `the-salt-rode`", "did you mean `the-salt-road`?"),
    ("series: A Year Outside", "there is no series `A Year Outside`", "did you mean `year`?"),
    ("series: The Salt Road", "there is no series `The Salt Road`", "did you mean `the-salt-road`?"),
  ])
  func `a name is suggested by title and by its words`(line: String, message: String, hint: String) async throws {
    let found = try await SiteText([
      "authors/ann.md": "---\nname: Ann Example\n---\n",
      "authors/mara-quill.md": "---\nname: Mara Quill\n---\n",
      "series/the-salt-road.md": seriesText("The salt road", "parts: [{title: One}]"),
      "series/old-salt-road.md": seriesText("Before", "parts: [{title: One}]"),
      "series/year.md": seriesText("A year outside", "parts: [{title: One}]"),
      "posts/a.md": postText("A", "2026-01-01", line),
    ]).prepared().diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.message) == [message])
    #expect(found.first?.hint == hint)
  }

  @Test(arguments: [
    // The post was renamed: it has an alias, a similar name or title, or is the only one that is missing.
    ("old-name", "aliases: /posts/old-name/", "did you mean `second`?"),
    ("secnd", "", "did you mean `second`?"),
    ("second-chance", "", "did you mean `second`?"),
    ("The second part", "", "did you mean `second`?"),
    ("something-else", "", "did you mean `second`?"),
    ("2026-01-02-second", "", "did you mean `second`?"),
    // `first` is in the list already.
    ("firsts", "series: t", "to announce a part that is not written yet, write its title: `- title: …`"),
  ])
  func `a part is suggested that the list lacks`(entry: String, lines: String, hint: String) async throws {
    let found = try await SiteText([
      "series/s.md": seriesText("S", "parts: [first, \(entry)]"),
      "series/t.md": seriesText("T", "parts: [{title: One}]"),
      "posts/first.md": postText("The first part", "2026-01-01", "series: s"),
      "posts/second.md": postText(
        "The second part", "2026-01-02", lines.hasPrefix("series") ? lines : "series: s\n\(lines)"),
    ]).prepared().diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.message) == ["there is no post `\(entry)`"])
    #expect(found.first?.hint == hint)
  }
}
