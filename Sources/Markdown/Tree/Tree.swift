internal import CCMark

/// The owner of a document as libcmark parsed it; frees it at the end of its life.
///
/// The C tree is edited in place and rendered once, so that escaping and rendering stay libcmark's and no second tree
/// is built.
struct Tree: ~Copyable {
  /// The node at the top, of the type `CMARK_NODE_DOCUMENT`.
  let root: Node

  /// Parses `text`, which is UTF-8.
  ///
  /// Lines and columns of inlines are counted through code spans and raw HTML only under `CMARK_OPT_SOURCEPOS`.
  init(parsing text: [UInt8], smart: Bool) {
    let options = CMARK_OPT_SOURCEPOS | (smart ? CMARK_OPT_SMART : 0)
    let root = text.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { cmark_parse_document($0, characters.count, options) }
          ?? cmark_parse_document("", 0, options)
      }
    }
    guard let root else { preconditionFailure("libcmark ends the program where it has no memory left") }
    self.root = Node(root)
  }

  deinit {
    cmark_node_free(root.pointer)
  }

  /// The tree as HTML, raw HTML and every destination included: what may not be shown has to be taken out before.
  func html() -> [UInt8] {
    guard let text = cmark_render_html(root.pointer, CMARK_OPT_UNSAFE) else { return [] }
    defer { cmark_get_default_mem_allocator().pointee.free(text) }
    return Array(bytes(text))
  }
}
