import PartworkDiagnostics

/// A template with its program.
///
/// It is a class so that a library that is updated shares it with the earlier one.
final class CompiledTemplate: Sendable {
  let source: TemplateSource
  let program: TemplateProgram

  /// What is wrong with the text by itself.
  let diagnostics: [Diagnostic]

  private let text: TemplateText

  /// Compiles `source`, whose text begins at `origin`, or at the beginning of its file.
  init(_ source: TemplateSource, at origin: SourceLocation? = nil, _ options: CompilerOptions) {
    self.source = source
    text = TemplateText(source.text, at: origin ?? SourceLocation(source.file, line: 1, column: 1))
    var compiler = TemplateCompiler(text, options)
    compiler.compile()
    program = compiler.program
    diagnostics = compiler.diagnostics
  }

  func location(of offset: Int) -> SourceLocation {
    text.location(of: offset)
  }
}

/// What the text of a template was compiled to.
struct TemplateProgram: Sendable {
  var instructions: [Instruction] = []

  /// The text between the tags, without what standalone tags remove, and indentations.
  var texts: [UInt8] = []

  var paths: [ValuePath] = []

  /// The parts of the paths.
  var names: [InternedName] = []

  var inclusions: [Inclusion] = []
  var blocks: [TemplateBlock] = []

  /// Where the forms of plurals begin: six instructions for each, in the order of the categories.
  var pluralForms: [Int] = []
  var pluralRule = PluralRule.none

  /// The keys of the words in it, by the offsets of their keys in the template.
  var phrases: [Int: String] = [:]

  /// Whether the text calls functions or prints words, so that it must be compiled again when these change.
  var dependsOnOptions = false

  /// Whether all tags are whole and all sections closed; if not, it is unknown which section a name is in.
  var isWellFormed = true

  func names(of path: ValuePath) -> ArraySlice<InternedName> {
    names[path.names]
  }

  func text(of path: ValuePath) -> String {
    path.names.isEmpty ? "." : names(of: path).map(\.text).joined(separator: ".")
  }
}

/// One step of a program. Paths, inclusions and blocks are given by their index in the program.
enum Instruction: Sendable {
  /// Appends a range of the program's texts. If it starts a line of the template, the indentation comes first.
  case text(Range<Int>, startsLine: Bool)

  /// Appends the value of a path, HTML-escaped or not.
  case value(path: Int, isEscaped: Bool)

  /// Enters a section, or goes to `end` if the path's value is falsy.
  case section(path: Int, end: Int)

  /// Goes back to the beginning of the innermost section for its next item, or leaves it.
  case sectionEnd

  /// Goes to `end` if the path's value is truthy.
  case inverted(path: Int, end: Int)

  /// Goes to the form for the number that is a path's value: one of six in the program's plural forms.
  case plural(path: Int, forms: Int)

  case jump(Int)

  /// Renders another template, then goes to the inclusion's end.
  case include(Int)

  /// Renders what fills the block and goes to the block's end; if nothing does, continues with the block's own text.
  case block(Int)

  /// Returns to whatever rendered the template or the filling.
  case end
}

/// A name as a tag has it: `.`, `title` or `post.date.iso`.
///
/// It does not hold the names themselves: threads that render at once would contend for their reference counts.
struct ValuePath: Sendable {
  /// The parts between the dots, among the program's names; empty for `.`, the innermost value.
  let names: Range<Int>

  /// The offset of the name in the template.
  let offset: Int

  /// What the name asks of a list, if no record has it.
  let place: ListPlace?
}

/// What an item of a list knows about its place there: names that each section over a list adds. A record's own name
/// comes first.
enum ListPlace: String, CaseIterable {
  case isFirst
  case isLast
  /// From 1.
  case number

  /// The names as a record, for checking.
  static let shape = Shape(
    "ListPlace", "an item's place in its list", allCases.map { Field($0.rawValue, $0 == .number ? .number : .bool) })
}

/// A tag that includes a partial, or a parent with what fills its blocks.
struct Inclusion: Sendable {
  let name: String

  /// The offset of the tag in the template.
  let offset: Int

  let isParent: Bool

  /// The path of the value that names the template, for `{{>*path}}`.
  let dynamicName: Int?

  /// The white space before each line of the included text, in the program's texts.
  var indentation = 0..<0

  var fillings: [BlockFilling] = []

  /// The instruction after the inclusion and its fillings.
  var end = 0

  /// The tag, for messages.
  var tag: String { isParent ? "{{<\(name)}}" : "{{>\(name)}}" }
}

/// What an including template puts into a block of its parent.
struct BlockFilling: Sendable {
  let name: InternedName

  /// The offset of the tag in the template.
  let offset: Int

  /// Its first instruction; the last one is an `end`.
  let start: Int

  /// Whether its text begins on its own line.
  var startsLine = false
}

/// A block that an including template may fill, with its own text.
struct TemplateBlock: Sendable {
  let name: InternedName

  /// The offset of the tag in the template.
  let offset: Int

  /// The white space before each line of a filling, in the program's texts.
  let indentation: Range<Int>

  /// Whether the block begins a line, so that the first line of a filling is indented too.
  let startsLine: Bool

  /// The instruction after the block's own text.
  var end = 0
}
