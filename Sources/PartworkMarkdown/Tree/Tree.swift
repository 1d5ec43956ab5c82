internal import CCMark

/// The owner of a document as libcmark parsed it; which is freed with its arena.
///
/// The C tree is edited in place and rendered once, so that escaping and rendering stay libcmark's and no second tree
/// is built.
struct Tree: ~Copyable {
  /// The node at the top, of the type `CMARK_NODE_DOCUMENT`.
  let root: Node

  private let arena: Arena

  /// Parses `text`, which is UTF-8; nil where that takes longer than until `deadline`.
  ///
  /// libcmark cannot be stopped, but it takes a text in pieces, and it is the building of blocks that a hostile text
  /// makes slow (blank lines below a list thousands of levels deep): the clock is looked at between pieces. Reading
  /// inlines comes after, all in one; `InlineBound` refuses what would take too long there.
  ///
  /// Lines and columns of inlines are counted through code spans and raw HTML only under `CMARK_OPT_SOURCEPOS`.
  init?(parsing text: [UInt8], smart: Bool, deadline: ContinuousClock.Instant? = nil) {
    arena = Arena()
    let options = CMARK_OPT_SOURCEPOS | (smart ? CMARK_OPT_SMART : 0)
    guard let parser = cmark_parser_new_with_mem(options, Arena.memory) else {
      preconditionFailure("libcmark ends the program where it has no memory left")
    }
    let isFed = text.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        Self.feed(parser, characters, until: deadline)
      }
    }
    guard isFed, let root = cmark_parser_finish(parser) else { return nil }
    self.root = Node(root)
  }

  private static func feed(
    _ parser: OpaquePointer, _ characters: UnsafeBufferPointer<CChar>, until deadline: ContinuousClock.Instant?
  ) -> Bool {
    guard let start = characters.baseAddress else { return true }
    let length = 4096
    var offset = 0
    while offset < characters.count {
      if offset > 0, let deadline, ContinuousClock.now > deadline { return false }
      let count = min(length, characters.count - offset)
      cmark_parser_feed(parser, start + offset, count)
      offset += count
    }
    return true
  }

  /// Calls `body` with the tree as HTML, raw HTML and every destination included: what may not be shown has to be taken out before.
  func withHTML<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let text = cmark_render_html(root.pointer, CMARK_OPT_UNSAFE) else {
      preconditionFailure("libcmark ends the program where it has no memory left")
    }
    return body(bytes(text))
  }
}
