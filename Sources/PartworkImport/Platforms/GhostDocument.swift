internal import PartworkHTML
internal import PartworkMarkdown
internal import PartworkSupport

/// A text as the editors of Ghost keep it: Lexical, or Mobiledoc before it. Exports have HTML of nearly all texts; this
/// is for those without.
struct GhostDocument {
  private(set) var html = ""
  /// The kinds of cards that are left out.
  private(set) var leftOut: [String] = []

  /// Reads the text of a post; nil if it has none.
  init?(_ post: MatterValue) {
    func document(_ key: String) -> MatterValue? { post[key]?.text.flatMap { MatterValue(json: $0) } }
    if let nodes = document("lexical")?["root.children"] {
      addNodes(nodes)
    } else if let document = document("mobiledoc"), document["sections"] != nil {
      addSections(document)
    } else {
      return nil
    }
  }

  private mutating func add(
    _ tag: String, attributes: [(String, String?)] = [], _ content: (inout GhostDocument) -> Void
  ) {
    let written = attributes.map { name, value in value.map { " \(name)=\"\(Escaping.html.escaped($0))\"" } ?? "" }
    html += "<\(tag)\(written.joined())>"
    content(&self)
    html += "</\(tag)>"
  }

  private mutating func add(text: String?) { html += Escaping.html.escaped(text ?? "") }
}

/// Cards, which are alike in both.
extension GhostDocument {
  private mutating func addCard(_ name: String, _ card: MatterValue) {
    let source = card["src"]?.text ?? card["url"]?.text
    switch name.replacing("card-", with: "") {
    case "html": html += card["html"]?.whole ?? ""
    case "markdown":
      let text = card["markdown"]?.whole ?? ""
      // The HTML is what the text is compared with.
      add("x-markdown", attributes: [("source", text)]) { $0.html += Document(text, MarkdownOptions()).html() }
    case "hr", "horizontalrule": html += "<hr>"
    case "image": addPicture(card)
    case "gallery": for picture in card["images"]?.entries ?? [] { addPicture(picture) }
    case "code", "codeblock":
      let language = card["language"]?.text.map { "language-" + $0 }
      add("pre") { $0.add("code", attributes: [("class", language)]) { $0.add(text: card["code"]?.whole) } }
    case "embed", "bookmark": addLink(source, card["metadata.title"]?.text ?? source)
    case "button": addLink(card["buttonUrl"]?.text, card["buttonText"]?.text)
    case "file": addLink(source, card["fileTitle"]?.text ?? card["fileName"]?.text)
    case "video", "audio": add(name, attributes: [("src", source), ("title", card["title"]?.text)]) { _ in }
    case "callout": add("blockquote") { $0.html += "<p>\(card["calloutText"]?.whole ?? "")</p>" }
    case "toggle": html += "<p><strong>\(card["heading"]?.whole ?? "")</strong></p>\(card["content"]?.whole ?? "")"
    case "header": html += "<h2>\(card["header"]?.whole ?? "")</h2><p>\(card["subheader"]?.whole ?? "")</p>"
    default: leftOut.append(name)
    }
  }

  private mutating func addPicture(_ picture: MatterValue) {
    add("figure") { document in
      document.add("img", attributes: [("src", picture["src"]?.text), ("alt", picture["alt"]?.text)]) { _ in }
      if let caption = picture["caption"]?.text { document.html += "<figcaption>\(caption)</figcaption>" }
    }
  }

  private mutating func addLink(_ address: String?, _ text: String?) {
    add("p") { $0.add("a", attributes: [("href", address)]) { $0.add(text: text ?? address) } }
  }
}

/// Lexical: a tree of nodes.
extension GhostDocument {
  private mutating func addNodes(_ nodes: MatterValue?) {
    for node in nodes?.entries ?? [] { addNode(node) }
  }

