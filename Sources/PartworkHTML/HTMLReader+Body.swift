extension HTMLReader {
  /// "In body" (section 13.2.6.4.7).
  mutating func processInBody(_ token: HTMLTokenizer.Token) {
    switch token {
    case .text(let text):
      reconstructFormatting()
      insert(text: text)
    case .comment(let text):
      insert(comment: text)
    case .start(let name, let attributes, let isSelfClosing):
      startInBody(name, attributes, isSelfClosing: isSelfClosing)
    case .end(let name):
      endInBody(name)
    }
  }

  private mutating func startInBody(_ name: String, _ attributes: [HTMLAttribute], isSelfClosing: Bool) {
    switch name {
    case "html", "body", "head", "frameset", "frame", "caption", "col", "colgroup", "tbody", "td", "tfoot", "th",
      "thead", "tr":
      break
    case "base", "basefont", "bgsound", "link", "meta", "param", "source", "track":
      insertVoid(name, attributes)
    case "title": insertRawText(name, attributes, decodes: true)
    case "noframes", "script", "style", "iframe", "noembed": insertRawText(name, attributes)
    case _ where Self.blocks.contains(name), "p":
      closeParagraph()
      insert(name, attributes)
    case _ where Self.headings.contains(name):
      closeParagraph()
      if Self.headings.contains(currentName) { open.removeLast() }
      insert(name, attributes)
    case "pre", "listing":
      closeParagraph()
      insert(name, attributes)
      tokenizer.skipLineFeed()
    case "form":
      if form != nil { return }
      closeParagraph()
      form = insert(name, attributes)
    case "li": startItem(name, attributes, ending: ["li"])
    case "dd", "dt": startItem(name, attributes, ending: ["dd", "dt"])
    case "plaintext":
      closeParagraph()
      insert(name, attributes)
      tokenizer.mode = .plainText
    case "table":
      closeParagraph()
      insert(name, attributes)
      mode = .table
    case "hr":
      closeParagraph()
      insertVoid(name, attributes)
    case "image": startInBody("img", attributes, isSelfClosing: isSelfClosing)
    case "textarea":
      tokenizer.skipLineFeed()
      insertRawText(name, attributes, decodes: true)
    case "xmp":
      closeParagraph()
      reconstructFormatting()
      insertRawText(name, attributes)
    default: startInline(name, attributes, isSelfClosing: isSelfClosing)
    }
  }

  private mutating func startInline(_ name: String, _ attributes: [HTMLAttribute], isSelfClosing: Bool) {
    switch name {
    case "button": close("button")
    case "a":
      if let active = activeLink {
        adopt("a")
        formatting.removeAll { $0 == .element(active) }
        open.removeAll { $0 == active }
      }
    case "nobr":
      reconstructFormatting()
      if hasInScope("nobr") { adopt("nobr") }
    case "option", "optgroup":
      if currentName == "option" { open.removeLast() }
    case "rb", "rtc", "rp", "rt":
      if hasInScope("ruby") { generateImpliedEndTags(except: name == "rb" || name == "rtc" ? "" : "rtc") }
      insert(name, attributes)
      return
    default: break
    }
    reconstructFormatting()
    let id = insert(name, attributes)
    if Self.void.contains(name) || name == "input" || isSelfClosing && (name == "svg" || name == "math") {
      open.removeLast()
    } else if Self.formattingNames.contains(name) {
      pushFormatting(id)
    } else if name == "applet" || name == "marquee" || name == "object" {
      formatting.append(.marker)
    }
  }

  /// The link that is open since the last marker.
  private var activeLink: HTMLTree.ID? {
    for case .element(let id) in formatting.reversed().prefix(while: { $0 != .marker }) where tree.name(of: id) == "a" {
      return id
    }
    return nil
  }

  /// Begins an item, which ends an item that is open.
  private mutating func startItem(_ name: String, _ attributes: [HTMLAttribute], ending names: Set<String>) {
    for id in open.dropFirst().reversed() {
      let other = tree.name(of: id)
      if names.contains(other) {
        generateImpliedEndTags(except: other)
        pop(until: other)
        break
      }
      if Self.special.contains(other), other != "address", other != "div", other != "p" { break }
    }
    closeParagraph()
    insert(name, attributes)
  }

  private mutating func endInBody(_ name: String) {
    switch name {
    case "html", "body": break
    case _ where Self.blocks.contains(name), "button", "listing", "pre": close(name)
    case "form":
      guard let node = form else { return }
      form = nil
      guard let index = open.lastIndex(of: node), hasInScope("form") else { return }
      generateImpliedEndTags()
      open.remove(at: min(index, open.count - 1))
    case "p":
      if !hasInScope("p", Self.buttonScope) { insert("p") }
      closeParagraph()
    case "li": close("li", in: Self.listScope, except: "li")
    case "dd", "dt": close(name, except: name)
    case _ where Self.headings.contains(name):
      guard hasInScope(Self.scope, Self.headings.contains) else { return }
      generateImpliedEndTags()
      pop(until: Self.headings.contains)
    case _ where Self.formattingNames.contains(name): adopt(name)
    case "applet", "marquee", "object":
      guard hasInScope(name) else { return }
      close(name)
      clearFormattingToMarker()
    case "br": startInBody("br", [], isSelfClosing: false)
    default: endOther(name)
    }
  }

  mutating func endOther(_ name: String) {
    for index in open.indices.dropFirst().reversed() {
      let other = tree.name(of: open[index])
      if other == name {
        generateImpliedEndTags(except: name)
        if index < open.count { open.removeSubrange(index...) }
        return
      }
      if Self.special.contains(other) { return }
    }
  }

  /// The adoption agency algorithm (section 13.2.6.4.7): an end tag of a formatting element that elements within it
  /// outlive.
  mutating func adopt(_ name: String) {
    if currentName == name, !formatting.contains(.element(current)) {
      open.removeLast()
      return
    }
    for _ in 0..<8 {
      guard let element = activeFormatting(name) else { return endOther(name) }
      guard let place = open.lastIndex(of: element) else {
        formatting.removeAll { $0 == .element(element) }
        return
      }
      guard isInScope(element) else { return }
      guard let furthest = open[(place + 1)...].first(where: { Self.special.contains(tree.name(of: $0)) }) else {
        open.removeSubrange(place...)
        formatting.removeAll { $0 == .element(element) }
        return
      }
      moveFormatting(element, at: place, around: furthest)
    }
  }

  private func activeFormatting(_ name: String) -> HTMLTree.ID? {
    for case .element(let id) in formatting.reversed().prefix(while: { $0 != .marker }) where tree.name(of: id) == name
    {
      return id
    }
    return nil
  }

  private func isInScope(_ element: HTMLTree.ID) -> Bool {
    for id in open.reversed() {
      if id == element { return true }
      if Self.scope.contains(tree.name(of: id)) { return false }
    }
    return false
  }

  /// One turn of the algorithm: closes `element` before `furthest`, and opens it again within.
  private mutating func moveFormatting(_ element: HTMLTree.ID, at place: Int, around furthest: HTMLTree.ID) {
    let ancestor = open[place - 1]
    var bookmark = formatting.firstIndex(of: .element(element)) ?? formatting.count
    var last = furthest
    var index = open.lastIndex(of: furthest) ?? place + 1
    var turns = 0
    while index - 1 > place {
      index -= 1
      turns += 1
      let node = open[index]
      guard let entry = formatting.firstIndex(of: .element(node)), turns <= 3 else {
        if let entry = formatting.firstIndex(of: .element(node)) {
          formatting.remove(at: entry)
          if entry < bookmark { bookmark -= 1 }
        }
        open.remove(at: index)
        continue
      }
      let copy = tree.make(tree.content(of: node), line: tree.line(of: node))
      formatting[entry] = .element(copy)
      open[index] = copy
      if last == furthest { bookmark = entry + 1 }
      tree.append(last, to: copy)
      last = copy
    }
    let target = commonPlace(in: ancestor)
    tree.insert(last, before: target.before, in: target.parent)
    let copy = tree.make(tree.content(of: element), line: tree.line(of: element))
    tree.moveChildren(of: furthest, to: copy)
    tree.append(copy, to: furthest)
    if let entry = formatting.firstIndex(of: .element(element)) {
      formatting.remove(at: entry)
      if entry < bookmark { bookmark -= 1 }
    }
    formatting.insert(.element(copy), at: min(bookmark, formatting.count))
    open.removeAll { $0 == element }
    if let index = open.lastIndex(of: furthest) { open.insert(copy, at: index + 1) }
  }

  /// Where a node goes that is moved out of formatting: before the table if `ancestor` is part of one.
  private mutating func commonPlace(in ancestor: HTMLTree.ID) -> (parent: HTMLTree.ID, before: HTMLTree.ID?) {
    let wasFosterParenting = isFosterParenting
    isFosterParenting = true
    defer { isFosterParenting = wasFosterParenting }
    return place(in: ancestor)
  }
}
