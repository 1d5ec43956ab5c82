internal import PartworkDiagnostics

extension PublishSettings {
  init(_ fields: Fields) {
    defaultName = fields.text("default")
    if fields.value("targets") == nil {
      fields.reportMissing("targets", hint: "write a name and, below it, `type: folder`, `git`, `rsync` or `rclone`")
    }
    let entries = fields.dictionary("targets")
    targets = entries.compactMap { name, value in
      fields.map(value) { PublishDestination($0) }.map { PublishTarget(name: name, destination: $0) }
    }
    let names = entries.map(\.key.value)
    guard let defaultName, !names.isEmpty, !names.contains(defaultName.value) else { return }
    fields.findings.error(
      "`\(defaultName.value)` is no target of `publish.targets`", at: defaultName.location,
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
  fileprivate init?(_ fields: Fields) {
    let type: PublishType? = fields.choice("type")
    if fields.value("type") == nil {
      fields.reportMissing("type", hint: "write `type: folder`, `git`, `rsync` or `rclone`")
    }
    switch type {
    case .folder:
      guard let path = fields.required("path", hint: "write the folder to copy to: `path: /srv/site`") else {
        return nil
      }
      self = .folder(FolderDestination(path: path))
    case .git:
      guard let git = GitDestination(fields) else { return nil }
      self = .git(git)
    case .rsync:
      guard let destination = fields.required("destination", hint: "write it as `destination: \"me@host:/srv/site\"`")
      else {
        return nil
      }
      self = .rsync(RsyncDestination(destination: destination))
    case .rclone:
      guard let remote = fields.required("remote", hint: "write it as `remote: \"s3:bucket/path\"`") else { return nil }
      self = .rclone(RcloneDestination(remote: remote))
    case nil:
      fields.acceptAll()
      return nil
    }
  }
}

extension GitDestination {
  fileprivate init?(_ fields: Fields) {
    let repository = fields.required("repository", hint: "write what `git push` takes")
    branch = fields.text("branch") ?? Located("gh-pages", at: fields.location)
    cname = fields.text("cname")
    nojekyll = fields.bool("nojekyll") ?? true
    history = fields.choice("history") ?? .append
    guard let repository else { return nil }
    self.repository = repository
  }
}
