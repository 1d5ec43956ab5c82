/// A place in a text that a writer or a theme author wrote.
package struct SourceLocation: Sendable, Hashable, Codable {
  /// The path of the file, relative to the site.
  package var file: String

  /// The line, from 1; nil for the whole file.
  package var line: Int?

  /// The column, from 1, counted in Unicode scalars; nil for the whole line or file.
  package var column: Int?

  package init(_ file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: Comparable {
  /// Orders by file, then line, then column; a whole file comes before its lines.
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}

extension SourceLocation: CustomStringConvertible {
  package var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}
