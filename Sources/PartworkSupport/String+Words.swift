extension String {
  /// The text, or nil if it is empty.
  package var nonEmpty: String? { isEmpty ? nil : self }

  /// The first words of a text, and an ellipsis if it has more.
  package func shortened(toWords limit: Int) -> String {
    let words = split(separator: " ", maxSplits: limit)
    return words.count <= limit ? self : words.prefix(limit).joined(separator: " ") + " …"
  }
}
