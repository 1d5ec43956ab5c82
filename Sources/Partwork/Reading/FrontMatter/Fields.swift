internal import PartworkDiagnostics
internal import Yams

/// The keys and values of a map, which the declaration of a kind of file asks for one by one.
///
///     title = fields.text("title")
///     isDraft = fields.bool("draft") ?? false
///
/// What is asked for is known; `finish` reports the keys that nothing asked for. Asking for a key that is not there, or
/// whose value is of another type, gives nil; the latter is reported.
final class Fields {
  /// The place of the map.
  let location: SourceLocation
  let findings: Findings
  /// The keys asked for, in order.
  private(set) var known: [String] = []

  /// The keys of the maps around this one, each with a point: "markdown.".
  private let prefix: String
  /// The values by their keys, as written.
  let values: [String: FieldValue]
  /// The keys in the order of the file.
  private let keys: [Located<String>]
  /// Whether the map could be read; if not, that is reported, and no key is missing.
  private let isReadable: Bool

  /// The fields of `map`.
  init(_ map: Node.Mapping, in yaml: YAMLText, at location: SourceLocation, prefix: String = "", findings: Findings) {
    self.location = location
    self.prefix = prefix
    self.findings = findings
    isReadable = true
    var values: [String: FieldValue] = [:]
    var keys: [Located<String>] = []
    for (key, value) in map {
      let place = yaml.location(key.mark)
      guard case .scalar(let scalar) = key else {
        findings.error("a key must be a text", at: place, hint: "write `key: value`")
        continue
      }
      let path = prefix + scalar.string
      values[scalar.string] = FieldValue(node: value, name: "`\(path)`", path: path, yaml: yaml)
      keys.append(Located(scalar.string, at: place))
    }
    self.values = values
    self.keys = keys
  }

  /// The fields of an empty map, or of a text that could not be read.
  init(none location: SourceLocation, isReadable: Bool, findings: Findings) {
    self.location = location
    self.findings = findings
    self.isReadable = isReadable
    prefix = ""
    values = [:]
    keys = []
  }

  /// The value of `key`; nil where it is not there or has no value.
  func value(_ key: String) -> FieldValue? {
    known.append(key)
    guard let value = values[key], !value.isNull else { return nil }
    return value
  }

  /// Where `key` stands; nil where it does not.
  func location(of key: String) -> SourceLocation? {
    keys.first { $0.value == key }?.location
  }

  /// Reports that `key` must be given.
  func reportMissing(_ key: String, hint: String) {
    guard isReadable else { return }
    if let location = location(of: key) {
      findings.error("`\(prefix)\(key)` has no value", at: location, hint: hint)
    } else {
      findings.error("`\(prefix)\(key)` is missing", at: location, hint: hint)
    }
  }

  /// Takes the keys that were not asked for as known, where what would ask for them is wrong.
  func acceptAll() {
    known += keys.map(\.value)
  }

  /// Reports the keys that were not asked for.
  ///
  /// - Parameter hint: what to do about a key for which none is near.
  func finish(hint: ((_ unknown: String) -> String)? = nil) {
    for key in keys where !known.contains(key.value) {
      findings.error(
        "`\(prefix)\(key.value)`: unknown key", at: key.location,
        hint: Suggestion.forKey(key.value, among: known) ?? hint?(key.value)
          ?? "the keys here are \(Set(known).sorted().listed(with: "and"))")
    }
  }
}
