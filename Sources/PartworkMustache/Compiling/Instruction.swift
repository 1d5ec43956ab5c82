/// One step of a compiled template.
enum Instruction: Sendable {
  /// Appends a run of the program's texts; `startsLine` where it begins a line of the template, so that the
  /// indentation in force goes before it.
  case text(Range<Int>, startsLine: Bool)

  /// Appends the value of a path, HTML-escaped or not.
  case value(path: Int, isEscaped: Bool)

  /// Enters a section, or goes to `end` if the path's value is falsy.
  case section(path: Int, end: Int)

  /// Goes back to the beginning of the innermost section for its next item, or leaves it.
  case sectionEnd

  /// Goes to `end` if the path's value is truthy.
  case inverted(path: Int, end: Int)

  /// Renders another template in this place, and goes on at the inclusion's end.
  case include(Int)

  /// Renders what an including template put into the block and goes to the block's end, or goes on with the block's own
  /// text where none did.
  case block(Int)

  /// Goes back to what rendered the template, or the content of a block.
  case end
}

/// A name as a tag has it: `.`, `title` or `post.date.iso`.
///
/// It holds no names itself: threads that render at once would otherwise wait for each other to count its owners.
struct Path: Sendable, Hashable {
  /// The parts between the dots, among the program's names; none for `.`, which is the innermost value.
  let names: Range<Int>

  /// Where it stands in the template.
  let offset: Int
}

/// A tag that includes a partial, or a parent with what goes into the parent's blocks.
struct Inclusion: Sendable {
  let name: String

  /// Where the tag stands in the template.
  let offset: Int

  let isParent: Bool

  /// The path whose value names the template, for `{{>*path}}`.
  let dynamicName: Path?

  /// The white space before each line of the included text, in the program's texts.
  var indentation: Range<Int>

  /// What goes into the parent's blocks.
  var fillings: [Filling] = []

  /// The instruction to go on with.
  var end: Int

  /// Whether it is rendered whenever its template is: not within a section or a block.
  let isUnconditional: Bool

  /// The tag as its author wrote it, more or less.
  var tag: String { isParent ? "{{<\(name)}}" : "{{>\(name)}}" }
}

/// What an including template puts into a block of its parent.
struct Filling: Sendable {
  let name: Name

  /// Where the tag stands in the template.
  let offset: Int

  /// Its first instruction; the last one is an `end`.
  let start: Int

  /// Whether its text begins on a line of its own.
  var startsLine = false
}

/// A place in a template that an including template may fill, and its own text.
struct Block: Sendable {
  let name: Name

  /// The white space before each line of a filling, in the program's texts.
  let indentation: Range<Int>

  /// Whether the block begins a line, so that a filling's first line is indented too.
  let startsLine: Bool

  /// The instruction behind the block's own text.
  var end: Int
}
