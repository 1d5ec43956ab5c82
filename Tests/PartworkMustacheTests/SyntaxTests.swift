import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

@Suite("Mustache syntax") struct SyntaxTests {
  @Test func `an unclosed section is reported where it opens`() {
    let text: MarkedText = "<p>\n1️⃣{{#post}}{{title}}\n2️⃣{{^posts}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`{{#post}}` is never closed", at: 1, hint: "end it with `{{/post}}`"),
        .error("`{{^posts}}` is never closed", at: 2, hint: "end it with `{{/posts}}`"),
      ], in: text)
  }

  @Test func `a section left open inside another one is reported where it opens`() {
    let text: MarkedText = "{{#post}}1️⃣{{#isDraft}}x{{/post}}{{title}}"
    expectDiagnostics(diagnose(text), [.error("`{{#isDraft}}` is never closed", at: 1)], in: text)
  }

  @Test func `a stray closing tag is an error that names the open tag`() {
    let text: MarkedText = "\n{{#posts}}1️⃣{{/authors}}{{/posts}}2️⃣{{/posts}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`{{/authors}}` does not close anything", at: 1, hint: "`{{#posts}}` from line 2 is still open"),
        .error("`{{/posts}}` does not close anything", at: 2, hint: "nothing is open here"),
      ], in: text)
  }

  @Test func `a misspelt closing tag is one error, not two`() {
    let text: MarkedText = "{{#posts}}{{title}}1️⃣{{/psots}}"
    expectDiagnostics(diagnose(text), [.error("`{{/psots}}` does not close anything", at: 1)], in: text)
  }

  @Test func `an unfinished tag is reported where it begins`() {
    let text: MarkedText = "1️⃣{{title\n<p>{{title}}</p> 2️⃣{{url\n</p>\n}} 3️⃣{{! no end"
    expectDiagnostics(
      diagnose(text), (1...3).map { .error("`{{` is never closed", at: $0, hint: "end the tag with `}}`") }, in: text)
  }

  @Test func `a tag without a name is an error`() {
    let text: MarkedText = "1️⃣{{}} 2️⃣{{# }} 3️⃣{{{ }}} 4️⃣{{/}} 5️⃣{{>}} 6️⃣{{$}}"
    expectDiagnostics(diagnose(text), (1...6).map { .error("this tag has no name", at: $0) }, in: text)
  }

  @Test func `a name is one word`() {
    let text: MarkedText = "{{ 1️⃣my title }}{{#2️⃣a b}}{{/a b}}{{>3️⃣by line}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`my title` is not a name", at: 1, hint: "a name has no spaces; a comment begins with `{{!`"),
        .error("`a b` is not a name", at: 2),
        .error("`by line` is not a name", at: 3),
      ], in: text)
  }

  @Test func `names are separated by single dots`() {
    let text: MarkedText = "{{1️⃣post.}}{{2️⃣post..title}}{{3️⃣.title}}"
    expectDiagnostics(
      diagnose(text),
      [
        .error("`post.` is not a name", at: 1, hint: "write a dot between two names: `post.title`"),
        .error("`post..title` is not a name", at: 2),
        .error("`.title` is not a name", at: 3),
      ], in: text)
  }

  @Test(arguments: ["{{=<% %}}", "{{==}}", "{{=<%=}}", "{{=<% = %>=}}", "{{=a b c=}}"])
  func `invalid delimiters are an error, and the old ones stay`(tag: String) {
    let text = MarkedText("1️⃣\(tag)\n{{title}}")
    expectDiagnostics(diagnose(text), [.error("these delimiters are not valid", at: 1)], in: text)
  }

  @Test func `three braces must be closed by three`() {
    let text: MarkedText = "1️⃣{{{title}} {{{title}}}"
    expectDiagnostics(
      diagnose(text),
      [.error("`{{{` is closed by `}}`", at: 1, hint: "write `{{{title}}}` or `{{title}}`")], in: text)
  }

  @Test func `sections nested too deep are an error`() {
    let text = MarkedText(
      String(repeating: "{{#post}}", count: 1_000) + "1️⃣" + String(repeating: "{{#post}}", count: 2_000))
    let errors = diagnose(text)
    #expect(errors.count == 1_001)
    #expect(errors.filter { $0.message == "sections are nested more than 1000 deep" }.count == 1)
  }

  @Test func `columns count Unicode scalars, and lines may end with CR LF`() {
    let text: MarkedText = "\u{FEFF}é {{1️⃣titel}}\r\n日本 {{2️⃣titel}}"
    let found = diagnose(MarkedText(text.text))
    expectDiagnostics(
      found, [.error("`titel`: unknown name", at: 1), .error("`titel`: unknown name", at: 2)],
      in: "é {{1️⃣titel}}\r\n日本 {{2️⃣titel}}")
  }

  @Test func `names are not checked if a section is not closed`() {
    let text: MarkedText = "1️⃣{{#posts}}{{authors}}{{nothing}}"
    expectDiagnostics(diagnose(text), [.error("`{{#posts}}` is never closed", at: 1)], in: text)
  }

  @Test func `all errors of a template are found in one run`() {
    let text: MarkedText = "1️⃣{{}}{{2️⃣a b}}3️⃣{{/x}}4️⃣{{=x=}}5️⃣{{#post}}"
    let marks = Set(diagnose(text).compactMap { $0.location?.column })
    #expect(marks == Set((1...5).compactMap { text.places[$0]?.column }))
  }
}
