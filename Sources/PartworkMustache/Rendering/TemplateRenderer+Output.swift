import PartworkSupport

extension TemplateRenderer {
  /// Appends `value` as text: a list as its items with commas between them, records and dictionaries as nothing.
  mutating func append(_ value: Value, isEscaped: Bool) {
    guard case .list(let items) = value else { return appendSingle(value, isEscaped: isEscaped) }
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(contentsOf: ", ".utf8) }
      appendSingle(item, isEscaped: isEscaped)
    }
  }

  private mutating func appendSingle(_ value: Value, isEscaped: Bool) {
    switch value {
    case .text(let text):
      if isEscaped { output.append(escaping: text, for: .mustache) } else { output.append(text: text) }
    case .html(let html): output.append(contentsOf: html)
    case .markup(let write): write(&output)
    case .number(let number): output.append(text: String(number))
    case .bool(let bool): output.append(text: bool ? "true" : "false")
    case .absent, .list, .record, .dictionary: break
    }
  }

  /// Appends a template's own text, with the indentation before each line that is not blank.
  mutating func append(_ texts: [UInt8], _ range: Range<Int>, startsLine: Bool) {
    texts.withUnsafeBufferPointer { texts in
      guard !indentation.isEmpty else {
        if !range.isEmpty { output.append(contentsOf: UnsafeBufferPointer(rebasing: texts[range])) }
        return
      }
      if range.isEmpty, startsLine { indent([]) }
      var position = range.lowerBound
      while position < range.upperBound {
        let end = texts[position..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
        let line = texts[position..<(end ?? range.upperBound)]
        let isBlank = end != nil && line.allSatisfy(\.isBlank)
        if position > range.lowerBound || startsLine, !isBlank { indent([]) }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: line))
        position = line.endIndex
      }
    }
  }

  /// Starts a line with the indentation and `more`; does nothing in the middle of a line.
  mutating func indent(_ more: ArraySlice<UInt8>) {
    guard output.isEmpty || output.last == UInt8(ascii: "\n") else { return }
    output += indentation
    output += more
  }
}
