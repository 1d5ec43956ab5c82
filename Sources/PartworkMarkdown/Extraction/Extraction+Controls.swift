internal import CCMark
internal import PartworkDiagnostics

/// Control characters that references such as `&#27;` stand for; those that are written as they are were left out before.
extension Extraction {
  /// Leaves out the control characters in the texts of `node`, with a warning.
  mutating func removeControls(from node: Node) {
    switch node.type {
    case CMARK_NODE_TEXT: removeControls(from: node.literal, of: node) { node.setLiteral($0) }
    case CMARK_NODE_CODE_BLOCK: removeControls(from: node.fenceInfo, of: node) { node.setFenceInfo($0) }
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      removeControls(from: node.destination, of: node) { node.setDestination($0) }
      removeControls(from: node.title, of: node) { node.setTitle($0) }
    default: break
    }
  }

  private mutating func removeControls(
    from text: UnsafeRawBufferPointer, of node: Node, _ set: ([UInt8]) -> Void
  ) {
    guard let controls = ControlCharacters(in: text) else { return }
    set(controls.rest)
    editor.diagnostics.append(.leftOut(controls, at: lineLocation(of: node)))
  }
}

extension Diagnostic {
  /// A warning that `controls`, the first of which is at `place`, are left out.
  static func leftOut(_ controls: ControlCharacters, at place: SourceLocation) -> Diagnostic {
    let message =
      controls.count == 1
      ? "a control character is left out" : "\(controls.count) control characters are left out, the first here"
    return Diagnostic(
      .warning, message, at: place,
      hint: "remove \(controls.count == 1 ? "it" : "them"): pages and feeds must not have any")
  }
}
