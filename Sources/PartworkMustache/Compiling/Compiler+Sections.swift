import PartworkDiagnostics

extension Compiler {
  mutating func section(_ tag: Tag) {
    let name = text(tag.content)
    if options.functions[name] != nil {
      appendText(beforeInline: tag)
      program.callsFunctions = true
      return push(.function(isPlain: true), name, tag)
    }
    appendText(before: tag)
    let path = path(of: tag)
    guard let path else { return push(.broken, name, tag) }
    push(.section(program.instructions.count), name, tag)
    program.instructions.append(.section(path: path, end: 0))
  }

  mutating func inverted(_ tag: Tag) {
    appendText(before: tag)
    let path = path(of: tag)
    guard let path else { return push(.broken, text(tag.content), tag) }
    push(.inverted(program.instructions.count), text(tag.content), tag)
    program.instructions.append(.inverted(path: path, end: 0))
  }

  mutating func push(_ kind: OpenTag.Kind, _ name: String, _ tag: Tag) {
    guard !tag.content.isEmpty else { return }
    open.append(OpenTag(kind: kind, name: name, offset: tag.range.lowerBound))
  }

  /// Closes what `tag` names, and what was left open within it.
  mutating func close(_ tag: Tag) {
    let name = closingName(of: tag)
    let index = open.lastIndex { $0.name == name } ?? misspelt(name)
    guard let index else {
      appendText(before: tag)
      return noteStray(tag, name)
    }
    if open[index].name != name { noteStray(tag, name) }
    while open.count > index + 1 {
      appendText(upTo: tag.range.lowerBound)
      noteUnclosed(open[open.count - 1])
      finish(open.removeLast(), at: nil)
    }
    endText(before: tag)
    finish(open.removeLast(), at: tag)
  }

  /// Closes what is still open at the end of the text.
  mutating func closeAll() {
    while let last = open.popLast() {
      noteUnclosed(last)
      finish(last, at: nil)
    }
  }

  /// Appends the text before the closing `tag` of the innermost open one.
  private mutating func endText(before tag: Tag) {
    switch open.last?.kind {
    case .function(isPlain: true):
      break
    case .filling:
      appendText(upTo: source.blankLineStart(before: tag.range.lowerBound) ?? tag.range.lowerBound)
      textStart = tag.range.upperBound
    case .parent:
      appendText(upTo: tag.range.lowerBound)
      textStart = tag.range.upperBound
    case .section, .inverted, .block, .function, .broken, nil:
      appendText(before: tag)
    }
  }

  /// Completes the instructions of `opened`, whose closing tag is `tag`, or nil where it has none.
  private mutating func finish(_ opened: OpenTag, at tag: Tag?) {
    switch opened.kind {
    case .section(let index):
      program.instructions.append(.sectionEnd)
      if case .section(let path, _) = program.instructions[index] {
        program.instructions[index] = .section(path: path, end: program.instructions.count)
      }
    case .inverted(let index):
      if case .inverted(let path, _) = program.instructions[index] {
        program.instructions[index] = .inverted(path: path, end: program.instructions.count)
      }
    case .block(let index): program.blocks[index].end = program.instructions.count
    case .filling(let outerDedent): finishFilling(outerDedent)
    case .parent: finishParent(opened, at: tag)
    case .function(isPlain: true): if let tag { call(opened.name, upTo: tag) }
    case .function(isPlain: false), .broken: break
    }
  }
}

extension Compiler {
  /// The name of a closing tag; a space behind the asterisk of a dynamic name does not count.
  private func closingName(of tag: Tag) -> String {
    let content = tag.content
    guard !content.isEmpty, source[content.lowerBound] == UInt8(ascii: "*") else { return text(content) }
    return dynamicName(content)
  }

  /// The innermost open tag, if `name` is meant to be its name but misspelt.
  private func misspelt(_ name: String) -> Int? {
    guard let last = open.last, !Suggestion.nearest(to: name, in: [last.name]).isEmpty else { return nil }
    return open.count - 1
  }

  private mutating func noteStray(_ tag: Tag, _ name: String) {
    program.isWellFormed = false
    guard !name.isEmpty else {
      problems.append(Problem("the tag has no name", at: tag.range.lowerBound, hint: stillOpen))
      return
    }
    problems.append(Problem("`{{/\(name)}}` closes nothing that is open", at: tag.range.lowerBound, hint: stillOpen))
  }

  private var stillOpen: String {
    guard let last = open.last else { return "nothing is open here" }
    return "open here is `\(last.tag)` of line \(places.location(of: last.offset).line ?? 1)"
  }

  private mutating func noteUnclosed(_ opened: OpenTag) {
    program.isWellFormed = false
    problems.append(
      Problem("`\(opened.tag)` is never closed", at: opened.offset, hint: "end it with `{{/\(opened.name)}}`"))
  }
}
