internal import CCMark

/// Whether `node` is `<!--more-->` on a line of its own and in no other block, as WordPress and Hugo end an excerpt.
func isMoreMark(_ node: Node) -> Bool {
  let html = node.literal
  guard html.count < 64, html.starts(with: "<!--".utf8), node.parent?.type == CMARK_NODE_DOCUMENT else { return false }
  return String(decoding: html, as: UTF8.self).filter { !$0.isWhitespace } == "<!--more-->"
}
