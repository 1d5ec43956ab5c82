import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite("Links between texts") struct LinkMapTests {
  private static let siteYML: MarkedText = "title: S\nurl: https://example.com/blog/\n"

  /// A site with something of every kind to link to, and one text that links.
  private func site(_ body: MarkedText, at path: String = "posts/from.md") -> SiteText {
    SiteText([
      "site.yml": Self.siteYML,
      "templates/post.mustache": "{{#post}}{{{content}}}{{/post}}",
      "posts/target.md": postText(
        "T", "2026-01-01", "aliases: /former/\nauthor: ada\ncategories: C", body: "## Ego\n\n## Être là\n"),
      "posts/2026-01-02-folder/index.md": "---\ntitle: F\n---\n## Here\n",
      "posts/2026-01-02-folder/two words.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      "posts/draft.md": postText("D", "2026-01-01", "draft: true"),
      "posts/later.md": postText("L", "2026-08-01"),
      "posts/two words.md": postText("W", "2026-01-01", "permalink: /two words/50%25/"),
      "pages/about.md": "---\ntitle: About\n---\n## Us\n",
      "series/s.md": seriesText("S", "parts: [target]"),
      "authors/ada.md": "---\nname: Ada\n---\n",
      "categories/c.md": "---\ntitle: C\n---\n",
      "images/logo (1).svg": "<svg/>",
      path: MarkedText("---\ntitle: From\ndate: 2026-01-03\n---\n\(body.text)"),
    ])
  }

  @Test(arguments: [
    ("target.md", "/blog/posts/target/"),
    ("./target.md#ego", "/blog/posts/target/#ego"),
    ("target.md?a=b&c=d#ego", "/blog/posts/target/?a=b&amp;c=d#ego"),
    ("target.md#être-là", "/blog/posts/target/#%C3%AAtre-l%C3%A0"),
    ("2026-01-02-folder/index.md", "/blog/posts/folder/"),
    ("2026-01-02-folder/", "/blog/posts/folder/"),
    ("2026-01-02-folder/index.md#here", "/blog/posts/folder/#here"),
    ("2026-01-02-folder/two%20words.jpg", "/blog/posts/folder/two%20words.jpg"),
    ("two%20words.md", "/blog/two%20words/50%25/"),
    ("../pages/about.md#us", "/blog/about/#us"),
    ("../series/s.md", "/blog/series/s/"),
    ("../authors/ada.md", "/blog/authors/ada/"),
    ("../categories/c.md", "/blog/categories/c/"),
    ("/about/", "/blog/about/"), ("#top", "#"), ("#Top", "#"), ("target.md#top", "/blog/posts/target/"),
    ("target.md?a#TOP", "/blog/posts/target/?a"), ("/about/#top", "/blog/about/"),
    ("target.md#e\u{302}tre-la\u{300}", "/blog/posts/target/#%C3%AAtre-l%C3%A0"),
    ("/blog/about/#us", "/blog/about/#us"),
    ("/posts/target/#ego", "/blog/posts/target/#ego"),
    ("/posts/target/index.html", "/blog/posts/target/"),
    ("/two%20words/50%25/", "/blog/two%20words/50%25/"),
    ("/images/logo%20(1).svg", "/blog/images/logo%20%281%29.svg"),
    ("../images/logo%20(1).svg", "/blog/images/logo%20%281%29.svg"),
    ("/former/", "/blog/former/"),
    ("/feed.xml", "/blog/feed.xml"),
    ("/series/s/all/", "/blog/series/s/all/"),
    ("/", "/blog/"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("mailto:ada@example.org", "mailto:ada@example.org"),
    ("//example.org/", "//example.org/"),
  ])
  func `a link is resolved from its file`(written: String, printed: String) async throws {
    let site = try await site(MarkedText("[x](<\(written)>)")).prepared()
    #expect(site.diagnostics.filter { $0.location?.file == "content/posts/from.md" } == [])
    let html = try #require(site.html("/posts/from/"))
    let href = html.components(separatedBy: "\"").dropFirst().first
    #expect(href == printed || href?.replacing("%28", with: "(").replacing("%29", with: ")") == printed)
  }

  @Test(
    arguments: [
      ("[x](1️⃣targt.md)", "there is no file `targt.md`", "did you mean `target.md`?"),
      ("[x](1️⃣about.md)", "there is no file `about.md`", "did you mean `../pages/about.md`?"),
      ("[x](1️⃣target.md#eg)", "there is no anchor `#eg` at /posts/target/", "did you mean `#ego`?"),
      (
        "[x](1️⃣/posts/target/#nowhere)", "there is no anchor `#nowhere` at /posts/target/",
        "its anchors are `#ego`, `#être-là`"
      ),
      ("[x](1️⃣#nowhere)", "there is no anchor `#nowhere` at /posts/from/", "the page has no headings"),
      ("[x](1️⃣/abuot/)", "there is no page at `/abuot/`", "did you mean `/about/`?"),
      ("[x](1️⃣/about)", "there is no page at `/about`", "did you mean `/about/`?"),
      (
        "[x](1️⃣../../../x.md)", "`../../../x.md` points outside the site",
        "link to a file in `content/`, or by a URL of the site"
      ),
      ("[x](1️⃣draft.md)", "`draft.md` is a draft", "publish it, or remove the link until then"),
      (
        "[x](1️⃣later.md)", "`later.md` is not live until 2026-08-01", "link to it then, or remove the link"
      ),
      ("![x](1️⃣photo.jpg)", "there is no file `photo.jpg`", nil),
      ("Text\n\n> - *a* ![x](1️⃣/photo.jpg)", "there is no page at `/photo.jpg`", nil),
    ] as [(String, String, String?)])
  func `a link that leads nowhere is reported at its place`(body: String, message: String, hint: String?) async throws {
    let text = MarkedText("---\ntitle: From\ndate: 2026-01-03\n---\n\(body)")
    let found = try await site(MarkedText(body)).prepared().diagnostics
    let here = found.filter { $0.location?.file == "content/posts/from.md" }
    #expect(here.map(\.message) == [message])
    if let hint { #expect(here.first?.hint == hint) }
    #expect(here.first?.location?.line == text.places[1]?.line)
  }

  @Test(arguments: [
    ("?x=1", "/posts/a/?x=1"), ("?x=1#ego", "/posts/a/?x=1#ego"), ("", "#a"), ("#ego", "#a--ego"),
    ("b.md", "#b"), ("b.md#here", "#b--here"), ("b.md?x=1#here", "/posts/b/?x=1#here"),
  ])
  func `on the page of a whole series, links stay there unless they have a query`(
    written: String, printed: String
  ) async throws {
    let site = try await SiteText([
      "templates/series-all.mustache": "{{#chapters}}{{{content}}}{{/chapters}}",
      "series/s.md": seriesText("S", "parts: [a, b]"),
      "posts/a.md": postText("A", "2026-01-01", body: "[x](\(written))\n\n## Ego\n"),
      "posts/b.md": postText("B", "2026-01-02", body: "## Here\n"),
    ]).prepared()
    #expect(site.diagnostics == [])
    #expect(site.html("/series/s/all/")?.contains("href=\"\(printed)\"") == true)
  }

  @Test func `drafts and scheduled posts can be linked to if they are shown`() async throws {
    let text = site("[x](draft.md) [y](later.md)")
    #expect(try await text.prepared(drafts: true, future: true).diagnostics == [])
  }

  @Test func `links in front matter are checked at their places`() async throws {
    try await SiteText([
      "site.yml": """
      title: S
      url: https://example.com/
      navigation:
        - About: 1️⃣/about/
        - Home: /
      callToAction: {text: 'See [this](2️⃣/that/)', label: Go, url: 3️⃣/go/}
      """,
      "posts/a.md": postText(
        "A", "2026-01-01", "image: 1️⃣a.jpg\ncallToAction: {label: Go, url: 2️⃣b.md}\nauthor: ada\ncategories: C"),
      "authors/ada.md":
        "---\nname: Ada\navatar: {src: 1️⃣ada.jpg, alt: Ada}\nurl: https://ada.example/\nlinks: [{label: X, url: 2️⃣/x/}]\n---\n",
      "series/s.md": seriesText("S", "parts: [a]\nimage: 1️⃣s.jpg", body: "[x](2️⃣x.md)"),
      "categories/c.md": "---\ntitle: C\nimage: 1️⃣c.jpg\n---\n![x](2️⃣x.jpg)",
      "pages/p.md": "---\ntitle: P\nimage: 1️⃣p.jpg\n---\n[x](2️⃣x.md)",
    ]).expect([
      "site.yml": [
        .error("there is no page at `/about/`", at: 1), .error("there is no page at `/that/`", at: 2),
        .error("there is no page at `/go/`", at: 3),
      ],
      "posts/a.md": [
        .error("there is no file `a.jpg`", at: 1), .error("there is no file `b.md`", at: 2),
      ],
      "authors/ada.md": [
        .error("there is no file `ada.jpg`", at: 1), .error("there is no page at `/x/`", at: 2),
      ],
      "series/s.md": [.error("there is no file `s.jpg`", at: 1), .error("there is no file `x.md`", at: 2)],
      "categories/c.md": [
        .error("there is no file `c.jpg`", at: 1), .error("there is no file `x.jpg`", at: 2),
      ],
      "pages/p.md": [.error("there is no file `p.jpg`", at: 1), .error("there is no file `x.md`", at: 2)],
    ])
  }

  @Test(arguments: [
    ("[x](gone.md)", "there is no file `gone.md`", "<a href=\"gone.md\">"),
    ("[x](/gone/)", "there is no page at `/gone/`", "<a href=\"/gone/\">"),
    ("[x](b.md#gone)", "there is no anchor `#gone` at /posts/b/", "<a href=\"/blog/posts/b/#gone\">"),
    ("![x](gone.jpg)", "there is no file `gone.jpg`", "src=\"gone.jpg\""),
    ("[x](draft.md)", "`draft.md` is a draft", "<a href=\"draft.md\">"),
  ])
  func `a site can take dead links for warnings`(link: String, message: String, html: String) async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/blog/\nlinks: {broken: warning}\n",
      "templates/post.mustache": "{{#post}}{{{content}}}{{/post}}",
      "posts/a.md": postText("A", "2026-01-01", body: link),
      "posts/b.md": postText("B", "2026-01-02"),
      "posts/draft.md": postText("D", "2026-01-02", "draft: true"),
    ]).prepared()
    #expect(site.diagnostics.map(\.message) == [message])
    #expect(site.diagnostics.map(\.severity) == [.warning])
    #expect(site.html("/posts/a/")?.contains(html) == true)
  }

  @Test func `forbidden schemes stay errors`() async throws {
    try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/\nlinks: {broken: warning}\nnavigation: [{X: 1️⃣javascript:x}]\n"
    ]).expect(["site.yml": [.error("the scheme `javascript:` is not allowed here", at: 1)]])
  }

  @Test func `links and pictures in raw HTML are those of the site, on every page`() async throws {
    let site = try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/blog/\nmarkdown: {rawHTML: true}\n",
      "templates/post.mustache": "{{#post}}{{{content}}}{{/post}}",
      "templates/series-all.mustache": "{{#chapters}}{{{content}}}{{/chapters}}",
      "templates/series.mustache": "{{#series}}{{{introduction}}}{{/series}}",
      "posts/a.md": postText(
        "A", "2026-01-01", body: "<a href=\"b/index.md\">\n<a href='/posts/b/'><img src=pic.png srcset='/pic.png 2x'>\n"
      ),
      "posts/pic.png": "GIF89a\u{1}\u{0}\u{1}\u{0}", "pic.png": "GIF89a\u{1}\u{0}\u{1}\u{0}", "clip.mp4": "?",
      "posts/b/index.md": postText("B", "2026-01-02"),
      "series/s.md": seriesText("S", "parts: [a, b]", body: "<video src=../clip.mp4 poster=/pic.png></video>"),
    ]).prepared()
    #expect(
      site.html("/posts/a/")
        == "<a href=\"/blog/posts/b/\">\n<a href='/blog/posts/b/'><img src=/blog/posts/pic.png srcset='/blog/pic.png 2x'>\n"
    )
    #expect(
      site.html("/series/s/all/")
        == "<a href=\"#b\">\n<a href='#b'><img src=/blog/posts/pic.png srcset='/blog/pic.png 2x'>\n")
    #expect(site.html("/series/s/") == "<p><video src=/blog/clip.mp4 poster=/blog/pic.png></video></p>\n")
    let feed = try #require(site.output("feed.json"))
    #expect(
      feed.contains("https:\\/\\/example.com\\/blog\\/posts\\/pic.png")
        || feed.contains("https://example.com/blog/posts/pic.png"))
  }

  @Test func `a link to the top leads to the part on the page of a whole series, unless a heading has that ID`()
    async throws
  {
    let site = try await SiteText([
      "templates/series-all.mustache": "{{#chapters}}{{{content}}}{{/chapters}}",
      "posts/a.md": postText("A", "2026-01-01", body: "[a](#top) [b](b.md#top)"),
      "posts/b.md": postText("B", "2026-01-02", body: "[b](#top)\n\n## Top\n"),
      "series/s.md": seriesText("S", "parts: [a, b]"),
    ]).prepared()
    #expect(site.diagnostics == [])
    let hrefs = (site.html("/series/s/all/") ?? "").matches(of: /a href="([^"]*)"/).map { String($0.1) }
    #expect(hrefs == ["#a", "#b--top", "#b--top"])
  }

  @Test func `dead links in raw HTML are errors at their places`() async throws {
    try await SiteText([
      "site.yml": "title: S\nurl: https://example.com/\nmarkdown: {rawHTML: true}\n",
      "posts/a.md": postText(
        "A", "2026-01-01", "author: ada\ncategories: [C]", body: "<a href=\"1️⃣b.md\"><img src='2️⃣c.png'>"),
      "authors/ada.md": "---\nname: Ada\n---\n<p>\n<source srcset='1️⃣/d.png 2x'>",
      "categories/c.md": "---\ntitle: C\n---\n<video poster=1️⃣e.png></video>",
    ]).expect([
      "posts/a.md": [.error("there is no file `b.md`", at: 1), .error("there is no file `c.png`", at: 2)],
      "authors/ada.md": [.error("there is no page at `/d.png`", at: 1)],
      "categories/c.md": [.error("there is no file `e.png`", at: 1)],
    ])
  }

  @Test func `front matter may link only with the schemes of the list`() async throws {
    let schemeError = { (scheme: String, mark: Int) in
      ExpectedDiagnostic.error("the scheme `\(scheme):` is not allowed here", at: mark)
    }
    try await SiteText([
      "site.yml": """
      title: S
      url: https://example.com/
      navigation:
        - About: 1️⃣javascript:alert(1)
        - Mail: mailto:ada@example.org
      callToAction: {label: Go, url: 2️⃣'JavaScript:alert(1)'}
      """,
      "posts/a.md": postText(
        "A", "2026-01-01",
        "author: ada\ncategories: [C]\nimage: 1️⃣data:text/html,x\ncallToAction: {label: Go, url: 2️⃣vbscript:x}"),
      "posts/b.md": postText("B", "2026-01-01", "image: data:image/gif;base64,AA=="),
      "authors/ada.md":
        "---\nname: Ada\navatar: 1️⃣file:///ada.jpg\nurl: 2️⃣javascript:x\nlinks: [{label: X, url: 3️⃣\"java\\tscript:x\"}]\n---\n",
      "series/s.md": seriesText("S", "parts: [a]\nimage: 1️⃣javascript:x"),
      "categories/c.md": "---\ntitle: C\nimage: 1️⃣blob:x\n---\n",
      "pages/p.md": "---\ntitle: P\nimage: 1️⃣data:text/html,x\n---\n",
    ]).expect([
      "site.yml": [schemeError("javascript", 1), schemeError("javascript", 2)],
      "posts/a.md": [schemeError("data", 1), schemeError("vbscript", 2)],
      "authors/ada.md": [schemeError("file", 1), schemeError("javascript", 2), schemeError("javascript", 3)],
      "series/s.md": [schemeError("javascript", 1)],
      "categories/c.md": [schemeError("blob", 1)],
      "pages/p.md": [schemeError("data", 1)],
    ])
  }

  @Test func `images get the size of their file, wherever it is named`() async throws {
    let site = try await SiteText([
      "templates/post.mustache": "{{#post}}{{#image}}{{url}} {{width}}x{{height}} {{/image}}{{{content}}}{{/post}}",
      "a (1).svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"></svg>",
      "posts/a.md": postText(
        "A", "2026-01-01", "image: /a (1).svg", body: "![x](</a (1).svg>)\n\n![y](<../a (1).svg>)"),
    ]).prepared()
    #expect(site.diagnostics == [])
    let html = try #require(site.html("/posts/a/"))
    #expect(html.hasPrefix("/a%20%281%29.svg 40x30 "))
    #expect(html.components(separatedBy: "width=\"40\" height=\"30\"").count == 3)
  }
}