  private mutating func addNode(_ node: MatterValue) {
    let kind = (node["type"]?.text ?? "").replacing("extended-", with: "")
    func inside(_ tag: String, _ attributes: [(String, String?)] = [], _ document: inout GhostDocument) {
      document.add(tag, attributes: attributes) { $0.addNodes(node["children"]) }
    }
    switch kind {
    case "text": addText(node)
    case "linebreak": html += "<br>"
    case "tab": html += " "
    case "paragraph": inside("p", [], &self)
    case "heading": inside(node["tag"]?.heading ?? "h2", [], &self)
    case "list": inside(node["tag"]?.text == "ol" ? "ol" : "ul", [], &self)
    case "listitem": inside("li", [], &self)
    case "quote", "aside": inside("blockquote", [], &self)
    case "link", "autolink", "at-link": inside("a", [("href", node["url"]?.text)], &self)
    default:
      if node["children"] == nil { addCard(kind, node) } else { inside("div", [], &self) }
    }
  }

  /// Adds a run of text, whose marks are bits of a number.
  private mutating func addText(_ node: MatterValue) {
    let marks = ["strong", "em", "s", "u", "code", "sub", "sup", "mark"]
    let format = node["format"]?.text.flatMap { Int($0) } ?? 0
    let tags = marks.indices.filter { format & (1 << $0) != 0 }.map { marks[$0] }
    html += tags.map { "<\($0)>" }.joined()
    add(text: node["text"]?.whole)
    html += tags.reversed().map { "</\($0)>" }.joined()
  }
}

/// Mobiledoc: sections whose texts are runs that open and close marks, with tables of marks, atoms and cards.
extension GhostDocument {
  private mutating func addSections(_ document: MatterValue) {
    for section in document["sections"]?.entries ?? [] {
      let parts = section.entries
      guard let kind = parts.first?.text, parts.count > 1 else { continue }
      let tag = parts[1].heading ?? (["ul", "ol", "blockquote"].first { $0 == parts[1].text } ?? "p")
      switch kind {
      case "1" where parts.count > 2: add(tag) { $0.addRuns(parts[2], document) }
      case "2": addPicture(.map(["src": parts[1]]))
      case "3" where parts.count > 2:
        add(tag == "ol" ? "ol" : "ul") { list in
          for item in parts[2].entries { list.add("li") { $0.addRuns(item, document) } }
        }
      case "10":
        if let card = document["cards"]?[parts[1]]?.entries, let name = card.first?.text {
          addCard(name, card.count > 1 ? card[1] : .map([:]))
        }
      default: break
      }
    }
  }

  private mutating func addRuns(_ runs: MatterValue, _ document: MatterValue) {
    var open: [String] = []
    for run in runs.entries.map(\.entries) where run.count > 3 {
      for index in run[1].entries {
        let mark = document["markups"]?[index]?.entries ?? []
        let tag = mark.first?.text ?? "span"
        let attributes = mark.count > 1 ? mark[1].entries.map { $0.whole ?? "" } : []
        let address = attributes.firstIndex(of: "href").flatMap { attributes[safe: $0 + 1] }
        open.append(tag)
        html += address.map { "<a href=\"\(Escaping.html.escaped($0))\">" } ?? "<\(tag)>"
      }
      if run[0].text == "0" {
        add(text: run[3].whole)
      } else {
        let atom = document["atoms"]?[run[3]]?.entries ?? []
        if atom.first?.text?.hasPrefix("soft") == true { html += "<br>" } else { add(text: atom[safe: 1]?.whole) }
      }
      for _ in 0..<min(open.count, max(0, run[2].text.flatMap { Int($0) } ?? 0)) { html += "</\(open.removeLast())>" }
    }
    html += open.reversed().map { "</\($0)>" }.joined()
  }
}

extension MatterValue {
  /// The text with the white space around it.
  fileprivate var whole: String? { if case .text(let text) = self { text } else { nil } }

  fileprivate var entries: [MatterValue] { if case .list(let values) = self { values } else { [] } }

  /// The name of a heading's element; nil if it is another.
  fileprivate var heading: String? { text.flatMap { HTMLReader.headings.contains($0) ? $0 : nil } }

  /// The entry whose index is a number.
  fileprivate subscript(_ index: MatterValue) -> MatterValue? {
    index.text.flatMap { Int($0) }.flatMap { entries.indices.contains($0) ? entries[$0] : nil }
  }
}
