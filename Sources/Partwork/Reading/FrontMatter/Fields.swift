internal import PartworkDiagnostics
internal import Yams

/// The keys and values of a map, which the declaration of a kind of file asks for one by one.
///
///     title = fields.text("title")
///     isDraft = fields.bool("draft") ?? false
///
/// A key that is asked for is known; `finish` reports the others. A missing key gives nil, and so does a value of
/// another type, which is reported.
final class Fields {
  /// The place of the map.
  let location: SourceLocation
  let findings: Findings
  /// The keys asked for, in order.
  private(set) var known: [String] = []
  /// The keys of the maps around this one, each with a dot: "markdown.".
  private let prefix: String
  /// Whether the map could be read; if not, that is reported, and no key is missing.
  private let isReadable: Bool
  /// The values by their keys, as written.
  private(set) var values: [String: FieldValue] = [:]
  /// The keys in the order of the file.
  private var keys: [Located<String>] = []

  /// The fields of an empty map, or of a text that could not be read.
  init(at location: SourceLocation, prefix: String = "", isReadable: Bool = true, findings: Findings = Findings()) {
    self.location = location
    self.prefix = prefix
    self.isReadable = isReadable
    self.findings = findings
  }

  /// The fields of `map`.
  convenience init(
    _ map: Node.Mapping, in yaml: YAMLText, at location: SourceLocation, prefix: String = "", findings: Findings
  ) {
    self.init(at: location, prefix: prefix, findings: findings)
    for (key, value) in map {
      let place = yaml.location(key.mark)
      guard let name = key.scalar?.string else {
        findings.error("a key must be text", at: place, hint: "write `key: value`")
        continue
      }
      values[name] = FieldValue(node: value, path: prefix + name, yaml: yaml)
      keys.append(Located(name, at: place))
    }
  }

  /// The value of `key`; nil if it is missing or has no value.
  func value(_ key: String) -> FieldValue? {
    known.append(key)
    guard let value = values[key], !value.isNull else { return nil }
    return value
  }

  /// The value of `key`, which may be nothing; nil if the key is missing.
  func written(_ key: String) -> FieldValue? { values[key] }

  /// The place of `key`; nil if it is missing.
  func location(of key: String) -> SourceLocation? {
    keys.first { $0.value == key }?.location
  }

  /// Reports that `key` must be given.
  func reportMissing(_ key: String, hint: String) {
    guard isReadable else { return }
    let place = location(of: key)
    findings.error(
      "`\(prefix)\(key)` \(place == nil ? "is missing" : "has no value")", at: place ?? location, hint: hint)
  }

  /// Treats all keys as known, because the value that decides which are known is wrong.
  func acceptAll() {
    known += keys.map(\.value)
  }

  /// Reports the keys that were not asked for.
  ///
  /// - Parameter hint: what to do about a key that is not a misspelling of a known one.
  func finish(hint: ((_ unknown: String) -> String)? = nil) {
    for key in keys {
      guard let value = written(key.value), value.isNull else { continue }
      value.isTagged ? findings.reportTag(value) : findings.reportCut(value)
    }
    for key in keys where !known.contains(key.value) {
      findings.error(
        "`\(prefix)\(key.value)`: unknown key", at: key.location,
        hint: visibilityHint(for: key.value) ?? suggestion(for: key.value) ?? hint?(key.value)
          ?? "the known keys are \(Set(known).sorted().listed(with: "and"))")
    }
  }

  /// The known key that is similar to `unknown`, or that other generators call by that name.
  private func suggestion(for unknown: String) -> String? {
    if let question = Suggestion.question(for: unknown, in: known) { return question }
    guard let ours = Self.keysElsewhere[unknown.lowercased()], known.contains(ours) else { return nil }
    return "did you mean `\(ours)`?"
  }

  /// Our keys, by their names in Hugo, Jekyll, Zola, Eleventy and WordPress.
  private static let keysElsewhere = [
    "category": "categories", "cover": "image", "excerpt": "description", "featured_image": "image",
    "lastmod": "updated", "layout": "template", "menu": "navigation", "modified": "updated", "order": "part",
    "paginate": "postsPerPage", "path": "permalink", "redirect_from": "aliases", "summary": "description",
    "tag": "categories", "taxonomies": "categories", "tags": "categories", "thumbnail": "image", "url": "permalink",
    "weight": "part", "baseurl": "url", "base_url": "url", "lang": "language", "languagecode": "language",
    "bio": "description", "picture": "avatar", "photo": "avatar", "homepage": "url", "website": "url",
  ]
}

extension [String] {
  /// "`a`, `b` or `c`".
  func listed(with conjunction: String) -> String {
    let names = map { "`\($0)`" }
    guard let last = names.last, count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
