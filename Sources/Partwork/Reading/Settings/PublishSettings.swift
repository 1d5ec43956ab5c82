internal import PartworkDiagnostics

/// Where a site can be published: `publish` in `site.yml`.
package struct PublishSettings: Sendable, Hashable {
  /// The value of `default`; the name of a target.
  package var defaultName: Located<String>?
  /// In the order of the file, each name once.
  package var targets: [PublishTarget]

  package init(defaultName: Located<String>? = nil, targets: [PublishTarget]) {
    self.defaultName = defaultName
    self.targets = targets
  }

  /// The target of `partwork publish` without a name: the one that `default` names, or the only one; nil if a name must
  /// be given.
  package var standard: PublishTarget? {
    guard let name = defaultName?.value else { return targets.count == 1 ? targets[0] : nil }
    return targets.first { $0.name.value == name }
  }
}

/// A place to publish to, and its name.
package struct PublishTarget: Sendable, Hashable {
  package var name: Located<String>
  package var destination: PublishDestination

  package init(name: Located<String>, destination: PublishDestination) {
    self.name = name
    self.destination = destination
  }
}

/// The kind of a target: its `type` and the keys of that type.
package enum PublishDestination: Sendable, Hashable {
  /// An absolute path, or one from the site's folder, as written.
  case folder(Located<String>)
  case git(GitDestination)
  /// A path, or `host:path`, as rsync takes it.
  case rsync(Located<String>)
  /// `remote:path`, as rclone takes it.
  case rclone(Located<String>)
}

/// A branch of a git repository: `{type: git, repository: URL, branch: gh-pages}`.
package struct GitDestination: Sendable, Hashable {
  /// A URL or path that `git push` accepts.
  package var repository: Located<String>
  /// "gh-pages" if not given.
  package var branch: Located<String>
  /// The host name to write to the file `CNAME`; nil for none.
  package var cname: Located<String>?
  /// Whether the file `.nojekyll` is sent; true if not given.
  package var nojekyll: Bool
  package var history: GitHistory

  package init(
    repository: Located<String>, branch: Located<String>, cname: Located<String>? = nil, nojekyll: Bool = true,
    history: GitHistory = .append
  ) {
    self.repository = repository
    self.branch = branch
    self.cname = cname
    self.nojekyll = nojekyll
    self.history = history
  }
}

/// What a publish does with earlier commits.
package enum GitHistory: String, Sendable, CaseIterable {
  /// Adds one commit to them.
  case append
  /// Replaces them with one commit without a parent.
  case orphan
}

extension PublishSettings {
  init(_ fields: Fields) {
    defaultName = fields.text("default")
    var entries: [(key: Located<String>, value: FieldValue)] = []
    if let value = fields.value("targets") {
      if let members = value.members {
        entries = members
      } else {
        fields.findings.error(
          "\(value.name) must be a map, not \(value.kind)", at: value.location, hint: Fields.mapHint)
      }
    } else {
      fields.reportMissing("targets", hint: "write a name and, below it, \(PublishDestination.typeHint)")
    }
    targets = entries.compactMap { name, value in
      fields.map(value) { PublishDestination($0) }.map { PublishTarget(name: name, destination: $0) }
    }
    let names = entries.map(\.key.value)
    guard let defaultName, !names.isEmpty, !names.contains(defaultName.value) else { return }
    fields.findings.error(
      "`\(defaultName.value)` is not one of `publish.targets`", at: defaultName.location,
      hint: Suggestion.question(for: defaultName.value, in: names) ?? "write \(names.listed(with: "or"))")
  }
}

/// The `type` of a target.
private enum PublishType: String, CaseIterable {
  case folder
  case git
  case rsync
  case rclone
}

extension PublishDestination {
  fileprivate static let typeHint = "`type: folder`, `git`, `rsync` or `rclone`"

  fileprivate init?(_ fields: Fields) {
    func address(_ key: String, hint: String) -> Located<String>? {
      fields.required(key, hint: hint).flatMap { fields.parsed($0, Self.address) }
    }
    let type: PublishType? = fields.choice("type")
    let destination: PublishDestination?
    switch type {
    case .folder:
      destination = address("path", hint: "write the folder to copy to: `path: /srv/site`")
        .map { .folder($0) }
    case .git:
      let branch = fields.parsed("branch", Self.branch) ?? Located("gh-pages", at: fields.location)
      let (cname, nojekyll) = (fields.parsed("cname", Self.hostName), fields.bool("nojekyll") ?? true)
      let history: GitHistory = fields.choice("history") ?? .append
      destination = address("repository", hint: "write a URL or path that `git push` accepts").map {
        .git(GitDestination(repository: $0, branch: branch, cname: cname, nojekyll: nojekyll, history: history))
      }
    case .rsync:
      destination = address("destination", hint: "write it as `destination: \"me@host:/srv/site\"`")
        .map { .rsync($0) }
    case .rclone:
      destination = address("remote", hint: "write it as `remote: \"s3:bucket/path\"`")
        .map { .rclone($0) }
    case nil:
      if fields.value("type") == nil { fields.reportMissing("type", hint: "write \(Self.typeHint)") }
      fields.acceptAll()
      destination = nil
    }
    guard let destination else { return nil }
    self = destination
  }
}
