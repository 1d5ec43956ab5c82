import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Forms for newsletters") struct FormTests {
  private static let buttondown = "form: {action: https://buttondown.com/api/emails/embed-subscribe/me}"

  private func post(_ lines: String) -> MarkedText { postText("A", "2026-01-01", lines) }

  @Test func `every key is read`() throws {
    let text = """
      ---
      title: A
      date: 2026-01-01
      callToAction:
        text: Letters by email.
        form:
          action: https://lists.example.com:8443/subscription/form?a=b
          method: post
          field: address
          label: Where to
          button: Yes, please
          hidden:
            l: [one, two]
            nonce: ""
            empty:
            tag: 12
      ---
      """
    #expect(diagnostics(MarkedText(text)) == [])
    let form = try #require(readPost(text)?.callToAction?.form)
    #expect(form.action == "https://lists.example.com:8443/subscription/form?a=b")
    #expect(form.origin == "https://lists.example.com:8443")
    #expect(
      [form.method.rawValue, form.field, form.label, form.button] == ["post", "address", "Where to", "Yes, please"])
    #expect(
      form.hidden.map { "\($0.name)=\($0.value)" } == ["l=one", "l=two", "nonce=", "empty=", "tag=12"])
  }

  @Test func `only the action is needed`() throws {
    let text = "---\ntitle: A\ndate: 2026-01-01\ncallToAction: {\(Self.buttondown)}\n---\n"
    #expect(diagnostics(MarkedText(text)) == [])
    let form = try #require(readPost(text)?.callToAction?.form)
    #expect([form.method.rawValue, form.field, form.label, form.button] == ["post", "email", nil, nil])
    #expect(form.hidden == [])
  }

  private static let action = "write the address that the service gives for its form: `action: https://…`"

  @Test(arguments: [
    ("form: 1️⃣{}", "`callToAction.form.action` is missing", action),
    (
      "form: {action: 1️⃣http://a.example/b}", "`http://a.example/b` is not a URL that begins with `https://`",
      "write `https://…`"
    ),
    ("form: {action: 1️⃣/subscribe}", "`/subscribe` is not a URL that begins with `https://`", action),
    ("form: {action: 1️⃣buttondown.com/x}", "`buttondown.com/x` is not a URL that begins with `https://`", action),
    ("form: {action: 1️⃣'mailto:a@b.example'}", "`mailto:a@b.example` is not a URL that begins with `https://`", action),
    (
      "form: {action: 1️⃣'https://*.a.example/x'}", "`*.a.example` is not a host", "write the host that the service names"
    ),
    (
      "form: {action: 1️⃣https://me@a.example/x}", "`me@a.example` is not a host",
      "write a host, such as `plausible.io` or `*.example.com`"
    ),
    ("form: {action: 1️⃣https:///x}", "`` is not a host", "write a host, such as `plausible.io` or `*.example.com`"),
    (
      "form: {action: https://a.example, method: 1️⃣put}", "`put` is not a valid `method`", "write `post` or `get`"
    ),
    ("form: {action: https://a.example, method: 1️⃣POST}", "`POST` is not a valid `method`", "did you mean `post`?"),
    (
      "form: {action: 1️⃣'https://a.example/?u=1', method: get}",
      "browsers drop what is after the `?` of a form that is sent by `get`",
      "put each name and value below `hidden:`, or write `method: post`"
    ),
    (
      "form: {action: https://a.example, field: 1️⃣mail, hidden: {mail: x}}", "`mail` is a hidden field too",
      "remove it below `hidden:`"
    ),
    (
      "form: {action: https://a.example, hidden: 1️⃣[a, b]}", "`callToAction.form.hidden` must be a map, not a list",
      "write `name: value` below it, each on its own line"
    ),
    (
      "form: {action: https://a.example, hidden: {a: 1️⃣{b: c}}}",
      "`callToAction.form.hidden.a` must be text, not a map", "write text, in quotes if it begins with `[` or `{`"
    ),
    (
      "form: {action: https://a.example, 1️⃣buton: Go}", "`callToAction.form.buton`: unknown key",
      "did you mean `button`?"
    ),
    (
      "url: /a/, 1️⃣form: {action: https://a.example}", "a call to action has a button or a form, not both",
      "remove `form`, or `label` and `url`"
    ),
    (
      "label: Go, url: /a/, 1️⃣form: {action: https://a.example}", "a call to action has a button or a form, not both",
      "remove `form`, or `label` and `url`"
    ),
  ])
  func `what is wrong is an error at its place`(yaml: String, message: String, hint: String) {
    let text = post("callToAction: {\(yaml)}")
    expectDiagnostics(diagnostics(text), [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test func `hosts of forms are added to the policy, each once`() async throws {
    let site = try await SiteText([
      "site.yml": """
      title: A
      url: https://example.com
      security: {forms: ["*.list-manage.com", c.example]}
      callToAction: {form: {action: "https://B.example/x"}}
      """,
      "authors/ann.md": "---\nname: Ann\ncallToAction: {form: {action: https://c.example/}}\n---\n",
      "posts/a.md": post(
        "author: ann\ncallToAction: {form: {action: https://x.us1.list-manage.com/subscribe/post?u=1}}"),
      "posts/b.md": post("callToAction: {form: {action: https://a.example:8443/}}"),
      "posts/c.md": post("draft: true\ncallToAction: {form: {action: https://draft.example/}}"),
      "pages/p.md": "---\ntitle: P\ncallToAction: {form: {action: https://b.example/y}}\n---\n",
    ]).prepared()
    #expect(site.diagnostics == [])
    let headers = try #require(site.output("_headers"))
    #expect(
      headers.contains(
        "; form-action 'self' https://*.list-manage.com https://c.example https://a.example:8443 https://b.example; "))
  }

  @Test(arguments: [
    (
      "form: {action: 'https://a.example/?u=1&id=2', field: EMAIL, label: Address, button: Go, hidden: {b: ''}}",
      [
        "action=\"https://a.example/?u=1&amp;id=2\" method=\"post\"", "name=\"EMAIL\"", ">Address</span>",
        ">Go</button>",
        "<input type=\"hidden\" name=\"b\" value=\"\">",
      ]
    ),
    (
      "text: 'One *letter*.', form: {action: https://a.example/, method: get}",
      [
        "<em>letter</em>", "method=\"get\"", "name=\"email\" autocomplete=\"email\" dir=\"ltr\" required",
        ">Subscribe</button>",
      ]
    ),
    ("form: {action: https://a.example/, hidden: {l: [1, 2]}}", ["name=\"l\" value=\"1\"", "name=\"l\" value=\"2\""]),
  ])
  func `the built-in theme prints the form`(yaml: String, expected: [String]) async throws {
    var files = ["posts/a.md": post("callToAction: {\(yaml)}")]
    for path in BuiltInTheme.paths where path.hasSuffix(".mustache") {
      files["templates/\(path)"] = MarkedText(String(decoding: BuiltInTheme.file(path) ?? [], as: UTF8.self))
    }
    let site = try await SiteText(files).prepared()
    #expect(site.diagnostics == [])
    let html = try #require(site.html("/posts/a/"))
    for part in expected { #expect(html.contains(part)) }
  }
}
