internal import CCMark

extension Edit {
  /// Links for the bare addresses in `run` that begin with `www.`, `http://`, `https://` or `ftp://`, or are those of
  /// e-mail, by GitHub's rules; none in `taken`, which is in order. They are in order.
  func autolinks(
    in run: TextRun, _ triggers: Triggers, besides taken: [TextRun.Replacement]
  ) -> [TextRun.Replacement] {
    let startsFree = run.node.startsFree
    let pages = BareAddresses(.pages, in: run.text, startsFree: startsFree, endsAtMarks: triggers.footnotes).found
    var found = pages.map { (range: run.literalRange($0.range), text: run.text[$0.range], scheme: $0.scheme) }
    if triggers.emails {
      // Signs of smart punctuation end an address of e-mail, and what is in another address is none.
      var pages = found.map(\.range)[...]
      for email in BareAddresses(.emails, in: run.literal).found {
        while let page = pages.first, page.upperBound <= email.range.lowerBound { pages.removeFirst() }
        if let page = pages.first, page.overlaps(email.range) { continue }
        found.append((range: email.range, text: run.literal[email.range], scheme: email.scheme))
      }
      found.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    var taken = taken.map(\.range)[...]
    var links: [TextRun.Replacement] = []
    for address in found {
      while let range = taken.first, range.upperBound <= address.range.lowerBound { taken.removeFirst() }
      if let range = taken.first, range.overlaps(address.range) { continue }
      let link = Node(CMARK_NODE_LINK)
      let text = Escapes.restored(address.text)
      link.setDestination(Array(address.scheme.utf8) + text)
      link.append(.text(text))
      links.append(TextRun.Replacement(range: address.range, nodes: [link]))
    }
    return links
  }
}

extension Node {
  /// Whether an address may stand at the very start of a text: behind nothing, white space or the mark of emphasis.
  var startsFree: Bool {
    switch previous?.type {
    case nil, CMARK_NODE_SOFTBREAK?, CMARK_NODE_LINEBREAK?, CMARK_NODE_EMPH?, CMARK_NODE_STRONG?: true
    default: false
    }
  }
}
