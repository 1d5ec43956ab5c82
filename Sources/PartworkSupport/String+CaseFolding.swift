extension String {
  /// The text with its case folded: names that are the same on a case-insensitive disk fold to equal strings.
  ///
  /// This comes close to the full case folding of Unicode (section 3.13), which the standard library does not offer: it
  /// takes the lower case of the upper case of each scalar. It also joins the dotless `ı` with `i`. Comparing strings
  /// already treats composed and decomposed letters as equal, as disks that normalise names do.
  package var caseFolded: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
    var folded = ""
    for scalar in unicodeScalars {
      for upper in scalar.properties.uppercaseMapping.unicodeScalars {
        folded += upper.properties.lowercaseMapping
      }
    }
    return folded
  }
}
