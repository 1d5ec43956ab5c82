internal import PartworkDiagnostics

/// A form for a newsletter, which sends a reader's address to the service that delivers it.
package struct FormSource: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    case post
    case get
  }

  /// Where the form is sent: a URL with the scheme https.
  package let action: String
  /// The origin of `action`, as a policy has it.
  let origin: String
  package let method: Method
  /// What the service calls the field for the address.
  package let field: String
  /// The label of the field; nil for the theme's own words.
  package let label: String?
  /// The label of the button; nil for the theme's own words.
  package let button: String?
  /// What is sent with the address, in the order of the file.
  package let hidden: [HiddenField]

  package struct HiddenField: Sendable, Hashable {
    package let name: String
    package let value: String
  }
}

extension Fields {
  func form(_ key: String) -> FormSource? {
    map(key) { fields in
      let action = fields.action()
      let method = fields.choice("method") ?? FormSource.Method.post
      let field = fields.text("field")
      let label = fields.plainText("label")?.value
      let button = fields.plainText("button")?.value
      let hidden = fields.hiddenFields()
      if let action, method == .get, action.value.url.contains("?") {
        fields.findings.error(
          "browsers drop what is after the `?` of a form that is sent by `get`", at: action.location,
          hint: "put each name and value below `hidden:`, or write `method: post`")
      }
      if let field, hidden.contains(where: { $0.name == field.value }) {
        fields.findings.error(
          "`\(field.value)` is a hidden field too", at: field.location, hint: "remove it below `hidden:`")
      }
      guard let action else { return nil }
      return FormSource(
        action: action.value.url, origin: action.value.origin, method: method, field: field?.value ?? "email",
        label: label, button: button, hidden: hidden)
    }
  }

  /// Where the form is sent, with the origin of that.
  private func action() -> Located<(url: String, origin: String)>? {
    let hint = "write the address that the service gives for its form: `action: https://…`"
    guard let text = required("action", hint: hint) else { return nil }
    return parsed(text) { text throws(InvalidValue) in
      guard text.lowercased().hasPrefix("https://") else {
        throw InvalidValue(
          "`\(text)` is not a URL that begins with `https://`",
          hint: text.lowercased().hasPrefix("http://") ? "write `https://…`" : hint)
      }
      let host = text.dropFirst("https://".count).prefix { !"/?#".contains($0) }
      if host.contains("*") {
        throw InvalidValue("`\(host)` is not a host", hint: "write the host that the service names")
      }
      return (text, try SecuritySettings.origin(String(host), for: .forms))
    }
  }

  /// The names and values below `hidden`. A value may be empty, as services have them against robots, or a list.
  private func hiddenFields() -> [FormSource.HiddenField] {
    guard let value = value("hidden") else { return [] }
    guard let members = value.members else {
      findings.error(
        "\(value.name) must be a map, not \(value.kind)", at: value.location,
        hint: "write `name: value` below it, each on its own line")
      return []
    }
    return members.flatMap { name, value in
      (value.entries ?? [value]).compactMap { value in
        if !value.isBlank, text(value) == nil { return nil }
        return FormSource.HiddenField(name: name.value, value: value.isBlank ? "" : value.scalar ?? "")
      }
    }
  }
}
