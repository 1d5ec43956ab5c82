/// What a template may use beside the language itself.
struct CompilerOptions: Sendable {
  var functions: [String: [String: String]] = [:]
  var mode: TemplateLibrary.Mode = .strict
  var allowsIncludes = true

  /// How many sections, blocks and parents may stand one in another: far beyond what a theme needs, and low enough
  /// that a name's lookup, which walks outwards through them, stays quick.
  static let maximumDepth = 1_000
}

/// Turns a template's text into a program, in one pass over its tags.
struct Compiler {
  var scanner: TagScanner
  let source: [UInt8]
  let options: CompilerOptions
  var program = Program()
  var problems: [Problem] = []

  /// What is open at the present tag, innermost last.
  var open: [OpenTag] = []

  /// Where the text begins that no instruction covers yet.
  var textStart = 0

  /// The white space that lines of a filling lose where it is written, to take on that of the place it fills.
  var dedent: [UInt8] = []

  let places: Places

  init(_ source: [UInt8], _ places: Places, _ options: CompilerOptions) {
    self.source = source
    self.options = options
    self.places = places
    scanner = TagScanner(source)
  }

  mutating func compile() {
    while let tag = scanner.next() {
      guard open.count < CompilerOptions.maximumDepth else {
        problems.append(
          Problem(
            "sections are nested more than \(CompilerOptions.maximumDepth) deep", at: tag.range.lowerBound,
            hint: "close some of them first, or move a part into a partial"))
        program.isWellFormed = false
        break
      }
      compile(tag)
    }
    if open.isEmpty { appendText(upTo: source.count) }
    closeAll()
    program.instructions.append(.end)
    if !scanner.problems.isEmpty { program.isWellFormed = false }
  }

  private mutating func compile(_ tag: Tag) {
    checkPlace(of: tag)
    switch tag.kind {
    case .comment, .delimiters: appendText(before: tag)
    case .value(let isEscaped): value(tag, isEscaped: isEscaped)
    case .section: section(tag)
    case .inverted: inverted(tag)
    case .partial: partial(tag)
    case .parent: parent(tag)
    case .block: block(tag)
    case .close: close(tag)
    }
  }

  private mutating func value(_ tag: Tag, isEscaped: Bool) {
    appendText(beforeInline: tag)
    guard let path = path(of: tag) else { return }
    program.instructions.append(.value(path: path, isEscaped: isEscaped))
  }
}

extension Compiler {
  /// The index of a new path for the name in `tag`; nil, with a problem noted, if it is none.
  mutating func path(of tag: Tag) -> Int? {
    guard let path = path(tag.content, in: tag) else { return nil }
    program.paths.append(path)
    return program.paths.count - 1
  }

  mutating func path(_ range: Range<Int>, in tag: Tag) -> Path? {
    guard let name = name(range, in: tag) else { return nil }
    if name == "." { return Path(names: 0..<0, offset: range.lowerBound) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard !parts.contains("") else {
      problems.append(
        Problem("`\(name)` is no name", at: range.lowerBound, hint: "a dot stands between two names: `post.title`"))
      return nil
    }
    let start = program.names.count
    program.names += parts.map { Name(String($0)) }
    return Path(names: start..<program.names.count, offset: range.lowerBound)
  }

  /// The name at `range`; nil, with a problem noted, if it is empty or more than one word.
  mutating func name(_ range: Range<Int>, in tag: Tag) -> String? {
    let text = text(range)
    if range.isEmpty {
      problems.append(Problem("the tag has no name", at: tag.range.lowerBound, hint: "name a value, or remove the tag"))
      return nil
    }
    if source[range].contains(where: \.isBlank) {
      problems.append(
        Problem("`\(text)` is no name", at: range.lowerBound, hint: "a name has no spaces; a comment begins with `{{!`")
      )
      return nil
    }
    return text
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: source[range], as: UTF8.self)
  }
}
