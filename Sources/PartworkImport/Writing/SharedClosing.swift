internal import PartworkSupport

/// The sentences that the closing paragraphs of several texts share.
struct SharedClosing {
  private let sentences: [String]
  /// Whether the paragraphs have no other sentences.
  let isWhole: Bool

  var text: String { sentences.joined(separator: " ") }

  /// Nil if the paragraphs do not share enough to be one closing: two sentences, or more than half of each.
  ///
  /// - Parameter paragraphs: Markdown.
  init?(_ paragraphs: [String?]) {
    let all = paragraphs.map { Self.sentences(of: $0 ?? "") }
    guard let first = all.first, !first.isEmpty else { return nil }
    let shared = first.filter { sentence in all.allSatisfy { $0.contains(sentence) } }
    let isInOrder = all.allSatisfy { $0.filter(shared.contains) == shared }
    let length = shared.reduce(0) { $0 + $1.count }
    let isMost = all.allSatisfy { sentences in 2 * length > sentences.reduce(0) { $0 + $1.count } }
    guard isInOrder, length > 40, shared.count > 1 || isMost else { return nil }
    sentences = shared
    isWhole = all.allSatisfy { $0 == shared }
  }

  /// Whether a paragraph has all the sentences.
  func isIn(_ paragraph: String?) -> Bool {
    let others = Self.sentences(of: paragraph ?? "")
    return sentences.allSatisfy(others.contains)
  }

  /// The other sentences of a paragraph.
  func rest(of paragraph: String) -> String {
    Self.sentences(of: paragraph).filter { !sentences.contains($0) }.joined(separator: " ")
  }

  /// The sentences of a paragraph. Links, emphasis and code are not cut.
  private static func sentences(of paragraph: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    for word in paragraph.split(separator: " ") {
      current += (current.isEmpty ? "" : " ") + word
      let end = word.last { !"\"'”’»)*_".contains($0) }
      if let end, ".!?…。".contains(end), isBalanced(current) {
        sentences.append(current)
        current = ""
      }
    }
    return current.isEmpty ? sentences : sentences + [current]
  }

  private static func isBalanced(_ text: String) -> Bool {
    func count(_ character: Character) -> Int { text.count { $0 == character } }
    return count("[") == count("]") && count("(") == count(")")
      && ["*", "_", "`", "~"].allSatisfy { count($0).isMultiple(of: 2) }
  }
}
