internal import CCMark

extension Edit {
  /// Links for the bare addresses in `run` that begin with `www.`, `http://`, `https://` or `ftp://`, or are those of
  /// e-mail, by GitHub's rules; none in `taken`, which is in order.
  func autolinks(in run: TextRun, besides taken: [TextRun.Replacement]) -> [TextRun.Replacement] {
    let addresses = BareAddresses(in: run.text, startsFree: startsFree(run))
    var taken = taken.map(\.range)[...]
    var links: [TextRun.Replacement] = []
    for address in addresses.found {
      while let range = taken.first, range.upperBound <= address.range.lowerBound { taken.removeFirst() }
      if let range = taken.first, range.overlaps(address.range) { continue }
      let link = Node(CMARK_NODE_LINK)
      let text = Escapes.restored(run.text[address.range])
      link.setDestination(Array(address.scheme.utf8) + text)
      link.place = run.place(at: address.range.lowerBound)
      link.append(.text(text))
      links.append(TextRun.Replacement(range: address.range, nodes: [link]))
    }
    return links
  }

  /// Whether an address may stand at the very start of `run`: behind nothing, white space or the mark of emphasis.
  private func startsFree(_ run: TextRun) -> Bool {
    guard let previous = run.node.previous else { return true }
    return previous.type == CMARK_NODE_SOFTBREAK || previous.type == CMARK_NODE_LINEBREAK
  }
}
