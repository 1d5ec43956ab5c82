internal import PartworkDiagnostics
internal import Yams

extension Findings {
  fileprivate static let quoteAll = "put quotes around texts that have signs such as `:`, `#`, `[` or `{` in them"

  /// Reports what keeps `yaml` from being read, in a writer's words.
  func report(_ error: YamlError, in yaml: YAMLText) {
    switch error {
    case .duplicatedKeysInMapping(let keys, let context):
      for key in keys {
        self.error(
          "`\(key)` is given twice", at: yaml.secondPlace(of: key, after: context.mark), hint: "remove one of the two")
      }
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let found = YAMLProblem(
        problem, at: mark, while: context.map { ($0.text, $0.mark) }, lines: yaml.lines.map { Substring($0) })
      self.error(found.message, at: yaml.location(line: found.place.line, column: found.place.column), hint: found.hint)
    case .reader(_, let offset, _, let text):
      let before = text.prefix(offset ?? 0).utf8
      let (line, column) = LineTable(text.utf8).position(at: before.count)
      self.error(
        "this control character cannot stand here", at: yaml.location(line: line, column: column), hint: "remove it")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.error(
        "this is no YAML that can be read: \(error)", at: yaml.location(line: 1, column: 1), hint: Self.quoteAll)
    }
  }
}

extension YAMLText {
  /// Where `key` stands again, in the map in which it first stands at `first`; `first` where it is not found.
  fileprivate func secondPlace(of key: String, after first: Mark) -> SourceLocation {
    let names = [key, "\"\(key)\"", "'\(key)'"]
    for (index, line) in lines.enumerated().dropFirst(first.line) {
      let text = Substring(line)
      let isInMap = text.prefix(first.column - 1).allSatisfy { $0 == " " || $0 == "-" }
      let rest = text.unicodeScalars.dropFirst(first.column - 1)
      for name in names where isInMap && rest.starts(with: name.unicodeScalars) {
        let behind = rest.dropFirst(name.unicodeScalars.count).first { $0 != " " }
        if behind == ":" { return location(line: index + 1, column: first.column) }
      }
    }
    return location(first)
  }
}

/// A fault that libyaml found, in a writer's words, at the place where a writer would mend it.
private struct YAMLProblem {
  var message: String
  var place: (line: Int, column: Int)
  var hint: String

  private static let quote = "put quotes around the text"
  private static let align = "begin all keys of a map, and all entries of a list, in the same column"
  private static let colon = "write `key: value`, with a space behind the colon"

  /// - Parameters:
  ///   - problem: what libyaml says is wrong at `mark`.
  ///   - context: what it was reading, and where that begins.
  ///   - lines: the lines of the text.
  init(_ problem: String, at mark: Mark, while context: (text: String, mark: Mark)?, lines: [Substring]) {
    let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1].unicodeScalars : "".unicodeScalars[...]
    let before = line.prefix(mark.column - 1)
    let character = line.dropFirst(mark.column - 1).first
    let start = context.map { ($0.mark.line, $0.mark.column) } ?? (mark.line, mark.column)
    let place = (mark.line, mark.column)
    let doing = context?.text ?? ""

    if problem.hasPrefix("mapping values are not allowed") {
      if before.contains(":") {
        self.init("a text with `: ` in it needs quotes", place, Self.quote)
      } else if line.first == " " || mark.line == 1 {
        self.init("this key is not in one column with those above it", place, Self.align)
      } else {
        self.init("this line is no `key: value`", (mark.line - 1, 1), Self.colon)
      }
    } else if problem.contains("tab character") || character == "\t" && problem.contains("cannot start any token") {
      self.init("a tab stands where there must be spaces", place, "indent with spaces")
    } else if doing.contains("quoted scalar"), problem.contains("end of stream") {
      self.init("this quotation mark is never closed", start, "write the same mark at the end of the text")
    } else if doing.contains("quoted scalar") {
      self.init(
        "this backslash stands for no character", place, "write `\\\\` for a backslash, or use single quotes")
    } else if problem.contains("expected ':'") {
      self.init("this line is no `key: value`", start, Self.colon)
    } else if problem.contains("expected ',' or") {
      let (open, close) = problem.contains("]") ? ("[", "]") : ("{", "}")
      self.init(
        "this `\(open)` has no `\(close)`, or a comma is missing behind it", start,
        "put quotes around texts that begin with `\(open)`")
    } else if problem.contains("expected key"), !before.allSatisfy({ $0 == " " }) {
      self.init(
        "the text ended at the quotation mark before this", place,
        "put the other kind of quotes around the whole text")
    } else if problem.contains("expected key") || problem.contains("document start") {
      self.init("this line is not in one column with those above it", place, Self.align)
    } else if problem.contains("comment or line break") {
      self.init(
        "the text of a block begins on the next line", place, "put quotes around a text that begins with `|` or `>`")
    } else if problem.contains("block sequence entries") {
      self.init("a list begins on a line of its own", place, "put quotes around a text that begins with `- `")
    } else if problem.contains("another document") {
      self.init("this line begins a second YAML document", place, "remove it")
    } else if ["alias", "anchor", "tag"].contains(where: doing.contains) {
      self.init("a text that begins with `*`, `&` or `!` needs quotes", start, Self.quote)
    } else if let character, "@`%,]}*".unicodeScalars.contains(character) {
      self.init("a text cannot begin with `\(character)`", place, Self.quote)
    } else {
      self.init("this is no YAML that can be read: \(problem)", place, Findings.quoteAll)
    }
  }

  private init(_ message: String, _ place: (line: Int, column: Int), _ hint: String) {
    self.message = message
    self.place = place
    self.hint = hint
  }
}
