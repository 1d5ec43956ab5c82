extension String {
  /// The text, or nil if it is empty.
  package var nonEmpty: String? { isEmpty ? nil : self }

  /// The first words of a text, and an ellipsis if it has more.
  ///
  /// In scripts without spaces, two Chinese or Japanese characters count as a word, and so do five of Thai, Lao, Khmer or
  /// Burmese. Such a text ends after a mark between its clauses if there is one in its last third.
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
    for index in indices {
      let character = self[index]
      switch character.unicodeScalars.first?.value ?? 0 {
      case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: tenths += 5
      case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: tenths += 2
      case 0x20: isAfterSpace = true
      case _ where isAfterSpace:
        tenths += 10
        isAfterSpace = false
      default: break
      }
      if tenths > 10 * limit {
        let end = lastMark > startIndex ? lastMark : index
        return String(self[..<end])
      }
      if tenths > 7 * limit, " 。！？；，、」』）：…".contains(character) {
        lastMark = character == " " ? index : self.index(after: index)
      }
    }
    return nil
  }
}
