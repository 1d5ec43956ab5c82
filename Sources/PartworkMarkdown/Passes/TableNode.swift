/// The block of a table while its rows are written.
///
/// Cells without markup are most, and a node for each would cost more than all else about a table. So finished HTML is
/// gathered, and goes into the tree with the next cell that has inlines, as what stands before it.
struct TableNode {
  /// A part of a table, by the name of its cells' tag.
  enum Part: String {
    case head = "th"
    case body = "td"
  }

  /// What is written and not in the tree yet.
  var html: [UInt8] = []

  private let node = Node.block("<div class=\"table\" tabindex=\"0\">\n<table>".utf8, "</table>\n</div>".utf8)

  /// By column, the start tags of cells.
  private let headTags: [String]
  private let bodyTags: [String]

  init(_ alignments: [TableSyntax.Alignment?]) {
    // Not a style: those are forbidden by a strict content security policy, and feed readers drop them.
    let attributes = alignments.map { $0.map { " align=\"\($0)\"" } ?? "" }
    headTags = attributes.map { "<th scope=\"col\"\($0)>" }
    bodyTags = attributes.map { "<td\($0)>" }
  }

  /// Writes a cell of `text`, which has nothing that HTML would need escaped.
  mutating func append(_ text: ArraySlice<UInt8>, _ part: Part, _ column: Int) {
    begin(part, column)
    html.append(contentsOf: text)
    html.append(contentsOf: Self.end(part).utf8)
  }

  /// Writes a cell of the inlines of `cell`, which stand at `place`.
  mutating func append(childrenOf cell: Node, _ part: Part, _ column: Int, at place: Place) {
    begin(part, column)
    let wrapper = Node.wrapper(html, Self.end(part).utf8)
    wrapper.place = place
    wrapper.takeChildren(of: cell)
    node.append(wrapper)
    html.removeAll(keepingCapacity: true)
  }

  /// The table, whose last cells stand at `place`.
  mutating func finished(at place: Place) -> Node {
    let rest = Node.inline(html)
    rest.place = place
    node.append(rest)
    return node
  }

  private mutating func begin(_ part: Part, _ column: Int) {
    html.append(contentsOf: (part == .head ? headTags : bodyTags)[column].utf8)
  }

  private static func end(_ part: Part) -> String { "</\(part.rawValue)>\n" }
}

extension TableNode {
  /// Appends to `text` what the cells in `html` say, each behind a space: there is nothing in it but tags and text that
  /// is the same in HTML.
  static func append(textOf html: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    var offset = 0
    while let tag = html.firstIndex(of: UInt8(ascii: "<"), from: offset) {
      let words = TableSyntax.trimmed(html[offset..<tag])
      if !words.isEmpty {
        separate(&text)
        text.append(contentsOf: words)
      }
      offset = (html.firstIndex(of: UInt8(ascii: ">"), from: tag) ?? html.count - 1) + 1
    }
  }

  /// Parts what is appended to `text` from what it has.
  static func separate(_ text: inout [UInt8]) {
    if let last = text.last, !isSpace(last) { text.append(UInt8(ascii: " ")) }
  }
}
