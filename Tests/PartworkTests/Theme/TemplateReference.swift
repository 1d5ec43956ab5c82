import PartworkMustache

@testable import Partwork

/// The part of docs/templates.md that lists every name a template may use, generated from the views themselves.
enum TemplateReference {
  /// The reference, in Markdown: a table for each template and one for each record.
  static var markdown: String {
    var records: [Shape] = []
    var seen: Set<Shape> = []
    var waiting: [Shape] = []
    var text =
      "## What each template sees\n\nEvery template sees `site`, `page`, `metadata`, and `theme`, which has the theme's\n"
    text += "[settings](themes.md#the-settings).\n\n"
    text += table(common, of: PageKind.home.shape)
    for kind in PageKind.allCases {
      let own = kind.shape.fields.filter { !common.contains($0.name) }
      text += "\n### `\(kind.rawValue)`\n\nRenders \(kind.shape.summary).\n"
      if !own.isEmpty { text += "\n" + table(own) }
      waiting += kind.shape.fields.compactMap(\.type.shape)
    }
    text +=
      "\n### E-books\n\nThe templates below `book/` see `theme`, and nothing else but what is here. All links in it have\n"
    text += "scheme and host.\n\n" + table(BookTemplate.titlePage.shape.fields)
    let ofBooks = Set(BookTemplate.titlePage.shape.fields.map(\.name))
    for template in BookTemplate.allCases {
      let own = template.shape.fields.filter { !ofBooks.contains($0.name) }
      text += "\n### `\(template.rawValue)`\n\nRenders \(template.shape.summary).\n"
      if !own.isEmpty { text += "\n" + table(own) }
      waiting += template.shape.fields.compactMap(\.type.shape)
    }
    text += "\n### `intro` and `outro` of a series\n\n"
    text += table(View<InContext<Membership>>.partText.shape.fields)
    waiting += View<InContext<Membership>>.partText.shape.fields.compactMap(\.type.shape)
    while let shape = waiting.popLast() {
      guard seen.insert(shape).inserted else { continue }
      records.append(shape)
      waiting += shape.fields.compactMap(\.type.shape)
    }
    text += "\n## Records\n"
    for shape in records.sorted(by: { $0.name < $1.name }) {
      text += "\n### \(shape.name)\n\n\(sentence(shape.summary))\n\n" + table(shape.fields)
    }
    return text
  }

  /// The table of docs/themes.md: the settings of the built-in theme.
  static var settings: String {
    let rows = BuiltInTheme.settings.map { setting in
      let words = setting.options.map { "`\($0)`" }.joined(separator: ", ")
      let type = setting.kind == .choice ? words : setting.kind.rawValue
      return "| `\(setting.name)` | \(type) | \(setting.standard?.documentation ?? "") | \(setting.meaning) |\n"
    }
    return "| name | type | default | meaning |\n| --- | --- | --- | --- |\n" + rows.joined()
  }

  private static let common: Set = ["site", "page", "metadata"]

  private static func table(_ names: Set<String>, of shape: Shape) -> String {
    table(shape.fields.filter { names.contains($0.name) })
  }

  private static func table(_ fields: [Field]) -> String {
    let rows = fields.filter { $0.replacement == nil }.map {
      "| `\($0.name)` | \($0.type.documentation) | \($0.summary) |\n"
    }
    return "| name | type | meaning |\n| --- | --- | --- |\n" + rows.joined()
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}

extension FieldType {
  /// The shape of the record, or of the records of the list, that the field holds.
  fileprivate var shape: Shape? {
    switch self {
    case .record(let shape): shape
    case .list(let element): element.shape
    default: nil
    }
  }

  /// The type as the reference writes it, with a link to the record's own table.
  fileprivate var documentation: String {
    switch self {
    case .text: "text"
    case .html: "HTML"
    case .bool: "yes or no"
    case .number: "number"
    case .record(let shape): "[\(shape.name)](#\(shape.name.lowercased()))"
    case .list(let element): "list of \(element.documentation)"
    case .any: "anything"
    }
  }
}

extension ThemeValue {
  fileprivate var documentation: String {
    switch self {
    case .color(let color): "`\(color.css)`"
    case .font(.system(let name)), .choice(let name), .text(let name): "`\(name)`"
    case .number(let number): "`\(number)`"
    case .bool(let bool): "`\(bool)`"
    case .font(.file), .image, .links, .markdown: ""
    }
  }
}
