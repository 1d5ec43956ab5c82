import PartworkDiagnostics

/// A template's source and program.
final class CompiledTemplate: Sendable {
  let source: TemplateSource
  let program: Program

  /// What is wrong with the text by itself.
  let diagnostics: [Diagnostic]

  private let places: Places

  /// Compiles `source`, whose text begins at `origin`, or at the beginning of its file.
  init(_ source: TemplateSource, origin: SourceLocation? = nil, _ options: CompilerOptions) {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = source.text.starts(with: byteOrderMark) ? Array(source.text.dropFirst(3)) : source.text
    let places = Places(text, from: origin ?? SourceLocation(source.file, line: 1, column: 1))
    var compiler = Compiler(text, places, options)
    compiler.compile()
    self.source = source
    self.places = places
    program = compiler.program
    diagnostics = (compiler.scanner.problems + compiler.problems).map { problem in
      Diagnostic(problem.severity, problem.message, at: places.location(of: problem.offset), hint: problem.hint)
    }
  }

  /// Where the byte at `offset` stands.
  func location(of offset: Int) -> SourceLocation {
    places.location(of: offset)
  }
}
