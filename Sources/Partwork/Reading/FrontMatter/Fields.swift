internal import PartworkDiagnostics

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
  let prefix: String
  /// Whether the map could be read; if not, that is reported, and no key is missing.
  private let isReadable: Bool
  /// The members, in the order of the file.
  private var members: [(key: String, node: YAMLNode.Member)] = []
  /// The keys that must be given and are not, each with its hint.
  private var missing: [(key: String, hint: String)] = []
  /// The text that the members are in; nil if there are none.
  private var yaml: YAMLText?

  /// The fields of an empty map, or of a text that could not be read.
  init(at location: SourceLocation, prefix: String = "", isReadable: Bool = true, findings: Findings = Findings()) {
    self.location = location
    self.prefix = prefix
    self.isReadable = isReadable
    self.findings = findings
  }

  /// The fields of `map`.
  convenience init(
    _ map: [YAMLNode.Member], in yaml: YAMLText, at location: SourceLocation, prefix: String = "",
    findings: Findings
  ) {
    self.init(at: location, prefix: prefix, findings: findings)
    self.yaml = yaml
    members.reserveCapacity(map.count)
    for member in map {
      guard let name = member.key.scalar?.text else {
        findings.error("a key must be text", at: yaml.location(of: member.key), hint: "write `key: value`")
        continue
      }
      members.append((present(name, at: yaml.location(of: member.key), in: map), member))
    }
  }

  /// What the key `name` at `place` is called now; that it has changed is reported.
  private func present(_ name: String, at place: SourceLocation, in map: [YAMLNode.Member]) -> String {
    guard let present = Self.formerKeys[prefix + name], !map.contains(where: { $0.key.scalar?.text == present }) else {
      return name
    }
    findings.warning("`\(prefix)\(name)` is called `\(present)` now", at: place, hint: "write `\(present)`")
    return present
  }

  /// The value of `key`; nil if it is missing or has no value.
  func value(_ key: String) -> FieldValue? {
    known.append(key)
    return written(key).flatMap { $0.isNull ? nil : $0 }
  }

  /// The value of `key`, which may be nothing; nil if the key is missing.
  func written(_ key: String) -> FieldValue? {
    guard let yaml, let member = members.first(where: { $0.key == key }) else { return nil }
    return FieldValue(node: member.node.value, key: key, prefix: prefix, yaml: yaml)
  }

  /// Every key with its value, for a map whose keys are not known beforehand; without those that have none.
  var all: [(key: Located<String>, value: FieldValue)] {
    acceptAll()
    return members.compactMap { member in
      guard let place = location(of: member.key), let value = written(member.key), !value.isNull else { return nil }
      return (Located(member.key, at: place), value)
    }
  }

  /// The place of `key`; nil if it is missing.
  func location(of key: String) -> SourceLocation? {
    members.first { $0.key == key }.flatMap { yaml?.location(of: $0.node.key) }
  }

  /// Reports that `key` must be given; if a misspelt key is what it was meant to be, only that is an error.
  func reportMissing(_ key: String, hint: String) {
    guard isReadable else { return }
    if let place = location(of: key) {
      findings.error("`\(prefix)\(key)` has no value", at: place, hint: hint)
    } else {
      missing.append((key, hint))
    }
  }

  /// Treats all keys as known, because the value that decides which are known is wrong.
  func acceptAll() {
    known += members.map(\.key)
  }

  /// Reports the keys that were not asked for, and those that are missing.
  ///
  /// - Parameter hint: what to do about a key that is not a misspelling of a known one.
  func finish(hint: ((_ unknown: String) -> String)? = nil) {
    for member in members {
      guard let yaml, yaml.hasCuttingSign, let value = written(member.key), value.isNull else { continue }
      value.isTagged ? findings.reportTag(value) : findings.reportCut(value)
    }
    for member in members where !known.contains(member.key) {
      let meant = knownKey(for: member.key)
      missing.removeAll { $0.key == meant }
      findings.error(
        "`\(prefix)\(member.key)`: unknown key", at: yaml?.location(of: member.node.key) ?? location,
        hint: (known.contains("draft") ? visibilityHint(for: member.key) : nil) ?? meant.map { "did you mean `\($0)`?" }
          ?? hint?(member.key)
          ?? "the known keys are \(Set(known).sorted().listed(with: "and"))")
    }
    for (key, hint) in missing { findings.error("`\(prefix)\(key)` is missing", at: location, hint: hint) }
  }

  /// The known key that is similar to `unknown`, or that other generators call by that name.
  private func knownKey(for unknown: String) -> String? {
    if let near = Suggestion.nearest(to: unknown, in: known).first { return near }
    return Self.keysElsewhere[unknown.lowercased()].flatMap { known.contains($0) ? $0 : nil }
  }

  /// The keys of earlier versions in front matter, settings, themes and words, with the maps around them, and what each is
  /// called now. They work until the form of sites changes (`partwork` in `site.yml`).
  private static let formerKeys = ["seriesNamed": "seriesLabel"]

  /// Our keys, by their names in Hugo, Jekyll, Zola, Eleventy and WordPress.
  private static let keysElsewhere = [
    "category": "categories", "cover": "image", "excerpt": "description", "featured_image": "image",
    "lastmod": "updated", "layout": "template", "menu": "navigation", "modified": "updated", "order": "part",
    "paginate": "postsPerPage", "path": "permalink", "redirect_from": "aliases", "summary": "description",
    "tag": "tags", "taxonomies": "categories", "thumbnail": "image", "url": "permalink",
    "weight": "part", "baseurl": "url", "base_url": "url", "lang": "language", "languagecode": "language",
    "bio": "description", "keywords": "tags", "picture": "avatar", "photo": "avatar", "homepage": "url",
    "website": "url",
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
