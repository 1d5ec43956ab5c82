extension Compiler {
  mutating func partial(_ tag: Tag) {
    let margin = appendText(before: tag)
    guard var inclusion = inclusion(tag, isParent: false) else { return }
    if let margin { inclusion.indentation = appendIndentation(margin) }
    program.instructions.append(.include(program.inclusions.count))
    inclusion.end = program.instructions.count
    program.inclusions.append(inclusion)
  }

  mutating func parent(_ tag: Tag) {
    let margin = source.blankLineStart(before: tag.range.lowerBound).map { $0..<tag.range.lowerBound }
    if let margin { appendText(upTo: margin.lowerBound) }
    let marginText = program.instructions.count
    appendText(beforeInline: tag)
    guard let inclusion = inclusion(tag, isParent: true) else { return push(.broken, text(tag.content), tag) }
    let hasMarginText = margin != nil && program.instructions.count > marginText
    push(
      .parent(program.inclusions.count, margin: margin, marginText: hasMarginText ? marginText : nil),
      inclusion.name, tag)
    program.instructions.append(.include(program.inclusions.count))
    program.inclusions.append(inclusion)
  }

  /// Ends a parent. Where it stands alone on its lines, they vanish, and the white space before it is set before each
  /// line of the parent's text.
  mutating func finishParent(_ opened: OpenTag, at tag: Tag?) {
    guard case .parent(let index, let margin, let marginText) = opened.kind else { return }
    program.inclusions[index].end = program.instructions.count
    guard let margin, let tag, let lineEnd = source.blankLineEnd(after: tag.range.upperBound) else { return }
    textStart = lineEnd
    program.inclusions[index].indentation = appendIndentation(margin)
    if let marginText { program.instructions[marginText] = .text(0..<0, startsLine: false) }
  }

  mutating func block(_ tag: Tag) {
    if case .parent(let index, _, _) = open.last?.kind { return filling(tag, of: index) }
    let margin = source.blankLineStart(before: tag.range.lowerBound).map { $0..<tag.range.lowerBound }
    let startsLine = appendText(before: tag) != nil
    guard let name = name(tag.content, in: tag) else { return push(.broken, text(tag.content), tag) }
    let ownMargin = startsLine ? firstMargin(from: textStart) : nil
    let indentation = appendIndentation(ownMargin ?? margin ?? 0..<0)
    push(.block(program.blocks.count), name, tag)
    program.instructions.append(.block(program.blocks.count))
    program.blocks.append(Block(name: Name(name), indentation: indentation, startsLine: startsLine, end: 0))
  }

  private mutating func filling(_ tag: Tag, of inclusion: Int) {
    appendText(upTo: tag.range.lowerBound)
    textStart = tag.range.upperBound
    guard let name = name(tag.content, in: tag) else { return push(.broken, text(tag.content), tag) }
    let fillings = program.inclusions[inclusion].fillings
    if options.mode == .strict, fillings.contains(where: { $0.name.text == name }) {
      problems.append(
        Problem("`{{$\(name)}}` is filled twice", at: tag.range.lowerBound, hint: "put both texts into one block"))
    }
    var filling = Filling(name: Name(name), offset: tag.range.lowerBound, start: program.instructions.count)
    push(.filling(outerDedent: dedent), name, tag)
    if let lineEnd = source.blankLineEnd(after: tag.range.upperBound) {
      filling.startsLine = true
      textStart = lineEnd
      dedent = firstMargin(from: lineEnd).map { Array(source[$0]) } ?? []
    }
    program.inclusions[inclusion].fillings.append(filling)
  }

  mutating func finishFilling(_ outerDedent: [UInt8]) {
    dedent = outerDedent
    program.instructions.append(.end)
  }

  /// The white space before the first line from `start` on that holds more; nil where that is a closing tag.
  private func firstMargin(from start: Int) -> Range<Int>? {
    var lineStart = start
    while lineStart < source.count {
      if let next = source.blankLineEnd(after: lineStart), next < source.count {
        lineStart = next
        continue
      }
      var end = lineStart
      while end < source.count, source[end].isSpace { end += 1 }
      let closing = scanner.opening + [UInt8(ascii: "/")]
      return source.matches(closing, at: end) ? nil : lineStart..<end
    }
    return nil
  }
}

extension Compiler {
  /// The inclusion that `tag` asks for, as yet without indentation, fillings and end.
  private mutating func inclusion(_ tag: Tag, isParent: Bool) -> Inclusion? {
    guard options.allowsIncludes else {
      problems.append(
        Problem(
          "no other template can be included here", at: tag.range.lowerBound, hint: "write its text in this place"))
      return nil
    }
    var dynamicPath: Path?
    var name: String?
    if let first = tag.content.first, source[first] == UInt8(ascii: "*") {
      guard options.mode == .lenient else {
        problems.append(
          Problem(
            "the name of an included template cannot be a value", at: tag.range.lowerBound,
            hint: "write the name itself, so that it can be checked"))
        return nil
      }
      name = dynamicName(tag.content)
      dynamicPath = path(afterAsterisk(tag.content), in: tag)
    } else {
      name = self.name(tag.content, in: tag)
    }
    guard let name else { return nil }
    return Inclusion(
      name: name, offset: tag.range.lowerBound, isParent: isParent, dynamicName: dynamicPath, indentation: 0..<0,
      end: 0, isUnconditional: open.isEmpty)
  }

  /// The name of `{{>* name }}` with its asterisk and without the space behind it.
  func dynamicName(_ content: Range<Int>) -> String {
    "*" + text(afterAsterisk(content))
  }

  private func afterAsterisk(_ content: Range<Int>) -> Range<Int> {
    var start = content.lowerBound + 1
    while start < content.upperBound, source[start].isBlank { start += 1 }
    return start..<content.upperBound
  }
}
