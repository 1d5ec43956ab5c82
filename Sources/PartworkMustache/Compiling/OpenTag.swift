/// A tag that is not closed yet.
struct OpenTag {
  var kind: OpenTagKind

  /// The name that the closing tag must have.
  let name: String

  /// The offset of the tag in the template.
  let offset: Int

  /// The tag, for messages.
  var tag: String {
    let sigil =
      switch kind {
      case .section, .function, .broken: "#"
      case .inverted: "^"
      case .block, .filling: "$"
      case .parent: "<"
      }
    return "{{\(sigil)\(name)}}"
  }
}

/// What an open tag began, with its indices in the program.
enum OpenTagKind {
  case section(instruction: Int, path: Int)
  case inverted(instruction: Int, path: Int)
  case block(Int)

  /// What fills a block of a parent; around it, lines lose `outerDedent`.
  case filling(outerDedent: [UInt8])

  /// A parent. If only white space comes before it on its line, `margin` is that, in the source, and `marginText` the
  /// instruction that renders it.
  case parent(inclusion: Int, margin: Range<Int>?, marginText: Int?)

  /// A call of a function; its argument is plain unless there is a tag in it.
  case function(isPlain: Bool)

  /// A tag whose name is not valid.
  case broken
}
