import PartworkDiagnostics
import PartworkSupport

/// What a template may use besides the language itself.
struct CompilerOptions: Sendable {
  var functions: [String: [String: String]] = [:]

  /// What `{{#words}}` prints; nil if there are no words.
  var words: ThemeWords?
  var isLenient = false

  /// Whether the template is a text of the writer's: it includes nothing, prints nothing unescaped and keeps the
  /// delimiters.
  var isFragment = false
}

/// Turns the text of a template into a program, in one pass over its tags.
struct TemplateCompiler {
  let text: TemplateText
  let options: CompilerOptions
  var scanner: TagScanner
  var program = TemplateProgram()
  private(set) var diagnostics: [Diagnostic] = []

  /// The open tags, innermost last.
  var open: [OpenTag] = []

  /// The beginning of the text that no instruction covers yet.
  var textStart = 0

  /// The white space that the lines of a filling lose; they take on that of the block they fill.
  var dedent: [UInt8] = []

  /// The greatest depth of sections, blocks and parents: more than any theme needs, and low enough that looking a name
  /// up, which walks outwards through them, stays quick.
  private static let maximumDepth = 1_000

  init(_ text: TemplateText, _ options: CompilerOptions) {
    self.text = text
    self.options = options
    scanner = TagScanner(text)
  }

  mutating func compile() {
    while let tag = nextTag() {
      guard open.count < Self.maximumDepth else {
        note(
          "sections are nested more than \(Self.maximumDepth) deep", at: tag.range.lowerBound,
          hint: "close some of them first, or move a part into a partial")
        program.isWellFormed = false
        break
      }
      checkPlace(of: tag)
      do {
        try compile(tag)
      } catch {
        note(error)
        pushBroken(tag)
      }
    }
    if open.isEmpty { appendText(upTo: text.bytes.count) }
    closeAll()
    program.instructions.append(.end)
  }

  private mutating func nextTag() -> Tag? {
    while true {
      do {
        return try scanner.next()
      } catch {
        note(error)
        program.isWellFormed = false
      }
    }
  }

  private mutating func compile(_ tag: Tag) throws(TemplateError) {
    switch tag.kind {
    case .delimiters where options.isFragment:
      throw TemplateError(
        "the delimiters cannot change in this text", at: tag.range.lowerBound, hint: "write tags as `{{name}}`")
    case .comment, .delimiters: appendText(before: tag)
    case .value(isEscaped: false) where options.isFragment:
      throw TemplateError(
        "this tag would print its value as HTML", at: tag.range.lowerBound,
        hint: "write `{{\(rawName(of: tag))}}`, which escapes it")
    case .value(let isEscaped):
      appendText(beforeInline: tag)
      program.instructions.append(.value(path: try addPath(of: tag), isEscaped: isEscaped))
    case .section: try section(tag)
    case .inverted: try inverted(tag)
    case .partial: try partial(tag)
    case .parent: try parent(tag)
    case .block: try block(tag)
    case .close: close(tag)
    }
  }
}

extension TemplateCompiler {
  mutating func note(_ message: String, at offset: Int, hint: String?, _ severity: Diagnostic.Severity = .error) {
    diagnostics.append(Diagnostic(severity, message, at: text.location(of: offset), hint: hint))
  }

  private mutating func note(_ error: TemplateError) {
    note(error.message, at: error.offset, hint: error.hint)
  }

  /// The name in `tag`, which is one word.
  func name(of tag: Tag) throws(TemplateError) -> String {
    let name = rawName(of: tag)
    if name.isEmpty {
      throw TemplateError("this tag has no name", at: tag.range.lowerBound, hint: "name a value, or remove the tag")
    }
    if name.utf8.contains(where: \.isBlank) {
      throw TemplateError(
        "`\(name)` is not a name", at: tag.content.lowerBound,
        hint: "a name has no spaces; a comment begins with `{{!`")
    }
    return name
  }

  /// The text of `tag`, without white space after the asterisk of a dynamic name.
  func rawName(of tag: Tag) -> String {
    let name = text[tag.content]
    guard options.isLenient, name.hasPrefix("*") else { return name }
    return "*" + name.dropFirst().drop { $0.isWhitespace }
  }

  /// Adds a path, by default the name of `tag`, to the program and returns its index.
  mutating func addPath(_ name: String? = nil, of tag: Tag) throws(TemplateError) -> Int {
    let name = if let name { name } else { try self.name(of: tag) }
    if name != ".", name.split(separator: ".", omittingEmptySubsequences: false).contains("") {
      throw TemplateError(
        "`\(name)` is not a name", at: tag.content.lowerBound, hint: "write a dot between two names: `post.title`")
    }
    return addPath(name, at: tag.content.lowerBound)
  }

  /// Adds the path `name`, which `offset` names, to the program and returns its index.
  mutating func addPath(_ name: String, at offset: Int) -> Int {
    let start = program.names.count
    if name != "." { program.names += name.split(separator: ".").map { InternedName(String($0)) } }
    let place = options.isLenient ? nil : ListPlace(rawValue: name)
    program.paths.append(
      ValuePath(names: start..<program.names.count, offset: offset, place: place))
    return program.paths.count - 1
  }
}

extension TemplateCompiler {
  /// Notes an error if `tag` has no effect here: in the argument of a function, or outside the blocks of a parent.
  private mutating func checkPlace(of tag: Tag) {
    guard let last = open.last else { return }
    switch (last.kind, tag.kind) {
    case (.function(isPlain: true), .close):
      break
    case (.function(isPlain: true), _):
      open[open.count - 1].kind = .function(isPlain: false)
      note(
        "`\(last.tag)` takes plain text, without tags", at: tag.range.lowerBound,
        hint: "write `\(last.tag)…{{/\(last.name)}}` with the text itself between the tags")
    case (.parent, .value), (.parent, .section), (.parent, .inverted), (.parent, .partial), (.parent, .parent):
      noteOutsideBlocks("tag", at: tag.range.lowerBound, of: last)
    default:
      break
    }
  }

  /// Notes that something in `parent` is outside its blocks.
  mutating func noteOutsideBlocks(
    _ noun: String, at offset: Int, of parent: OpenTag, _ severity: Diagnostic.Severity = .error
  ) {
    note(
      "this \(noun) is outside the blocks of `\(parent.tag)` and is never rendered", at: offset,
      hint: "move it into a block: `{{$name}}…{{/name}}`", severity)
  }

  /// Appends what the function `name` makes of the text up to `tag`.
  mutating func call(_ name: String, upTo tag: Tag) {
    let range = text.trim(textStart..<tag.range.lowerBound)
    textStart = tag.range.upperBound
    let argument = text[range]
    if name == Self.wordsFunction { return appendWords(argument, at: range.lowerBound) }
    let known = options.functions[name] ?? [:]
    guard let result = known[argument] else {
      return note(
        argument.isEmpty ? "`{{#\(name)}}` has no text" : "`\(argument)`: unknown \(name)", at: range.lowerBound,
        hint: Suggestion.listing(near: argument, in: known.keys.sorted()))
    }
    appendEscaped(result)
  }

  /// Appends text that no tag of the template prints.
  mutating func appendEscaped(_ text: String) {
    let start = program.texts.count
    program.texts.append(escaping: text, for: .mustache)
    program.instructions.append(.text(start..<program.texts.count, startsLine: false))
  }

  /// The name of the function that prints words.
  static let wordsFunction = "words"

  /// Whether `{{#name}}` calls a function.
  func isFunction(_ name: String) -> Bool {
    options.functions[name] != nil || options.words != nil && name == Self.wordsFunction
  }
}
