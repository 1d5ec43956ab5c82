/// A place in a text that a writer or a theme author wrote.
///
/// Nearly everything that is read has one, so it is kept small.
package struct SourceLocation: Sendable, Hashable {
  /// The path of the file, relative to the site.
  package var file: String

  /// The line and the column; 0 for nil.
  private var storedLine: UInt32
  private var storedColumn: UInt32

  /// The line, from 1; nil for the whole file.
  package var line: Int? {
    get { storedLine == 0 ? nil : Int(storedLine) }
    set { storedLine = UInt32(clamping: newValue ?? 0) }
  }

  /// The column, from 1, counted in Unicode scalars; nil for the whole line or file.
  package var column: Int? {
    get { storedColumn == 0 ? nil : Int(storedColumn) }
    set { storedColumn = UInt32(clamping: newValue ?? 0) }
  }

  package init(_ file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    storedLine = UInt32(clamping: line ?? 0)
    storedColumn = UInt32(clamping: column ?? 0)
  }
}

extension SourceLocation: Codable {
  private enum CodingKeys: CodingKey { case file, line, column }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .file), line: try values.decodeIfPresent(Int.self, forKey: .line),
      column: try values.decodeIfPresent(Int.self, forKey: .column))
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(file, forKey: .file)
    try values.encodeIfPresent(line, forKey: .line)
    try values.encodeIfPresent(column, forKey: .column)
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
