extension String {
  /// The text with its case folded: names that are the same on a case-insensitive disk fold to equal strings.
  ///
  /// This comes close to the full case folding of Unicode (section 3.13), which the standard library does not offer: it
  /// takes the lower case of the upper case of each scalar. It also joins the dotless `ı` with `i`. Comparing strings
  /// already treats composed and decomposed letters as equal, as disks that normalise names do.
  package var caseFolded: String {
    if utf8.allSatisfy({ $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) { return self }
    if utf8.allSatisfy({ $0 < 0x80 }) { return lowercased() }
    var folded = ""
    for scalar in unicodeScalars {
      for upper in scalar.properties.uppercaseMapping.unicodeScalars {
        folded += upper.properties.lowercaseMapping
      }
    }
    return folded
  }

  /// Whether the text comes before `other`: in Unicode's order and, where that takes them for the same, in that of their
  /// bytes. So the order of names never depends on that of a folder.
  package func precedes(_ other: String) -> Bool {
    self < other || self == other && utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether the text has the same bytes as `other`: a composed and a decomposed letter differ.
  package func isIdentical(to other: String) -> Bool {
    let isEqual = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { others in
        UnsafeRawBufferPointer(bytes).isEqual(to: UnsafeRawBufferPointer(others))
      }
    }
    return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
