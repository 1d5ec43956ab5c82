import PartworkDiagnostics

/// The places of a text that begins somewhere in a file.
struct Places: Sendable {
  private let lines: LineTable
  private let origin: SourceLocation

  init(_ text: [UInt8], from origin: SourceLocation) {
    lines = LineTable(text)
    self.origin = origin
  }

  /// Where the byte at `offset` stands in the file.
  func location(of offset: Int) -> SourceLocation {
    let (line, column) = lines.position(at: offset)
    return SourceLocation(
      origin.file, line: (origin.line ?? 1) + line - 1,
      column: line == 1 ? (origin.column ?? 1) + column - 1 : column)
  }
}
