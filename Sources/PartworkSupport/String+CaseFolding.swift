extension String {
  /// The text with its case folded: texts that a disk which ignores case takes for one name fold to equal strings.
  ///
  /// Near the full case folding of Unicode (section 3.13), which the standard library does not offer: the lower case of
  /// the upper case of each scalar. It also joins the dotless `ı` with `i`. That a composed letter equals a decomposed
  /// one, as on disks that normalise names, is what comparing strings does anyway.
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
