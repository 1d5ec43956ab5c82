internal import Foundation
internal import Partwork
internal import PartworkSupport
internal import Yams

/// A value of front matter or of a configuration, in whatever format it is written. Dates, numbers and words such as
/// `true` are text.
enum MatterValue: Sendable, Hashable {
  case text(String)
  case list([MatterValue])
  case map([String: MatterValue])

  /// A text, or the only text of a list; nil if it is empty.
  var text: String? {
    switch self {
    case .text(let text): text.trimmedText
    case .list(let values): values.count == 1 ? values[0].text : nil
    case .map: nil
    }
  }

  /// The texts of a list, or one text.
  var texts: [String] {
    switch self {
    case .list(let values): values.flatMap(\.texts)
    default: [text].compactMap(\.self)
    }
  }

  var bool: Bool? {
    switch text?.lowercased() {
    case "true", "yes": true
    case "false", "no": false
    default: nil
    }
  }

  /// The value of a key, or of a path of keys: `extra.author`.
  subscript(path: String) -> MatterValue? {
    path.split(separator: ".").reduce(Optional(self)) { value, key in
      if case .map(let members)? = value { members[String(key)] } else { nil }
    }
  }

  /// The value as YAML on one line.
  var yaml: String {
    switch self {
    case .text(let text):
      // Numbers, dates and truth values stay what they were.
      text.wholeMatch(of: /-?\d+(\.\d+)?|true|false|\d{4}-\d{2}-\d{2}/) != nil ? text : text.yamlEntry
    case .list(let values): "[\(values.map(\.yaml).joined(separator: ", "))]"
    case .map(let members):
      "{\(Self.entries(of: members).map { "\($0): \($1)" }.joined(separator: ", "))}"
    }
  }

  /// Without their control characters, two keys may be the same: then the first counts.
  private static func entries(of members: [String: MatterValue]) -> [(key: String, value: String)] {
    var taken: Set<String> = []
    return members.sorted { $0.key < $1.key }.map { ($0.key.yamlEntry, $0.value.yaml) }
      .filter { taken.insert($0.0).inserted }
  }
}

extension MatterValue {
  /// Reads the file at `path`, whose ending tells its format; nil if it is not there or has another format.
  init?(fileAt path: String) throws(DiskFailure) {
    guard let bytes = try Disk().read(path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let value =
      switch path.fileEnding {
      case "toml": TOMLReader.read(text)
      case "json": MatterValue(json: text)
      default: MatterValue(yaml: text)
      }
    guard let value else { return nil }
    self = value
  }

  /// Reads YAML; nil if it is none.
  init?(yaml text: String) {
    guard let node = try? Yams.compose(yaml: text) else { return nil }
    self.init(node, depth: 0)
  }

  private init?(_ node: Node, depth: Int) {
    guard depth < 50 else { return nil }
    switch node {
    case .scalar(let scalar):
      let isNull = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      self = .text(isNull ? "" : scalar.string)
    case .sequence(let items): self = .list(items.compactMap { MatterValue($0, depth: depth + 1) })
    case .mapping(let members):
      self = .map(
        Dictionary(
          members.compactMap { key, value in
            key.string.flatMap { key in MatterValue(value, depth: depth + 1).map { (key, $0) } }
          }, uniquingKeysWith: { $1 }))
    case .alias: return nil
    }
  }

  /// Reads JSON (RFC 8259); nil if it is none.
  init?(json text: String) {
    guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) else {
      return nil
    }
    self.init(json: value)
  }

  private init(json value: Any) {
    switch value {
    case let values as [Any]: self = .list(values.map { MatterValue(json: $0) })
    case let members as [String: Any]: self = .map(members.mapValues { MatterValue(json: $0) })
    case let text as String: self = .text(text)
    case let number as NSNumber: self = .text(number.description)
    default: self = .text("")
    }
  }
}
