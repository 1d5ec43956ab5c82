/// What changed on disk between two moments of rest.
package struct FileChanges: Sendable, Hashable {
  /// The paths of what was made, written, renamed or removed, relative to the watched folder, with `/` between names.
  /// The path of a folder that is gone stands for all that was below it.
  package var paths: Set<String>

  /// Whether more may have changed than `paths` names, so that everything has to be read again.
  package var isIncomplete: Bool

  package init(paths: Set<String> = [], isIncomplete: Bool = false) {
    self.paths = paths
    self.isIncomplete = isIncomplete
  }

  package var isEmpty: Bool { paths.isEmpty && !isIncomplete }

  package mutating func formUnion(_ other: FileChanges) {
    paths.formUnion(other.paths)
    isIncomplete = isIncomplete || other.isIncomplete
  }
}
