import HTTPTypes
import PartworkDiagnostics
import Testing

@testable import PartworkPreview

@Suite struct PreviewPageTests {
  private static func page(_ html: String, assets: AssetFolder? = nil) throws -> PreviewPage {
    PreviewPage(
      html: Array(html.utf8), status: .ok, path: try #require(RequestPath("/caf%C3%A9/")),
      revision: Revision(run: "run", number: 7), assets: assets)
  }

  @Test func `the script is at the end of the body`() throws {
    let script = #"<script src="/.partwork/live.js" data-path="/caf%C3%A9/""#
    for (html, before, after) in [
      ("<body>x</body></html>", "<body>x", "</body></html>"), ("<BODY>x</BODY >", "<BODY>x", "</BODY >"),
      ("<pre></body></pre><body>x</body>", "<pre></body></pre><body>x", "</body>"), ("x", "x", ""), ("", "", ""),
    ] {
      let text = String(decoding: try Self.page(html).bytes, as: UTF8.self)
      #expect(text.hasPrefix(before + script))
      #expect(text.hasSuffix(#"data-state="run.7"></script>"# + after))
    }
  }

  @Test func `a fingerprint changes with the page, but not with its style sheets`() throws {
    let old = AssetFolder(url: "/assets/1/", version: "a")
    let new = AssetFolder(url: "/assets/2/", version: "a")
    let page = try Self.page(#"<link href="/assets/1/style.css"><p>x"#, assets: old).fingerprint
    #expect(try Self.page(#"<link href="/assets/2/style.css"><p>x"#, assets: new).fingerprint == page)
    #expect(try Self.page(#"<link href="/assets/2/style.css"><p>y"#, assets: new).fingerprint != page)
    #expect(try Self.page(#"<link href="/assets/2/other.css"><p>x"#, assets: new).fingerprint != page)
    #expect(try Self.page(#"<link href="/assets/1/style.css"><p>x"#, assets: new).fingerprint != page)
  }

  @Test func `a change to another asset affects the pages that use assets`() throws {
    let old = AssetFolder(url: "/assets/1/", version: "a")
    let new = AssetFolder(url: "/assets/2/", version: "b")
    let page = try Self.page(#"<link href="/assets/1/style.css"><p>x"#, assets: old).fingerprint
    #expect(try Self.page(#"<link href="/assets/2/style.css"><p>x"#, assets: new).fingerprint != page)
    #expect(try Self.page("<p>x", assets: old).fingerprint == Self.page("<p>x", assets: new).fingerprint)
  }

  @Test func `the overlay lists each error once, in order, escaped`() {
    let html = Overlay.errors([
      Diagnostic(
        .error, "unknown key `<b>`", at: SourceLocation("content/b.md", line: 2, column: 3), hint: "did you mean `b`?"),
      Diagnostic(.warning, "never shown", at: SourceLocation("content/c.md")),
      Diagnostic(.error, "a lone ` & more", at: SourceLocation("content/a<.md", line: 1)),
      Diagnostic(.error, "a lone ` & more", at: SourceLocation("content/a<.md", line: 1)),
    ])
    #expect(
      html == """
        <h2>2 errors</h2>
        <ol>
        <li>
        <p class="place">content/a&lt;.md:1</p>
        <p class="message">a lone ` &amp; more</p>
        </li>
        <li>
        <p class="place">content/b.md:2:3</p>
        <p class="message">unknown key <code>&lt;b&gt;</code></p>
        <p class="hint">did you mean <code>b</code>?</p>
        </li>
        </ol>

        """)
  }

  @Test func `the overlay is empty without errors, and shows only some of very many`() {
    #expect(Overlay.errors([Diagnostic(.warning, "w", at: nil)]) == "")
    #expect(Overlay.warnings([Diagnostic(.error, "e", at: nil)]) == "")
    let many = (1...60).map { Diagnostic(.error, "e", at: SourceLocation("f", line: $0)) }
    #expect(Overlay.errors(many).contains("<h2>60 errors</h2>"))
    #expect(Overlay.errors(many).contains("<p>And 10 more: see the terminal.</p>"))
  }

  @Test func `warnings are folded, each once, in order, escaped`() {
    let html = Overlay.warnings([
      Diagnostic(.warning, "no `alt`", at: SourceLocation("content/b.md", line: 2), hint: "write <one>"),
      Diagnostic(.error, "never shown", at: SourceLocation("content/c.md")),
      Diagnostic(.warning, "a & b", at: nil), Diagnostic(.warning, "a & b", at: nil),
    ])
    #expect(
      html == """
        <details>
        <summary>2 warnings</summary>
        <ol>
        <li>
        <p class="message">a &amp; b</p>
        </li>
        <li>
        <p class="place">content/b.md:2</p>
        <p class="message">no <code>alt</code></p>
        <p class="hint">write &lt;one&gt;</p>
        </li>
        </ol>
        </details>

        """)
    #expect(Overlay.warnings([Diagnostic(.warning, "w", at: nil)]).contains("<summary>1 warning</summary>"))
    let page = String(
      decoding: Overlay.page([Diagnostic(.error, "e", at: nil), Diagnostic(.warning, "w", at: nil)]), as: UTF8.self)
    #expect(page.contains("<h2>1 error</h2>") && page.contains("<summary>1 warning</summary>"))
  }

  @Test func `a revision can be read from its description`() {
    let revision = Revision(run: "x1", number: 12)
    #expect(Revision("\(revision)") == revision)
    #expect(Revision("x1") == nil)
    #expect(Revision("x.y") == nil)
    #expect(Revision("x.1.2") == nil)
  }
}
