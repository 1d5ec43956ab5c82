/// What a template's text was compiled to.
struct Program: Sendable {
  var instructions: [Instruction] = []

  /// The text between the tags, without what standalone tags take away, and indentations.
  var texts: [UInt8] = []

  var paths: [Path] = []

  /// The parts of the paths.
  var names: [Name] = []

  var inclusions: [Inclusion] = []
  var blocks: [Block] = []

  /// Whether the text calls functions, so that a change of their results concerns it.
  var callsFunctions = false

  /// Whether sections open and close as they should, so that it is known in which of them each name stands.
  var isWellFormed = true
}

extension Program {
  func names(of path: Path) -> ArraySlice<Name> {
    names[path.names]
  }

  func text(of path: Path) -> String {
    path.names.isEmpty ? "." : names(of: path).map(\.text).joined(separator: ".")
  }
}
