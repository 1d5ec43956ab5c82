import PartworkDiagnostics
import PartworkMustache
import PartworkSupport
import TestSupport

@testable import Partwork

/// Reads `text` as the content file at `path`.
func read(_ text: String, at path: String, _ settings: MarkdownSettings = MarkdownSettings()) -> ReadFile? {
  ContentFile(path).map { ContentReader(settings: settings).read(Array(text.utf8), of: $0) }
}

func readPost(_ text: String, at path: String = "content/posts/x.md") -> PostSource? {
  read(text, at: path)?.source as? PostSource
}

func readSeries(_ text: String, at path: String = "content/series/x.md") -> SeriesSource? {
  read(text, at: path)?.source as? SeriesSource
}

func readAuthor(_ text: String, at path: String = "content/authors/x.md") -> AuthorSource? {
  read(text, at: path)?.source as? AuthorSource
}

func readCategory(_ text: String, at path: String = "content/categories/x.md") -> TermSource? {
  read(text, at: path)?.source as? TermSource
}

func readPage(_ text: String, at path: String = "content/pages/x.md") -> PageSource? {
  read(text, at: path)?.source as? PageSource
}

/// The diagnostics of `text`, read as the content file at `path`.
func diagnostics(_ text: MarkedText, at path: String = "content/posts/x.md") -> [Diagnostic] {
  read(text.text, at: path)?.diagnostics ?? []
}

/// A post whose front matter has `lines` and everything that is required.
func post(_ lines: String) -> MarkedText {
  MarkedText("---\ntitle: A\ndate: 2026-03-12\n\(lines)\n---\n")
}

/// A value in `extra`, as its type and text; the keys of a dictionary are sorted.
func shown(_ value: Value?) -> String {
  switch value {
  case .absent: "absent"
  case .bool(let bool): "bool \(bool)"
  case .number(let number): "number \(number)"
  case .text(let text): "text \(text)"
  case .list(let values): "[" + values.map(shown).joined(separator: ", ") + "]"
  case .dictionary(let values):
    "{" + values.sorted { $0.key < $1.key }.map { "\($0): \(shown($1))" }.joined(separator: ", ") + "}"
  default: "something else"
  }
}

extension DateInput {
  /// The date that a test names, which exists.
  init(year: Int, month: Int, day: Int, time: Int? = nil, offset: Int? = nil) {
    guard let day = CivilDay(year: year, month: month, day: day) else {
      preconditionFailure("there is no such day: \(year)-\(month)-\(day)")
    }
    self.init(day: day, time: time, offset: offset)
  }
}
