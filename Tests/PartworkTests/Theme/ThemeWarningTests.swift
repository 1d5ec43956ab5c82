import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Warnings about templates and the policy") struct ThemeWarningTests {
  @Test func `a template named for what does not exist is reported`() async throws {
    try await SiteText([
      "templates/series-mentorshp.mustache": "", "templates/series-all-tides.mustache": "",
      "templates/category-lerning.mustache": "", "templates/author-x.mustache": "",
      "templates/tag-walkz.mustache": "",
      "series/mentorship.md": seriesText("Mentorship"), "authors/ann.md": "---\nname: Ann\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "series: mentorship\nauthor: ann\ncategories: Learning\ntags: Walks"),
    ]).expect([
      "templates/series-mentorshp.mustache": [
        .warning(
          "there is no series `mentorshp`, so no page uses this template", at: nil,
          hint: "rename it to `series-mentorship.mustache`, or remove it")
      ],
      "templates/series-all-tides.mustache": [
        .warning(
          "there is no series `tides`, so no page uses this template", at: nil,
          hint: "name it for a series of the site, or remove it")
      ],
      "templates/category-lerning.mustache": [
        .warning(
          "there is no category `lerning`, so no page uses this template", at: nil,
          hint: "rename it to `category-learning.mustache`, or remove it")
      ],
      "templates/tag-walkz.mustache": [
        .warning(
          "there is no tag `walkz`, so no page uses this template", at: nil,
          hint: "rename it to `tag-walks.mustache`, or remove it")
      ],
      "templates/author-x.mustache": [
        .warning(
          "there is no author `x`, so no page uses this template", at: nil,
          hint: "name it for an author of the site, or remove it")
      ],
    ])
  }

  @Test func `one is not if a page asks for it, a template includes it, or its piece is out of sight`() async throws {
    try await SiteText([
      "templates/series-letter.mustache": "", "templates/author-wide.mustache": "",
      "templates/category-base.mustache": "{{$main}}{{/main}}",
      "templates/category.mustache": "{{<category-base}}{{/category-base}}",
      "templates/series-later.mustache": "", "templates/series-all-later.mustache": "",
      "templates/category-c-sharp.mustache": "", "templates/category-plans.mustache": "",
      "templates/author-ann.mustache": "", "templates/tag-plans.mustache": "",
      "series/later.md": seriesText("Later"), "authors/ann.md": "---\nname: Ann\n---\n",
      "categories/c-sharp.md": "---\ntitle: C#\n---\n",
      "posts/a.md": postText("A", "2026-01-01", "template: series-letter"),
      "posts/b.md": postText("B", "2027-01-01", "series: later\nauthor: ann\ncategories: Plans\ntags: Plans"),
      "pages/p.md": "---\ntitle: P\ntemplate: author-wide\n---\n",
    ]).expect([:])
  }

  @Test func `a layout without metadata is reported, once`() async throws {
    let page: MarkedText = "{{<layout}}{{$main}}{{/main}}{{/layout}}"
    let layout: MarkedText =
      "<!DOCTYPE html>\n<html>\n  1️⃣<head>\n<title>{{page.title}}</title></head>{{$main}}{{/main}}"
    let warning = ExpectedDiagnostic.warning(
      "this `head` does not print `{{metadata}}`", at: 1,
      hint: "write `{{metadata}}` in it: search engines, feed readers and other sites need what it prints")
    var texts = ["templates/layout.mustache": layout, "posts/a.md": postText("A", "2026-01-01", "template: wide")]
    for kind in PageKind.allCases { texts["templates/\(kind.rawValue).mustache"] = page }
    texts["templates/wide.mustache"] = page
    try await SiteText(texts).expect(["templates/layout.mustache": [warning]])
    texts["templates/layout.mustache"] = MarkedText(layout.text.replacing("<head>", with: "<head>{{meta data}}"))
    #expect(try await SiteText(texts).prepared().diagnostics.count == 1)
    for metadata in ["{{metadata}}", "{{{metadata}}}", "{{>meta}}", "{{#page.isHome}}{{metadata}}{{/page.isHome}}"] {
      texts["templates/layout.mustache"] = MarkedText(layout.text.replacing("<head>", with: "<head>\(metadata)"))
      texts["templates/partials/meta.mustache"] = "{{& metadata}}"
      try await SiteText(texts).expect([:])
    }
  }

  @Test func `a head in a partial is found, and a page that replaces the block with the metadata`() async throws {
    try await SiteText([
      "templates/home.mustache": "{{>top}}", "templates/partials/top.mustache": "1️⃣<HEAD lang=en></HEAD>",
      "templates/post.mustache": "{{<base}}{{$meta}}{{/meta}}{{/base}}",
      "templates/page.mustache": "{{<base}}{{/base}}",
      "templates/base.mustache": "1️⃣<head>{{$meta}}{{metadata}}{{/meta}}</head>",
      "templates/404.mustache": "<header>none</header>",
    ]).expect([
      "templates/partials/top.mustache": [.warning("this `head` does not print `{{metadata}}`", at: 1)],
      "templates/base.mustache": [.warning("this `head` does not print `{{metadata}}`", at: 1)],
    ])
  }

  @Test func `a fault in a layout is one error, whatever the pages make of it`() async throws {
    let page: MarkedText = "{{<layout}}{{$main}}{{/main}}{{/layout}}"
    var texts: [String: MarkedText] = [
      "templates/layout.mustache": "{{site.1️⃣titel}}{{2️⃣post}}{{3️⃣subtitle}}{{$main}}{{/main}}",
      "templates/wide.mustache": page, "posts/a.md": postText("A", "2026-01-01", "template: wide"),
      "pages/b.md": "---\ntitle: B\ntemplate: wide\n---\n",
    ]
    for kind in PageKind.allCases { texts["templates/\(kind.rawValue).mustache"] = page }
    let found = try await SiteText(texts).prepared().diagnostics
    #expect(found.map { $0.location?.column } == [8, 17, 25])
  }

  private static let policy = "the site's Content-Security-Policy blocks"

  @Test(arguments: [
    ("<p>1️⃣<style>a{}</style>", "inline style sheets"), ("1️⃣<script>a()</script>", "inline scripts"),
    ("1️⃣<SCRIPT type=module>a()</SCRIPT>", "inline scripts"),
    ("<p {{#page.title}}hidden{{/page.title}}>1️⃣<script type=\"importmap\">{}</script>", "inline scripts"),
    ("é 1️⃣<b style=\"color: red\">", "the attribute `style`"),
    ("{{#page.title}}\n1️⃣<button class='{{page.kind}}' onclick='a()'>{{/page.title}}", "the attribute `onclick`"),
    ("1️⃣<script async src=\"https://plausible.io/a.js\"></script>", "scripts from `plausible.io`"),
    ("1️⃣<link rel=\"preload stylesheet\" href=\"//fonts.example/a.css\">", "style sheets from `fonts.example`"),
    ("1️⃣<iframe src=https://video.example/1></iframe>", "frames from `video.example`"),
    ("1️⃣<form action=\"https://news.example/{{page.kind}}\" method=post>", "forms to `news.example`"),
  ])
  func `markup that the policy blocks is reported`(text: MarkedText, what: String) async throws {
    try await SiteText(["templates/404.mustache": text]).expect([
      "templates/404.mustache": [.warning("\(Self.policy) \(what)", at: 1)]
    ])
  }

  @Test(arguments: [
    "<script src=\"{{site.url}}a.js\"></script><script defer src=/a.js></script>",
    "<script type=\"application/ld+json\">{}</script><script type=application/json>{}</script>",
    "<!-- <style></style> --><p>style=\"\" onclick=\"\"</p><title><script></title>",
    "{{! <style>a{}</style> }}<link rel=icon href=https://other.example/icon.png>",
    "<img src=\"https://other.example/a.png\" alt><a href=\"https://other.example/\">x</a>",
    "<script src=\"{{site.extra.cdn}}/a.js\"></script><form action=\"https://example.com/\"></form>",
  ])
  func `other markup is not`(text: MarkedText) async throws {
    try await SiteText(["templates/404.mustache": text]).expect([:])
  }

  @Test func `so is such markup in the raw HTML of texts`() async throws {
    let raw: MarkedText = "title: A\nurl: https://example.com/\nmarkdown: {rawHTML: true}\n"
    try await SiteText([
      "site.yml": raw,
      "posts/a.md": """
      ---
      title: A
      date: 2026-01-01
      ---
      Text and 1️⃣<script>a()</script> and <b style="color: red">red</b>.

      <script src="/a.js"></script>
      2️⃣<script async
        src="https://platform.example/widgets.js"></script>

      3️⃣<button onclick="a()">

      > <iframe src="https://video.example/"></iframe>
      """,
      "pages/p.md": "---\ntitle: P\n---\n\n1️⃣<form action=\"https://news.example/?a=1&amp;b=2\">\n",
      "series/s.md": "---\ntitle: S\nstatus: announced\nparts: [{title: A}]\n---\n1️⃣<style>a{}</style>\n", "a.js": "a()",
    ]).expect([
      "posts/a.md": [
        .warning(
          "\(Self.policy) inline scripts", at: 1,
          hint: "move it to a file such as content/NAME.js: `<script src=\"/NAME.js\"></script>`"),
        .warning(
          "\(Self.policy) scripts from `platform.example`", at: 2,
          hint: "allow the host in content/site.yml: `security: {scripts: [platform.example]}`"),
        .warning("\(Self.policy) the attribute `onclick`", at: 3),
      ],
      "pages/p.md": [.warning("\(Self.policy) forms to `news.example`", at: 1)],
      "series/s.md": [.warning("\(Self.policy) inline style sheets", at: 1)],
    ])
  }

  @Test func `what site.yml allows is not reported, nor anything if the writer has headers of their own`() async throws
  {
    let markup: MarkedText = """
      <script src="https://plausible.io/a.js"></script><link rel="stylesheet" href="https://a.fonts.example/b.css">
      <iframe src="https://video.example/1"></iframe><form action="https://news.example/"></form>
      """
    try await SiteText([
      "templates/404.mustache": markup,
      "site.yml":
        "title: A\nurl: https://example.com/\nsecurity:\n  scripts: plausible.io\n  styles: \"*.fonts.example\"\n  frames: [https://video.example]\n  forms: news.example\n",
    ]).expect([:])
    try await SiteText([
      "templates/404.mustache": "<style>a{}</style><p style=''>", "_headers": "/*\n  X-Frame-Options: DENY\n",
    ]).expect([:])
    try await SiteText([
      "templates/404.mustache": "1️⃣<style>a{}</style>", "_headers": "@default\n",
    ]).expect(["templates/404.mustache": [.warning("\(Self.policy) inline style sheets", at: 1)]])
    try await SiteText([
      "templates/404.mustache": "<p style=''><iframe src='https://video.example/'></iframe>",
      "site.yml": "title: A\nurl: https://example.com/\nmarkdown: {rawHTML: true}\n",
    ]).expect([:])
  }
}
