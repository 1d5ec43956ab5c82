extension Slots {
  /// Gives `heading` its id, and a link to itself at its end.
  ///
  /// The link is empty, and named by the heading it is in: the theme draws it, so that feeds and readers of plain HTML
  /// have no stray sign there.
  mutating func anchor(_ heading: Node, id: String) {
    heading.prepend(.inline(mark(.id(id))))
    heading.append(.inline(mark(.anchor(id))))
  }
}
