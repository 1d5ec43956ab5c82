import PartworkDiagnostics
import PartworkSupport

extension Compiler {
  /// Notes a problem if `tag` stands where it has no effect.
  mutating func checkPlace(of tag: Tag) {
    guard let last = open.last else { return }
    switch (last.kind, tag.kind) {
    case (.function(isPlain: true), .close):
      break
    case (.function(isPlain: true), _):
      open[open.count - 1].kind = .function(isPlain: false)
      problems.append(
        Problem(
          "`\(last.tag)` takes plain text, without tags", at: tag.range.lowerBound,
          hint: "write `\(last.tag)…{{/\(last.name)}}` with the text itself between the tags"))
    case (.parent, .value), (.parent, .section), (.parent, .inverted), (.parent, .partial), (.parent, .parent):
      guard options.mode == .strict else { return }
      problems.append(
        Problem(
          "this tag stands outside the blocks of `\(last.tag)` and is never rendered", at: tag.range.lowerBound,
          hint: "move it into a block: `{{$name}}…{{/name}}`"))
    default:
      break
    }
  }

  /// Notes a warning if the text at `range`, within a parent but outside its blocks, is more than white space.
  mutating func checkIgnored(_ range: Range<Int>) {
    guard options.mode == .strict, let parent = open.last,
      let offset = source[range].firstIndex(where: { !$0.isBlank })
    else { return }
    problems.append(
      Problem(
        "this text stands outside the blocks of `\(parent.tag)` and is never rendered", at: offset,
        hint: "move it into a block: `{{$name}}…{{/name}}`", severity: .warning))
  }

  /// Appends what the function `name` makes of the text up to `tag`.
  mutating func call(_ name: String, upTo tag: Tag) {
    var argument = textStart..<tag.range.lowerBound
    while let first = argument.first, source[first].isBlank { argument.removeFirst() }
    while let last = argument.last, source[last].isBlank { argument.removeLast() }
    textStart = tag.range.upperBound
    let known = options.functions[name] ?? [:]
    let text = text(argument)
    guard let result = known[text] else {
      problems.append(
        Problem(
          text.isEmpty ? "`{{#\(name)}}` has no text" : "`\(text)`: unknown \(name)", at: argument.lowerBound,
          hint: knownNames(near: text, in: known.keys.sorted())))
      return
    }
    let start = program.texts.count
    program.texts.append(escaping: result, for: .mustache)
    program.instructions.append(.text(start..<program.texts.count, startsLine: false))
  }
}

/// A hint that names the names nearest to `name`, or the first ones where none is near; nil where there are none.
func knownNames(near name: String, in known: [String]) -> String? {
  let near = Suggestion.nearest(to: name, in: known, limit: 3)
  if let last = near.last {
    let others = near.dropLast().map { "`\($0)`" }.joined(separator: ", ")
    return "did you mean \(others.isEmpty ? "" : others + " or ")`\(last)`?"
  }
  guard !known.isEmpty else { return nil }
  let listed = known.prefix(maximumListed).map { "`\($0)`" }.joined(separator: ", ")
  return "known here: \(listed)\(known.count > maximumListed ? " and \(known.count - maximumListed) more" : "")"
}

private let maximumListed = 12
