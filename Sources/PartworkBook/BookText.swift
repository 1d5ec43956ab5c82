import PartworkHTML
import PartworkSupport

/// Rewrites HTML as a book shows it (EPUB 3.3, section 6.1): XHTML without what readers of books cannot use, and with
/// links and pictures that stay in the book.
///
/// What only a browser can show becomes a link to it: players, frames, pictures of other sites.
package struct BookText {
  private let link: (String) -> String?
  private let picture: (String) -> String?
  private var tree = HTMLTree()
  private var xml = Markup(.xml)

  /// Whether a picture that is not there for decoration only lacks an alternative text.
  package private(set) var lacksAlternative = false

  /// - Parameters:
  ///   - link: The address in the book of what an address leads to; nil if it is not in the book.
  ///   - picture: The path in the book of the picture at an address; nil if it is not in the book.
  package init(link: @escaping (String) -> String?, picture: @escaping (String) -> String?) {
    self.link = link
    self.picture = picture
  }

  /// `html`, which goes into the body of a page, as XHTML.
  package mutating func xhtml(_ html: [UInt8]) -> [UInt8] {
    tree = HTMLReader.read(String(decoding: html, as: UTF8.self))
    xml = Markup(.xml)
    writeChildren(of: HTMLTree.root)
    return xml.utf8
  }

  private mutating func writeChildren(of id: HTMLTree.ID) {
    for child in tree.children(of: id) { write(child) }
  }

  private mutating func write(_ id: HTMLTree.ID) {
    if let text = tree.text(of: id) { return xml.escaped(text) }
    let name = tree.name(of: id)
    switch name {
    case "img": writePicture(id)
    case "video", "audio", "iframe": writeLink(toPlayer: id)
    case "input": writeBox(id)
    // The link of a heading to itself.
    case "a" where tree.has(class: "anchor", id): break
    case _ where Self.elements.contains(name): writeElement(id, name)
    case _ where Self.dropped.contains(name): break
    default: writeChildren(of: id)
    }
  }

  private mutating func writeElement(_ id: HTMLTree.ID, _ name: String) {
    var attributes = attributes(of: id, name)
    if name == "a", let address = tree.attribute("href", of: id), let address = self.address(address) {
      attributes.append(("href", address))
    }
    if let type = type(of: id, name) { attributes.append(("epub:type", type)) }
    startTag(name, attributes)
    if Self.void.contains(name) { return xml.raw("/>") }
    xml.raw(">")
    writeChildren(of: id)
    endTag(name)
  }

  private mutating func writePicture(_ id: HTMLTree.ID) {
    let address = tree.attribute("src", of: id) ?? ""
    let alternative = tree.attribute("alt", of: id)
    if let file = picture(address) {
      if alternative == nil { lacksAlternative = true }
      let attributes = attributes(of: id, "img").filter { $0.name != "alt" }
      startTag("img", attributes + [("src", file), ("alt", alternative ?? "")])
      xml.raw("/>")
    } else {
      writeLink(to: address, alternative ?? "", in: id)
    }
  }

  private mutating func writeLink(toPlayer id: HTMLTree.ID) {
    let source = tree.attribute("src", of: id)
    let inner = tree.firstElement("source", in: id).flatMap { tree.attribute("src", of: $0) }
    let label = tree.attribute("aria-label", of: id) ?? tree.attribute("title", of: id) ?? ""
    writeLink(to: source ?? inner ?? "", label, in: id)
  }

  /// Writes a link to what a book cannot show; a text if it is in a link.
  private mutating func writeLink(to address: String, _ label: String, in id: HTMLTree.ID) {
    guard !isInLink(id), let address = self.address(address) else { return xml.escaped(label) }
    startTag("a", [("href", address)])
    xml.raw(">")
    xml.escaped(label.isEmpty ? address : label)
    endTag("a")
  }

  private func isInLink(_ id: HTMLTree.ID) -> Bool {
    sequence(first: id) { tree.parent(of: $0) }.contains { tree.name(of: $0) == "a" }
  }

  /// Writes the box of a task.
  private mutating func writeBox(_ id: HTMLTree.ID) {
    guard tree.attribute("type", of: id) == "checkbox" else { return }
    xml.escaped(tree.attribute("checked", of: id) == nil ? "☐" : "☑")
  }

  /// `address` as a link in the book; nil for one that leads nowhere from there.
  private func address(_ address: String) -> String? {
    if let place = link(address) { return place }
    guard let scheme = AddressScheme.scheme(of: address), AddressScheme.allowed.contains(scheme) else {
      return nil
    }
    return address
  }

  /// What an element is for readers of books, who show notes in a window of their own (EPUB 3 Structural Semantics).
  private func type(of id: HTMLTree.ID, _ name: String) -> String? {
    switch tree.attribute("role", of: id) {
    case "doc-noteref": return "noteref"
    case "doc-backlink": return "backlink"
    case "doc-endnotes": return "footnotes"
    default: break
    }
    let list = tree.parent(of: id).flatMap { tree.parent(of: $0) }
    return name == "li" && list.flatMap { tree.attribute("role", of: $0) } == "doc-endnotes" ? "footnote" : nil
  }

  private func attributes(of id: HTMLTree.ID, _ name: String) -> [(name: String, value: String)] {
    guard case .element(_, let all) = tree.content(of: id) else { return [] }
    var kept: [(name: String, value: String)] = []
    for attribute in all where Self.isKept(attribute, of: name) {
      kept.append((attribute.name, attribute.value))
      if attribute.name == "lang" { kept.append(("xml:lang", attribute.value)) }
    }
    return kept
  }

  private static let ariaCharacters = ASCIISet(lettersDigitsAnd: "-")

  private static func isKept(_ attribute: HTMLAttribute, of element: String) -> Bool {
    switch attribute.name {
    case "class", "dir", "lang", "title", "role", "epub:type": true
    case "id": !attribute.value.isEmpty
    case "alt": element == "img"
    case "width", "height": element == "img" && Int(attribute.value) != nil
    case "start", "reversed", "type": element == "ol"
    case "value": element == "li"
    case "colspan", "rowspan", "headers", "scope": element == "td" || element == "th"
    case "datetime": element == "time"
    // HTML allows nearly any character in a name, XML few.
    case let name: name.hasPrefix("aria-") && name.utf8.allSatisfy(ariaCharacters.contains)
    }
  }

  private mutating func startTag(_ name: String, _ attributes: [(name: String, value: String)]) {
    xml.raw("<")
    xml.raw(utf8: name.utf8)
    for (name, value) in attributes {
      xml.raw(" ")
      xml.raw(utf8: name.utf8)
      xml.raw("=\"")
      xml.escaped(value)
      xml.raw("\"")
    }
  }

  private mutating func endTag(_ name: String) {
    xml.raw("</")
    xml.raw(utf8: name.utf8)
    xml.raw(">")
  }
}

extension BookText {
  private static let void: Set = ["br", "col", "hr", "wbr"]

  /// The elements that a book may have; what others contain stays without them.
  private static let elements: Set = void.union([
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "i", "ins", "kbd", "li", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var",
  ])

  /// The elements that are left out with all that is in them.
  private static let dropped: Set = [
    "base", "button", "canvas", "embed", "head", "link", "map", "math", "meta", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title",
  ]
}
