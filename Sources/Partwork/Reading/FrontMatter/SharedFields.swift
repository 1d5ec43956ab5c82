internal import PartworkDiagnostics
internal import PartworkMarkdown
internal import PartworkMustache
internal import Yams

/// The values that several kinds of file have.
extension Fields {
  /// A picture: a path, or `{src, alt}`.
  func image(_ key: String) -> ImageSource? {
    guard let value = value(key) else { return nil }
    if value.scalar != nil { return text(value).map { ImageSource(src: $0, alt: nil) } }
    return map(
      value, expecting: "a path, or a map with `src` and `alt`",
      hint: "write `\(key): photo.jpg`, or `\(key): {src: photo.jpg, alt: What it shows}`"
    ) { fields in
      let src = fields.required("src", hint: "name the picture: `src: photo.jpg`")
      let alt = fields.text("alt")?.value
      return src.map { ImageSource(src: $0, alt: alt) }
    }
  }

  /// The authors: one ID or several; an entry may be `{id, role}`. `author` and `authors` are the same key.
  func credits() -> [Located<CreditSource>] {
    let one = list("author", credit)
    let several = list("authors", credit)
    if let second = location(of: "authors"), !one.isEmpty, !several.isEmpty {
      findings.error(
        "`author` and `authors` are both given", at: second, hint: "name all of them in `authors`, as a list")
    }
    return unique(one + several, by: \.id, named: \.id)
  }

  private func credit(_ value: FieldValue) -> Located<CreditSource>? {
    if value.scalar != nil { return text(value)?.map { CreditSource(id: $0, role: nil) } }
    return map(
      value, expecting: "an author's ID, or a map with `id` and `role`",
      hint: "write the ID, or `{id: ada, role: Illustrations}`"
    ) { fields in
      let id = fields.required("id", hint: "name the author's file, without `.md`")
      let role = fields.text("role")?.value
      return id?.map { CreditSource(id: $0, role: role) }
    }
  }

  /// `values` without those whose key came before, which are reported.
  func unique<Value>(
    _ values: [Located<Value>], by key: (Value) -> String, named name: (Value) -> String
  ) -> [Located<Value>] {
    var seen: Set<String> = []
    return values.filter { value in
      let isNew = seen.insert(key(value.value)).inserted
      if !isNew {
        findings.warning("`\(name(value.value))` is named twice", at: value.location, hint: "remove one of them")
      }
      return isNew
    }
  }

  /// Links, each `{label, url}` or, in short, `Label: url`.
  func links(_ key: String) -> [LinkSource] {
    list(key) { link($0) }
  }

  private func link(_ value: FieldValue) -> LinkSource? {
    if case .mapping(let mapping) = value.node, mapping.count == 1, let (key, url) = mapping.first,
      case .scalar(let label) = key, label.string != "label", label.string != "url"
    {
      let path = "\(value.path).\(label.string)"
      let named = FieldValue(node: url, name: "`\(path)`", path: path, yaml: value.yaml)
      guard !named.isNull else {
        findings.error("`\(path)` has no value", at: named.location, hint: "write where the link leads")
        return nil
      }
      return text(named).map { LinkSource(label: label.string, url: $0) }
    }
    return map(
      value, expecting: "a map with `label` and `url`",
      hint: "write `Label: /url/`, or `{label: Label, url: /url/}`"
    ) { fields in
      let label = fields.required("label", hint: "write the text of the link")
      let url = fields.required("url", hint: "write where the link leads")
      guard let label, let url else { return nil }
      return LinkSource(label: label.value, url: url)
    }
  }

  /// A Markdown text, or `{text, label, url}`.
  func callToAction(_ key: String, _ settings: MarkdownSettings) -> CallToActionSource? {
    guard let value = value(key) else { return nil }
    if value.scalar != nil {
      return markdown(value, settings).map {
        CallToActionSource(location: $0.location, text: $0.value, label: nil, url: nil)
      }
    }
    return map(
      value, expecting: "a text, or a map with `text`, `label` and `url`",
      hint: "write one text, or `text`, `label` and `url` below it"
    ) { fields in
      let text = fields.value("text").flatMap { fields.markdown($0, settings) }
      let label = fields.text("label")
      let url = fields.text("url")
      if label == nil, url != nil { fields.reportMissing("label", hint: "write the text of the button") }
      if url == nil, label != nil { fields.reportMissing("url", hint: "write where the button leads") }
      if text == nil, label == nil, url == nil { fields.reportMissing("text", hint: "write what the reader should do") }
      return CallToActionSource(
        location: value.location, text: text?.value, label: url == nil ? nil : label?.value,
        url: label == nil ? nil : url)
    }
  }

  /// A Markdown text inside the YAML.
  private func markdown(_ value: FieldValue, _ settings: MarkdownSettings) -> Located<Document>? {
    guard let text = longText(value) else { return nil }
    let document = Document(text.value, settings.options(at: text.location))
    findings.add(document.diagnostics)
    return Located(document, at: text.location)
  }

  /// A text at the place of its first character, such as the first below the `|` of a block.
  func longText(_ value: FieldValue) -> Located<String>? {
    guard let text = text(value), case .scalar(let scalar) = value.node else { return nil }
    return Located(text.value, at: value.yaml.textLocation(of: scalar))
  }

  /// The Markdown around the parts of a series: one text, or one each for `first`, `middle` and `last`.
  func partTexts(_ key: String) -> PartTexts {
    guard let value = value(key) else { return PartTexts() }
    if value.scalar != nil {
      let text = longText(value)
      return PartTexts(first: text, middle: text, last: text)
    }
    return map(
      value, expecting: "a text, or a map with `first`, `middle` and `last`",
      hint: "write one text, or `first`, `middle` and `last` below it"
    ) { fields in
      func text(_ key: String) -> Located<String>? { fields.value(key).flatMap { fields.longText($0) } }
      return PartTexts(first: text("first"), middle: text("middle"), last: text("last"))
    } ?? PartTexts()
  }
}
