extension Array<UInt8> {
  /// Whether the bytes are UTF-8 (The Unicode Standard, table 3-7).
  package var isUTF8: Bool {
    if #available(macOS 26, *) {
      (try? UTF8Span(validating: span)) != nil
    } else {
      String(validating: self, as: UTF8.self) != nil
    }
  }

  /// The offset of the first byte that is not UTF-8; nil if all are.
  package var firstInvalidUTF8: Int? {
    if isUTF8 { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  /// Whether `text`, which is not empty, is anywhere in the bytes.
  package func contains(_ text: String) -> Bool {
    withUnsafeBytes { bytes in
      Array(text.utf8).withUnsafeBytes { bytes.firstIndex(of: $0, in: 0..<bytes.count) != nil }
    }
  }
}
