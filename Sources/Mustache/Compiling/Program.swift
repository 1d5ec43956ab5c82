import Diagnostics

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

/// A template's source and program.
final class CompiledTemplate: Sendable {
  /// The source without a byte-order mark.
  let source: TemplateSource

  private let given: TemplateSource

  /// Where the text begins in its file.
  let origin: SourceLocation

  let program: Program

  /// What is wrong with the text by itself.
  let diagnostics: [Diagnostic]

  init(_ source: TemplateSource, origin: SourceLocation? = nil, _ options: CompilerOptions) {
    given = source
    var source = source
    if source.text.starts(with: byteOrderMark) { source.text.removeFirst(byteOrderMark.count) }
    self.source = source
    self.origin = origin ?? SourceLocation(source.file, line: 1, column: 1)
    var compiler = Compiler(source.text, firstLine: self.origin.line ?? 1, options)
    compiler.compile()
    program = compiler.program
    let places = Places(source.text, from: self.origin)
    diagnostics = (compiler.scanner.problems + compiler.problems).map { problem in
      Diagnostic(problem.severity, problem.message, at: places.location(of: problem.offset), hint: problem.hint)
    }
  }

  /// Whether compiling `source` would make the same template again.
  func isCompiled(from source: TemplateSource) -> Bool {
    self.given == source
  }

  /// Where the byte at `offset` stands.
  func location(of offset: Int) -> SourceLocation {
    Places(source.text, from: origin).location(of: offset)
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The places of a text that begins somewhere in a file.
private struct Places {
  private let lines: LineTable
  private let origin: SourceLocation

  init(_ text: [UInt8], from origin: SourceLocation) {
    lines = LineTable(text)
    self.origin = origin
  }

  func location(of offset: Int) -> SourceLocation {
    let (line, column) = lines.position(at: offset)
    return SourceLocation(
      origin.file, line: (origin.line ?? 1) + line - 1,
      column: line == 1 ? (origin.column ?? 1) + column - 1 : column)
  }
}
