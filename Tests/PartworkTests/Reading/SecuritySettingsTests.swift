import TestSupport
import Testing

@testable import Partwork

@Suite("Reading `security`") struct SecuritySettingsTests {
  private func site(_ yaml: String) -> SiteText {
    ["site.yml": MarkedText("title: A\nurl: https://example.com\nsecurity:\n\(yaml)\n")]
  }

  @Test(arguments: [
    ("scripts: plausible.io", "script-src 'self' https://plausible.io"),
    ("styles: [fonts.example, \"*.cdn.example\"]", "style-src 'self' https://fonts.example https://*.cdn.example"),
    ("images: https://i.example:8443/", "img-src 'self' data: https: https://i.example:8443"),
    ("fonts: Fonts.Example", "font-src 'self' https://fonts.example"),
    ("frames: www.youtube-nocookie.com", "frame-src https://www.youtube-nocookie.com"),
    ("forms: [buttondown.com, https://news.example]", "form-action 'self' https://buttondown.com https://news.example"),
    ("connect: [192.0.2.1, wss://live.example]", "connect-src 'self' https://192.0.2.1 wss://live.example"),
  ])
  func `hosts are added to the policy in the site's headers`(yaml: String, directive: String) async throws {
    let site = try await site("  \(yaml)").prepared()
    #expect(site.diagnostics == [])
    let policy = try #require(site.output("_headers")?.firstMatch(of: /Content-Security-Policy: (.*)/)).1
    let directives = policy.split(separator: "; ")
    #expect(directives.contains { $0 == directive }, "\(policy)")
    // The rest stays as strict as it was.
    let standard = HostFiles.contentSecurityPolicy(allowsRawHTML: false).split(separator: "; ")
    let name = directive.prefix { $0 != " " } + " "
    #expect(directives.filter { !$0.hasPrefix(name) } == standard.filter { !$0.hasPrefix(name) })
  }

  @Test func `frames of raw HTML and those that are named go together`() async throws {
    let text: SiteText = [
      "site.yml": "title: A\nurl: https://example.com\nmarkdown: {rawHTML: true}\nsecurity: {frames: a.example}\n"
    ]
    #expect(try await text.prepared().output("_headers")?.contains("; frame-src https: https://a.example; ") == true)
  }

  @Test func `a writer's own file takes it in`() async throws {
    let text: SiteText = [
      "site.yml": "title: A\nurl: https://example.com\nsecurity: {scripts: a.example}\n", "_headers": "@default\n",
    ]
    #expect(try await text.prepared().output("_headers")?.contains("script-src 'self' https://a.example") == true)
  }

  private static let form = "write a host, such as `plausible.io` or `*.example.com`"

  @Test(arguments: [
    (
      "scripts: 1️⃣http://a.example", "`http://a.example` is not a host that is reached by HTTPS",
      "write `https://…`, or the host alone: pages by HTTPS load nothing else"
    ),
    ("scripts: 1️⃣wss://a.example", "`wss://a.example` is not a host that is reached by HTTPS", form),
    (
      "styles: 1️⃣https://a.example/b.css", "`https://a.example/b.css` is an address on a host",
      "write the host alone: `a.example`"
    ),
    ("frames: 1️⃣a.example/embed?x", "`a.example/embed?x` is an address on a host", "write the host alone: `a.example`"),
    (
      "images: 1️⃣\"*\"", "`*` is not a host",
      "name each host, such as `plausible.io`: a policy that allows all protects from nothing"
    ),
    ("forms: [a.example, 1️⃣\"a b.example\"]", "`a b.example` is not a host", form),
    (
      "connect: 1️⃣\"'unsafe-inline'\"", "`'unsafe-inline'` is not a host",
      "keywords of a policy go in a `_headers` file of your own"
    ),
    ("scripts: 1️⃣self", "`self` is not a host", "keywords of a policy go in a `_headers` file of your own"),
    ("scripts: 1️⃣a.*.example", "`a.*.example` is not a host", form),
    ("fonts: 1️⃣\"a.example:0\"", "`a.example:0` is not a host", form),
    ("scripts: 1️⃣müller.example", "`müller.example` is not a host", "write it in ASCII, as browsers do: `xn--…`"),
    (
      "scripts: 1️⃣a.example, b.example", "`a.example, b.example` is one entry of `security.scripts`, not several",
      "write a list: `scripts: [a.example, b.example]`"
    ),
  ])
  func `what is not a host is an error`(yaml: String, message: String, hint: String) async throws {
    try await site("  \(yaml)").expect(["site.yml": [.error(message, at: 1, hint: hint)]])
  }

  @Test func `misspelt keys and hosts that are listed twice are reported`() async throws {
    try await site("  1️⃣script: a.example\n  frames: [a.example, 2️⃣A.example]\n  forms: 3️⃣{a: b}").expect([
      "site.yml": [
        .error("`security.script`: unknown key", at: 1, hint: "did you mean `scripts`?"),
        .warning("`https://a.example` is listed twice", at: 2),
        .error("`security.forms` must be text, not a map", at: 3),
      ]
    ])
  }
}
