/// One tag of a template: `{{#name}}`.
struct Tag {
  enum Kind {
    case value(isEscaped: Bool)
    case section, inverted, block, close
    case partial, parent
    case comment, delimiters
  }

  let kind: Kind

  /// The bytes of the tag with its delimiters.
  let range: Range<Int>

  /// The bytes between delimiters and sigil, without the white space around them.
  let content: Range<Int>
}
