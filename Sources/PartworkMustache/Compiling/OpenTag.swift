/// A tag that waits for its closing one.
struct OpenTag {
  enum Kind {
    /// A section, by its instruction.
    case section(Int)

    /// An inverted section, by its instruction.
    case inverted(Int)

    /// A block in a template that may be a parent, by its place among the program's blocks.
    case block(Int)

    /// What goes into a block of a parent; around it, lines lose `outerDedent`.
    case filling(outerDedent: [UInt8])

    /// A parent, by its place among the program's inclusions. Where only white space stands before it on its line,
    /// `margin` is that, in the source, and `marginText` the instruction that renders it.
    case parent(Int, margin: Range<Int>?, marginText: Int?)

    /// A call of a function, unless its argument turned out to be more than plain text.
    case function(isPlain: Bool)

    /// A tag whose name cannot be understood.
    case broken
  }

  var kind: Kind

  /// What the closing tag must say.
  let name: String

  /// Where the tag stands in the template.
  let offset: Int

  /// The tag as its author wrote it, more or less.
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
