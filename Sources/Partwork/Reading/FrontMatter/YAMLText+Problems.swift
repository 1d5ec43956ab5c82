internal import PartworkDiagnostics
internal import PartworkSupport
internal import Yams

extension Findings {
  /// Reports what keeps `yaml` from being read, in a writer's words.
  func report(_ error: any Error, in yaml: YAMLText) {
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      let places = yaml.secondPlaces(of: Set(keys.map { "\($0)" }), after: context.mark)
      for key in keys {
        let place = places["\(key)"] ?? yaml.location(line: context.mark.line, column: context.mark.column)
        self.error("`\(key)` is given twice", at: place, hint: "remove one of them")
      }
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let found = yaml.explain(problem, at: mark, while: context.map { ($0.text, $0.mark) })
      self.error(found.message, at: yaml.location(line: found.place.line, column: found.place.column), hint: found.hint)
    case .reader(_, let offset, _, let text):
      let (line, column) = LineTable(text.utf8).position(at: text.prefix(offset ?? 0).utf8.count)
      self.error(
        "control characters are not allowed here", at: yaml.location(line: line, column: column),
        hint: "remove the character here, which editors may not show")
    case nil, .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.error("this is not valid YAML: \(error)", at: yaml.location(line: 1, column: 1), hint: YAMLText.quoteAll)
    }
  }

  /// Reports each text in `node` that an escape such as `\e` gives a control character, which no page and no feed may
  /// have (HTML Standard, 13.2.3.5; XML 1.0, 2.2). libyaml refuses those that are written as they are.
  func reportControls(in node: YAMLNode, of yaml: YAMLText) {
    switch node.form {
    case .scalar(let scalar):
      guard let control = scalar.text.unicodeScalars.first(where: \.isForbiddenInYAML) else { return }
      error(
        "the control character \(String(control).printable) is not allowed here", at: yaml.location(of: node),
        hint: "remove the escape that stands for it")
    case .list(let entries):
      for entry in entries { reportControls(in: entry, of: yaml) }
    case .map(let members):
      for member in members {
        reportControls(in: member.key, of: yaml)
        reportControls(in: member.value, of: yaml)
      }
    }
  }
}

extension YAMLText {
  /// The places of the second one of each of `keys` in a map whose first key is at `first`, as far as they are found.
  fileprivate func secondPlaces(of keys: Set<String>, after first: Mark) -> [String: SourceLocation] {
    var places: [String: SourceLocation] = [:]
    var seen: Set<String> = []
    for (index, line) in lines.enumerated().dropFirst(first.line - 1) {
      let line = String(decoding: line, as: UTF8.self).unicodeScalars
      guard line.prefix(first.column - 1).allSatisfy({ $0 == " " || $0 == "-" }) else { continue }
      let rest = line.dropFirst(first.column - 1)
      guard let colon = rest.firstIndex(of: ":") else { continue }
      let name = String(rest[..<colon]).trimmingSpaces.withoutQuotes
      guard keys.contains(name), !seen.insert(name).inserted, places[name] == nil else { continue }
      places[name] = location(line: index + 1, column: first.column)
    }
    return places
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }

  /// The text in quotes, or the whole if there are none around it.
  fileprivate var withoutQuotes: String {
    guard count > 1, let first, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}

/// libyaml's errors.
extension YAMLText {
  fileprivate static let quoteAll = "put quotes around text that contains `:`, `#`, `[` or `{`"
  private static let quote = "put quotes around the text"
  private static let align = "start all keys of a map, and all entries of a list, in the same column"
  private static let colon = "write `key: value`, with a space after the colon"

