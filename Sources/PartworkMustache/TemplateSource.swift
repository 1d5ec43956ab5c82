/// The text of one template file.
package struct TemplateSource: Sendable, Hashable {
  /// The name by which the site's pages and other templates ask for it, such as `post` or `byline`.
  package var name: String

  /// Whether it is a partial. A partial and a page's template may share a name: `{{>name}}` means the partial,
  /// `{{<name}}` the template, and either takes the other where there is only that one.
  package var isPartial: Bool

  /// The path that diagnostics print.
  package var file: String

  /// The Mustache text, in UTF-8.
  package var text: [UInt8]

  package init(_ name: String, isPartial: Bool = false, file: String, text: [UInt8]) {
    self.name = name
    self.isPartial = isPartial
    self.file = file
    self.text = text
  }
}
