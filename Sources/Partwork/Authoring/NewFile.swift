internal import PartworkDiagnostics
internal import PartworkSupport

/// A new content file before it is written.
struct NewFile {
  /// The path from the site's folder.
  let path: String
  private(set) var frontMatter = ""
  /// The file of the post's series with the post in its `parts`.
  var series: EditedSeriesFile?
  var notes: [String] = []

  var text: String { "---\n\(frontMatter)---\n\n" }

  /// Adds a key with a text, on one line; nothing if it is nil.
  mutating func add(_ key: String, _ text: String?) {
    guard let line = text?.split(whereSeparator: \.isNewline).joined(separator: " ") else { return }
    frontMatter += "\(key): \(line.yaml)\n"
  }

  /// Adds a key with a value that is not text.
  mutating func add(_ key: String, yaml: String) {
    frontMatter += "\(key): \(yaml)\n"
  }

  /// Why the file could not be written.
  func error(for failure: DiskFailure) -> WriteError {
    if failure.isAlreadyThere { return .existing(path, hint: "choose another name") }
    let message = "could not \(failure.action) `\(failure.path)`: \(failure.reason)"
    if failure.isRefusal { return .refusal(message, at: path, hint: "check the permissions of the folder") }
    return .disk(
      Diagnostic(.error, message, at: SourceLocation(path), hint: "fix the disk problem, then try again"))
  }
}

extension WriteError {
  /// An error that the writer can fix, about the file at `file` if there is one.
  static func refusal(_ message: String, at file: String? = nil, hint: String) -> WriteError {
    .site([Diagnostic(.error, message, at: file.map { SourceLocation($0) }, hint: hint)])
  }

  static func existing(_ file: String, hint: String) -> WriteError {
    .refusal("this file already exists and is left unchanged", at: file, hint: hint)
  }
}
