/// Where a site can be published: `publish` in `site.yml`.
package struct PublishSettings: Sendable, Hashable {
  /// The target that `partwork publish` takes by itself: the one that `default` names, or the only one; nil where a
  /// name must be given.
  package var standard: PublishTarget? {
    guard let name = defaultName?.value else { return targets.count == 1 ? targets[0] : nil }
    return targets.first { $0.name.value == name }
  }

  /// The value of `default`; it is the name of a target.
  package var defaultName: Located<String>?
  /// In the order of the file, each name once.
  package var targets: [PublishTarget]

  package init(defaultName: Located<String>? = nil, targets: [PublishTarget]) {
    self.defaultName = defaultName
    self.targets = targets
  }
}

/// A place to publish to, by its name.
package struct PublishTarget: Sendable, Hashable {
  package var name: Located<String>
  package var destination: PublishDestination

  package init(name: Located<String>, destination: PublishDestination) {
    self.name = name
    self.destination = destination
  }
}

/// What kind of place a target is: its `type` and the keys of that type.
package enum PublishDestination: Sendable, Hashable {
  case folder(FolderDestination)
  case git(GitDestination)
  case rsync(RsyncDestination)
  case rclone(RcloneDestination)
}

/// A folder of this machine: `{type: folder, path: /mnt/stick/site}`.
package struct FolderDestination: Sendable, Hashable {
  /// An absolute path, or one from the site's folder, as written.
  package var path: Located<String>

  package init(path: Located<String>) { self.path = path }
}

/// A branch of a git repository: `{type: git, repository: URL, branch: gh-pages}`.
package struct GitDestination: Sendable, Hashable {
  /// A URL or path that `git push` takes.
  package var repository: Located<String>
  /// "gh-pages" where not given.
  package var branch: Located<String>
  /// The host name to write to the file `CNAME`; nil for no such file.
  package var cname: Located<String>?
  /// Whether the file `.nojekyll` is sent; true where not given.
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

/// What a publish does to the commits before it.
package enum GitHistory: String, Sendable, CaseIterable {
  /// Adds one commit to them.
  case append
  /// Replaces them by one commit without a parent.
  case orphan
}

/// Anything that rsync takes: `{type: rsync, destination: "me@host:/srv/site"}`.
package struct RsyncDestination: Sendable, Hashable {
  package var destination: Located<String>

  package init(destination: Located<String>) { self.destination = destination }
}

/// Any remote of rclone: `{type: rclone, remote: "s3:bucket/blog"}`.
package struct RcloneDestination: Sendable, Hashable {
  package var remote: Located<String>

  package init(remote: Located<String>) { self.remote = remote }
}
