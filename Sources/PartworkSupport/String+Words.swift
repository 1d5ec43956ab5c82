extension String {
  /// The text, or nil if it is empty.
  package var nonEmpty: String? { isEmpty ? nil : self }

  /// The first words of a text, and an ellipsis if it has more.
  ///
  /// In scripts without spaces, two Chinese or Japanese characters count as a word, and so do five of Thai, Lao, Tibetan,
  /// Khmer or Burmese. Such a text ends after a mark between its clauses if there is one in its last third, or else, in
  /// Tibetan, after a syllable.
  package func shortened(toWords limit: Int) -> String {
    let words = split(separator: " ", maxSplits: limit)
    let isWithin = words.count <= limit
    let start = isWithin ? self : words.prefix(limit).joined(separator: " ")
    if let cut = start.shortenedUnspaced(toWords: limit) { return cut + "…" }
    return isWithin ? self : start + " …"
  }

  /// The beginning of a text that is too long because it has few spaces; nil if it is not.
  private func shortenedUnspaced(toWords limit: Int) -> String? {
    // Most texts are shorter than this, and are not looked at.
    guard utf8.count > 8 * limit else { return nil }
    var tenths = 0
    var isAfterSpace = true
    var lastMark = startIndex
    var lastSyllable = startIndex
    for index in indices {
      let character = self[index]
      let scalar = character.unicodeScalars.first?.value ?? 0
      switch UnspacedScript(ofBasic: scalar) {
      case .chineseOrJapanese: tenths += 5
      case .abugida: tenths += 2
      // Han of rarer characters.
      case nil where (0x20000...0x3FFFF).contains(scalar): tenths += 5
      case nil where scalar == 0x20: isAfterSpace = true
      case nil:
        if isAfterSpace { tenths += 10 }
        isAfterSpace = false
      }
      if tenths > 10 * limit {
        let end = [lastMark, lastSyllable].first { $0 > startIndex } ?? index
        return String(self[..<end])
      }
      guard tenths > 7 * limit else { continue }
      if " 。！？；，、」』）：…།༎".contains(character) {
        lastMark = character == " " ? index : self.index(after: index)
      } else if character == "་" {
        lastSyllable = self.index(after: index)
      }
    }
    return nil
  }
}
