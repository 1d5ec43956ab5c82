extension TemplateCompiler {
  mutating func partial(_ tag: Tag) throws(TemplateError) {
    let margin = appendText(before: tag)
    var inclusion = try inclusion(tag, isParent: false)
    if let margin { inclusion.indentation = appendIndentation(margin) }
    program.instructions.append(.include(program.inclusions.count))
    inclusion.end = program.instructions.count
    program.inclusions.append(inclusion)
  }

  mutating func parent(_ tag: Tag) throws(TemplateError) {
    let margin = margin(before: tag)
    if let margin { appendText(upTo: margin.lowerBound) }
    let marginText = program.instructions.count
    appendText(beforeInline: tag)
    let inclusion = try inclusion(tag, isParent: true)
    let hasMarginText = margin != nil && program.instructions.count > marginText
    push(
      .parent(inclusion: program.inclusions.count, margin: margin, marginText: hasMarginText ? marginText : nil), tag)
    program.instructions.append(.include(program.inclusions.count))
    program.inclusions.append(inclusion)
  }

  /// Ends a parent. If it is alone on its lines, they vanish, and the white space before it goes before each line of
  /// the parent's text.
  mutating func finishParent(_ inclusion: Int, _ margin: Range<Int>?, _ marginText: Int?, at tag: Tag?) {
    program.inclusions[inclusion].end = program.instructions.count
    guard let margin, let tag, let lineEnd = text.blankLineEnd(after: tag.range.upperBound) else { return }
    textStart = lineEnd
    program.inclusions[inclusion].indentation = appendIndentation(margin)
    if let marginText { program.instructions[marginText] = .text(0..<0, startsLine: false) }
  }

  mutating func block(_ tag: Tag) throws(TemplateError) {
    if case .parent(let inclusion, _, _) = open.last?.kind { return try filling(tag, of: inclusion) }
    let margin = margin(before: tag)
    let startsLine = appendText(before: tag) != nil
    let name = try name(of: tag)
    let ownMargin = startsLine ? firstMargin(from: textStart) : nil
    let indentation = appendIndentation(ownMargin ?? margin ?? 0..<0)
    push(.block(program.blocks.count), tag)
    program.instructions.append(.block(program.blocks.count))
    program.blocks.append(
      TemplateBlock(
        name: InternedName(name), offset: tag.range.lowerBound, indentation: indentation, startsLine: startsLine))
  }

  private mutating func filling(_ tag: Tag, of inclusion: Int) throws(TemplateError) {
    appendText(upTo: tag.range.lowerBound)
    textStart = tag.range.upperBound
    let name = try name(of: tag)
    if program.inclusions[inclusion].fillings.contains(where: { $0.name.text == name }) {
      note("`{{$\(name)}}` is filled twice", at: tag.range.lowerBound, hint: "put both texts into one block")
    }
    var filling = BlockFilling(
      name: InternedName(name), offset: tag.range.lowerBound, start: program.instructions.count)
    push(.filling(outerDedent: dedent), tag)
    if let lineEnd = text.blankLineEnd(after: tag.range.upperBound) {
      filling.startsLine = true
      textStart = lineEnd
      dedent = firstMargin(from: lineEnd).map { Array(text.bytes[$0]) } ?? []
    }
    program.inclusions[inclusion].fillings.append(filling)
  }

  /// The white space before `tag` if nothing else comes before it on its line.
  private func margin(before tag: Tag) -> Range<Int>? {
    text.blankLineStart(before: tag.range.lowerBound).map { $0..<tag.range.lowerBound }
  }

  /// The inclusion that `tag` asks for, without its indentation, fillings and end.
  private mutating func inclusion(_ tag: Tag, isParent: Bool) throws(TemplateError) -> Inclusion {
    guard !options.isFragment else {
      throw TemplateError(
        "other templates cannot be included here", at: tag.range.lowerBound, hint: "write the text itself here")
    }
    let name = try name(of: tag)
    let isDynamic = options.isLenient && name.hasPrefix("*")
    let dynamicName = isDynamic ? try addPath(String(name.dropFirst()), of: tag) : nil
    return Inclusion(name: name, offset: tag.range.lowerBound, isParent: isParent, dynamicName: dynamicName)
  }
}
