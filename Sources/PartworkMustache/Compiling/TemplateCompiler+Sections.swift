import PartworkDiagnostics

extension TemplateCompiler {
  mutating func section(_ tag: Tag) throws(TemplateError) {
    if isFunction(rawName(of: tag)) {
      appendText(beforeInline: tag)
      program.dependsOnOptions = true
      return push(.function(isPlain: true), tag)
    }
    appendText(before: tag)
    let path = try addPath(of: tag)
    push(.section(instruction: program.instructions.count, path: path), tag)
    program.instructions.append(.section(path: path, end: 0))
  }

  mutating func inverted(_ tag: Tag) throws(TemplateError) {
    appendText(before: tag)
    let path = try addPath(of: tag)
    push(.inverted(instruction: program.instructions.count, path: path), tag)
    program.instructions.append(.inverted(path: path, end: 0))
  }

  mutating func push(_ kind: OpenTagKind, _ tag: Tag) {
    open.append(OpenTag(kind: kind, name: rawName(of: tag), offset: tag.range.lowerBound))
  }

  /// Opens a tag whose name is not valid, so that the closing tag does not become a second error.
  mutating func pushBroken(_ tag: Tag) {
    switch tag.kind {
    case .section, .inverted, .block, .parent: if !tag.content.isEmpty { push(.broken, tag) }
    case .value, .partial, .close, .comment, .delimiters: break
    }
  }

  /// Closes what `tag` names, and what was left open within it.
  mutating func close(_ tag: Tag) {
    let name = rawName(of: tag)
    let index = open.lastIndex { $0.name == name } ?? misspelt(name)
    guard let index else {
      appendText(before: tag)
      return noteStray(tag, name)
    }
    if open[index].name != name { noteStray(tag, name) }
    while open.count > index + 1 {
      appendText(upTo: tag.range.lowerBound)
      closeUnclosed()
    }
    endText(before: tag)
    finish(open.removeLast(), at: tag)
  }

  /// Closes what is still open at the end of the text.
  mutating func closeAll() {
    while !open.isEmpty { closeUnclosed() }
  }

  private mutating func closeUnclosed() {
    let opened = open.removeLast()
    program.isWellFormed = false
    note("`\(opened.tag)` is never closed", at: opened.offset, hint: "end it with `{{/\(opened.name)}}`")
    finish(opened, at: nil)
  }

  /// Appends the text before `tag`, which closes the innermost open tag.
  private mutating func endText(before tag: Tag) {
    switch open.last?.kind {
    case .function(isPlain: true):
      break
    case .filling:
      appendText(upTo: text.blankLineStart(before: tag.range.lowerBound) ?? tag.range.lowerBound)
      textStart = tag.range.upperBound
    case .parent:
      appendText(upTo: tag.range.lowerBound)
      textStart = tag.range.upperBound
    case .section, .inverted, .block, .function, .broken, nil:
      appendText(before: tag)
    }
  }

  /// Completes the instructions of `opened`, whose closing tag is `tag`; nil if it has none.
  private mutating func finish(_ opened: OpenTag, at tag: Tag?) {
    switch opened.kind {
    case .section(let instruction, let path):
      program.instructions.append(.sectionEnd)
      program.instructions[instruction] = .section(path: path, end: program.instructions.count)
    case .inverted(let instruction, let path):
      program.instructions[instruction] = .inverted(path: path, end: program.instructions.count)
    case .block(let block):
      program.blocks[block].end = program.instructions.count
    case .filling(let outerDedent):
      dedent = outerDedent
      program.instructions.append(.end)
    case .parent(let inclusion, let margin, let marginText):
      finishParent(inclusion, margin, marginText, at: tag)
    case .function(isPlain: true):
      if let tag { call(opened.name, upTo: tag) }
    case .function, .broken:
      break
    }
  }
}

extension TemplateCompiler {
  /// The innermost open tag, if `name` looks like a misspelling of its name.
  private func misspelt(_ name: String) -> Int? {
    guard let last = open.last, !Suggestion.nearest(to: name, in: [last.name]).isEmpty else { return nil }
    return open.count - 1
  }

  private mutating func noteStray(_ tag: Tag, _ name: String) {
    program.isWellFormed = false
    let hint =
      open.last.map { "`\($0.tag)` from line \(text.location(of: $0.offset).line ?? 1) is still open" }
      ?? "nothing is open here"
    note(
      name.isEmpty ? "this tag has no name" : "`{{/\(name)}}` does not close anything", at: tag.range.lowerBound,
      hint: hint)
  }
}