  /// An error that libyaml found, in a writer's words, at the place where a writer would fix it.
  ///
  /// - Parameters:
  ///   - complaint: what libyaml says is wrong at `mark`.
  ///   - context: what it was reading, and where that begins.
  fileprivate func explain(
    _ complaint: String, at mark: Mark, while context: (text: String, mark: Mark)?
  ) -> (message: String, place: (line: Int, column: Int), hint: String) {
    let line = lines.dropFirst(mark.line - 1).first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let before = line.unicodeScalars.prefix(mark.column - 1)
    let character = line.unicodeScalars.dropFirst(mark.column - 1).first
    let start = context.map { ($0.mark.line, $0.mark.column) } ?? (mark.line, mark.column)
    let place = (mark.line, mark.column)
    let doing = context?.text ?? ""
    let expectsNext = complaint.contains("expected key") || complaint.contains("expected '-' indicator")

    if complaint.contains("nesting level") {
      return (
        message: "lists and maps are nested too deep here", place: place,
        hint: "nest at most \(Limits.yamlDepth) of them"
      )
    } else if complaint.hasPrefix("mapping values are not allowed") {
      if before.contains(":") {
        return (message: "text that contains `: ` needs quotes", place: place, hint: Self.quote)
      } else if line.first == " " || mark.line == 1 {
        return (message: "this key is not aligned with the keys above it", place: place, hint: Self.align)
      } else {
        return (message: "this line is not `key: value`", place: (mark.line - 1, 1), hint: Self.colon)
      }
    } else if complaint.contains("tab character") || character == "\t" && complaint.contains("cannot start any token") {
      return (message: "tabs are not allowed here", place: place, hint: "indent with spaces")
    } else if doing.contains("quoted scalar"), complaint.contains("end of stream") {
      return (
        message: "this quotation mark is never closed", place: start,
        hint:
          "add the same mark at the end of the text; if it is an apostrophe, put double quotes around the whole text"
      )
    } else if doing.contains("quoted scalar") {
      return (
        message: "this backslash is not a valid escape", place: place,
        hint: "write `\\\\` for a backslash, or use single quotes"
      )
    } else if complaint.contains("expected ':'") {
      return (message: "this line is not `key: value`", place: start, hint: Self.colon)
    } else if complaint.contains("expected ',' or") {
      let (open, close) = complaint.contains("]") ? ("[", "]") : ("{", "}")
      let hint =
        commentColumn(inLine: start.0) == nil
        ? "put quotes around text that begins with `\(open)`"
        : "put quotes around text that contains ` #`, which begins a comment"
      return (message: "missing `\(close)` or `,` after this `\(open)`", place: start, hint: hint)
    } else if expectsNext, let (column, open, close) = Self.brackets(endedIn: before) {
      return (
        message: "`\(open)` begins a \(open == "[" ? "list" : "map") here, but text follows its `\(close)`",
        place: (mark.line, column),
        hint: "put quotes around the whole text if it is not a \(open == "[" ? "list" : "map")"
      )
    } else if expectsNext, !before.allSatisfy({ $0 == " " }) {
      return (
        message: "the text ends at the quotation mark before this", place: place,
        hint: "use the other kind of quotes around the whole text"
      )
    } else if let column = commentColumn(inLine: mark.line - 1), line.first == " " {
      return (
        message: "`#` begins a comment here, so the text cannot continue on the next line",
        place: (mark.line - 1, column), hint: "put quotes around the whole text"
      )
    } else if expectsNext || complaint.contains("document start") {
      return (message: "this line is not aligned with the lines above it", place: place, hint: Self.align)
    } else if complaint.contains("comment or line break") {
      return (
        message: "the text of a block begins on the next line", place: place,
        hint: "put quotes around text that begins with `|` or `>`"
      )
    } else if complaint.contains("block sequence entries") {
      return (
        message: "a list must begin on its own line", place: place, hint: "put quotes around text that begins with `- `"
      )
    } else if complaint.contains("another document") {
      return (message: "this line starts a second YAML document", place: place, hint: "remove it")
    } else if ["alias", "anchor", "tag"].contains(where: doing.contains) {
      return (message: "text that begins with `*`, `&` or `!` needs quotes", place: start, hint: Self.quote)
    } else if complaint.hasPrefix("mapping keys are not allowed") {
      return (message: "text that begins with `? ` needs quotes", place: place, hint: Self.quote)
    } else if character == "`" {
      return (
        message: "text that begins with a backtick (`) needs quotes", place: place,
        hint: "put quotes around the whole text"
      )
    } else if let character, "@%,]}*".unicodeScalars.contains(character) {
      return (message: "text that begins with `\(character)` needs quotes", place: place, hint: Self.quote)
    } else {
      return (message: "this is not valid YAML: \(complaint)", place: place, hint: Self.quoteAll)
    }
  }

  /// The brackets that `before`, the start of a line, ends with, and the column of the first.
  private static func brackets(
    endedIn before: Substring.UnicodeScalarView
  ) -> (column: Int, open: Unicode.Scalar, close: Unicode.Scalar)? {
    guard let close = before.last(where: { $0 != " " }), close == "]" || close == "}" else { return nil }
    let open: Unicode.Scalar = close == "]" ? "[" : "{"
    return before.firstIndex(of: open).map { (before.distance(from: before.startIndex, to: $0) + 1, open, close) }
  }
}
