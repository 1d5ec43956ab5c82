/// A word that a text shows although its writer did not write it.
package enum DocumentLabel: String, Sendable, Hashable, CaseIterable {
  /// The titles of callouts.
  case note, tip, important, warning, caution

  /// What the link from a footnote back to the text is called.
  case backToText
}

/// The words that texts show in one language.
package struct DocumentLabels: Sendable, Hashable {
  private let words: [DocumentLabel: String]

  package init(_ word: (DocumentLabel) -> String) {
    words = Dictionary(uniqueKeysWithValues: DocumentLabel.allCases.map { ($0, word($0)) })
  }

  package static let english = DocumentLabels { label in
    label == .backToText ? "Back to the text" : label.rawValue.prefix(1).uppercased() + label.rawValue.dropFirst()
  }

  subscript(label: DocumentLabel) -> String { words[label] ?? "" }
}
