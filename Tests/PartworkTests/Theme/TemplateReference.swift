import PartworkMustache

@testable import Partwork

/// The part of docs/templates.md that lists every name a template may use, generated from the views themselves.
enum TemplateReference {
  /// The reference, in Markdown: a table for each template and one for each record.
  static var markdown: String {
    var records: [Shape] = []
    var seen: Set<Shape> = []
    var waiting: [Shape] = []
    var text = "## What each template sees\n\nEvery template sees `site`, `page` and `metadata`.\n\n"
    text += table(common, of: PageKind.home.shape)
    for kind in PageKind.allCases {
      let own = kind.shape.fields.filter { !common.contains($0.name) }
      text += "\n### `\(kind.rawValue)`\n\nRenders \(kind.shape.summary).\n"
      if !own.isEmpty { text += "\n" + table(own) }
      waiting += kind.shape.fields.compactMap(\.type.shape)
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

  private static let common: Set = ["site", "page", "metadata"]

  private static func table(_ names: Set<String>, of shape: Shape) -> String {
    table(shape.fields.filter { names.contains($0.name) })
  }

  private static func table(_ fields: [Field]) -> String {
    let rows = fields.map { "| `\($0.name)` | \($0.type.documentation) | \($0.summary) |\n" }
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
