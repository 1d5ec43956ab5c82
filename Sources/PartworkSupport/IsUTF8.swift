/// Whether `text` is UTF-8 (The Unicode Standard, table 3-7).
package func isUTF8(_ text: [UInt8]) -> Bool {
  if #available(macOS 26, *) {
    (try? UTF8Span(validating: text.span)) != nil
  } else {
    String(validating: text, as: UTF8.self) != nil
  }
}

/// The offset of the first byte of `bytes` that is not UTF-8; nil if all are (The Unicode Standard, table 3-7).
package func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  if isUTF8(bytes) { return nil }
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let scalar): offset += scalar.count
    case .error: return offset
    case .emptyInput: return nil
    }
  }
}
