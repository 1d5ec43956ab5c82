import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache functions") struct FunctionTests {
  private let functions = ["asset": ["style.css": "/assets/style.1a2b.css?a&b", "site.js": "/assets/site.3c.js"]]

  @Test func `the result of a function replaces its argument, escaped`() throws {
    #expect(
      try render("<link href=\"{{#asset}} style.css {{/asset}}\">\n", nil, functions: functions)
        == "<link href=\"/assets/style.1a2b.css?a&amp;b\">\n")
  }

  @Test func `a function alone on its line keeps the line`() throws {
    #expect(
      try render("a\n  {{#asset}}site.js{{/asset}}\nb\n", nil, functions: functions) == "a\n  /assets/site.3c.js\nb\n")
  }

  @Test func `an unknown argument is an error with the nearest known one`() {
    let text: MarkedText = "{{^post}}{{#asset}}1️⃣stlye.css{{/asset}}{{/post}} {{#asset}}2️⃣{{/asset}}"
    expectDiagnostics(
      diagnose(text, functions: functions),
      [
        .error("`stlye.css`: unknown asset", at: 1, hint: "did you mean `style.css`?"),
        .error("`{{#asset}}` has no text", at: 2, hint: "known here: `site.js`, `style.css`"),
      ], in: text)
  }

  @Test func `an argument is plain text`() {
    let text: MarkedText = "{{#asset}}1️⃣{{title}}.css{{/asset}}{{#asset}}2️⃣{{#post}}a{{/post}}{{/asset}}"
    expectDiagnostics(
      diagnose(text, functions: functions),
      [
        .error(
          "`{{#asset}}` takes plain text, without tags", at: 1,
          hint: "write `{{#asset}}…{{/asset}}` with the text itself between the tags"),
        .error("`{{#asset}}` takes plain text, without tags", at: 2),
      ], in: text)
  }

  @Test func `an unclosed function is reported where it opens`() {
    let text: MarkedText = "1️⃣{{#asset}}style.css"
    expectDiagnostics(
      diagnose(text, functions: functions), [.error("`{{#asset}}` is never closed", at: 1)], in: text)
  }
}
