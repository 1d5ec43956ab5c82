package import PartworkDiagnostics
package import PartworkMarkdown

/// What a page asks its reader to do at the end: a Markdown text, `{text, label, url}` for one with a button, or
/// `{text, form}` for one with a form.
package struct CallToActionSource: Sendable {
  /// Where it begins.
  package var location: SourceLocation
  /// The Markdown text; nil if there is only a button.
  package var text: Document?
  /// The button's label; present with `url`.
  package var label: String?
  /// Where the button goes: a content file, a site URL or another URL, as written.
  package var url: Located<String>?
  package var form: FormSource?
}

extension Fields {
  func callToAction(_ key: String, _ settings: MarkdownSettings) -> CallToActionSource? {
    guard let value = value(key) else { return nil }
    if value.scalar != nil {
      return markdown(value, settings).map { CallToActionSource(location: $0.location, text: $0.value) }
    }
    return map(
      value, expecting: "text, or a map with `text`, `label` and `url`, or with `text` and `form`",
      hint: "write text, or `text`, `label` and `url` below it, or `text` and `form`"
    ) { fields in
      let text = fields.value("text").flatMap { fields.markdown($0, settings) }
      let label = fields.plainText("label")
      let url = fields.text("url")
      let form = fields.form("form")
      if let place = fields.location(of: "form"), label != nil || url != nil {
        fields.findings.error(
          "a call to action has a button or a form, not both", at: place, hint: "remove `form`, or `label` and `url`")
        return nil
      }
      if label == nil, url != nil { fields.reportMissing("label", hint: "write the text of the button") }
      if url == nil, label != nil { fields.reportMissing("url", hint: "write where the button goes") }
      if text == nil, label == nil, url == nil, fields.location(of: "form") == nil {
        fields.reportMissing("text", hint: "write what the reader should do")
      }
      let hasButton = label != nil && url != nil
      return CallToActionSource(
        location: value.location, text: text?.value, label: hasButton ? label?.value : nil, url: hasButton ? url : nil,
        form: form)
    }
  }

  /// A Markdown text inside the YAML.
  func markdown(_ value: FieldValue, _ settings: MarkdownSettings) -> Located<Document>? {
    guard let text = longText(value) else { return nil }
    let document = Document(text.value, settings.options(at: text.location))
    findings.add(document.diagnostics)
    return Located(document, at: text.location)
  }

  /// A text at the place of its first character, such as the first below the `|` of a block.
  func longText(_ value: FieldValue) -> Located<String>? {
    text(value).map { Located($0.value, at: value.yaml.textLocation(of: value.node)) }
  }
}
