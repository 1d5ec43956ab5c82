extension [UInt8] {
  /// Appends the bytes of `text` as they are.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}
