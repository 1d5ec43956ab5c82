internal import CCMark

extension TreeEditor {
  /// Turns each paragraph of terms and the list of definitions below it into a `dl`; adjacent ones are joined.
  mutating func makeDefinitionLists(_ lists: [(list: Node, count: Int)]) {
    var last: Node?
    for (list, count) in lists {
      guard let terms = list.previous, terms.type == CMARK_NODE_PARAGRAPH else { continue }
      let isContinued = last != nil && terms.previous == last
      let whole = isContinued ? last : nil
      let target = whole ?? Node.block("<dl>".utf8, "</dl>".utf8)
      if whole == nil { target.insert(before: terms) }
      appendTerms(terms, to: target)
      let isTight = cmark_node_get_list_tight(list.pointer) != 0
      for _ in 0..<count {
        if let item = list.firstChild { appendDefinition(item, isTight: isTight, to: target) }
      }
      // What is left is an ordinary list directly below.
      if list.firstChild == nil { list.remove() }
      last = target
    }
  }

  /// Each line of the paragraph is a term.
  private mutating func appendTerms(_ paragraph: Node, to target: Node) {
    var line = paragraph.startLine
    while paragraph.firstChild != nil {
      let term = Node.wrapper("<dt>".utf8, "</dt>\n".utf8)
      setOrigin(of: term, lines: line, line)
      line += 1
      while let child = paragraph.firstChild {
        if child.type == CMARK_NODE_SOFTBREAK || child.type == CMARK_NODE_LINEBREAK {
          child.remove()
          break
        }
        term.append(child)
      }
      target.append(term)
    }
    paragraph.remove()
  }

  private mutating func appendDefinition(_ item: Node, isTight: Bool, to target: Node) {
    let definition = Node.block("<dd>".utf8, "</dd>".utf8)
    while let child = item.firstChild {
      if isTight, child.type == CMARK_NODE_PARAGRAPH {
        // A tight paragraph is its text alone.
        let text = Node.wrapper([], [])
        setOrigin(of: text, lines: child.startLine, child.endLine)
        text.takeChildren(of: child)
        definition.append(text)
        child.remove()
      } else {
        definition.append(child)
      }
    }
    target.append(definition)
    item.remove()
  }
}
