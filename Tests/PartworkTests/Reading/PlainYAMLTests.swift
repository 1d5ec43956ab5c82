import Testing
import Yams

@testable import Partwork

/// What the fast reader of plain YAML reads must be what libyaml reads.
@Suite("Plain YAML") struct PlainYAMLTests {
  @Test func `usual front matter is read`() {
    let text = """
      title: "Why many pass early: 1"
      # A comment
      subtitle: It's a “plain” text, with:no quotes
      authors: [ann, "bo b", 'c']

      categories:
        - Deserts
        # Another
        - 'Trade: goods'
      parts:
      - one
      empty:
      none: []
      draft: true

      """
    #expect(plain(text) != nil)
    #expect(plain(text) == yams(text))
  }

  @Test(arguments: [
    "a: b\n c", "a: b # c", "a: 'it''s'", "a: \"\\n\"", "a: |\n b", "a: {b: c}", "a: [b: c]", "a: [[b]]", "a:\n  b: c",
    "a: &x b", "a: *x", "a: !!str b", "a: b: c", "a: \tb", "a:b", "a: -", "a: b\na: c", "? a", "a: 'b", "a: \"b\" c",
    "a: [b", "a: [b,]", "a:\n- b: c", "a:\n  - b\n - c", "a:\n- b\n  c", "- a", "a: %b", "a: @b", "a: `b`", "\u{85}: a",
    "a: b\u{2028}", "a: b\r\nc: d", "a: b\u{7}", "a: [b] c", " a: b", "a: b\n...\nc",
  ])
  func `other YAML is left to libyaml`(text: String) {
    #expect(plain(text) == nil)
  }

  @Test func `any text is read as libyaml reads it, or not at all`() {
    let pieces = [
      "a", "b: ", "key: ", ":", " ", "  ", "\n", "\n", "\n  - ", "\n- ", "- ", "[", "]", ", ", "\"", "'", "#", " # ",
      "é", "日本",
      "title: ", "\\", "0", "~", "null", "2026-01-01", "-", "{", "}", "x y", "\t", "|", "\u{A0}", "。", "\u{FEFF}",
      "\"b\"", "'c'",
    ]
    var generator = LinearCongruentialGenerator(state: 7)
    var readCount = 0
    for _ in 0..<60_000 {
      let count = Int.random(in: 1...9, using: &generator)
      let text = "k: " + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      guard let plain = plain(text) else { continue }
      readCount += 1
      #expect(plain == yams(text), "\(text.debugDescription)")
    }
    #expect(readCount > 3000)
  }

  private func plain(_ text: String) -> String? { PlainYAML.map(Array(text.utf8)[...]).map { description(of: $0) } }

  private func yams(_ text: String) -> String? {
    guard let root = try? Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else { return nil }
    return YAMLNode(root).map { description(of: $0) }
  }

  private func description(of node: YAMLNode) -> String {
    let content =
      switch node.form {
      case .scalar(let scalar): "\(scalar.text.debugDescription) \(scalar.style) \(scalar.isTagged)"
      case .list(let entries): "[" + entries.map { description(of: $0) }.joined(separator: ", ") + "]"
      case .map(let members):
        "{" + members.map { description(of: $0.key) + ": " + description(of: $0.value) }.joined(separator: ", ") + "}"
      }
    return "\(node.line):\(node.column) \(content)"
  }
}

/// The same numbers in every run.
private struct LinearCongruentialGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
