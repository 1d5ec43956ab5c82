import Foundation

/// A text as the source has it, with gaps for what it quotes: "there is no author `…`".
struct MessagePattern: Hashable {
  let texts: [String]
  /// Whether it is only a part of a message.
  let isPart: Bool
  /// Where it is written.
  let place: String

  var description: String { texts.joined(separator: "…") }

  /// Whether it says anything besides what it quotes.
  var hasWords: Bool { texts.contains { $0.contains { $0.isLetter } && $0.contains(" ") } }

  func matches(_ message: String) -> Bool {
    var rest = message[...]
    for (index, text) in texts.enumerated() where !text.isEmpty {
      if index == 0, !isPart {
        guard rest.hasPrefix(text) else { return false }
        rest = rest.dropFirst(text.count)
      } else if index == texts.count - 1, !isPart {
        return rest.hasSuffix(text)
      } else {
        guard let found = rest.range(of: text) else { return false }
        rest = rest[found.upperBound...]
      }
    }
    return isPart || texts.last == "" || rest.isEmpty
  }
}

/// The messages of all diagnostics in the source.
///
/// A message is written where its diagnostic is made, by a call of something with a parameter `_ message: String`; or it
/// has a name that ends in `message`. A name that ends in `problem` is that of a part of a message.
struct SourceMessages {
  private(set) var patterns: Set<MessagePattern> = []
  /// All texts, among which are the hints.
  private(set) var texts: Set<MessagePattern> = []
  /// The calls whose message cannot be seen, or that say no remedy.
  private(set) var faults: [String] = []
  private var files: [(path: String, code: SwiftCode)] = []
  /// What takes a message, by its name.
  private var makers: [String: Maker] = [:]

  private struct Maker {
    /// The place of the message among the arguments.
    var index: Int
    var takesHint: Bool
    /// Whether others may put more around the message.
    var takesPart: Bool
  }

  init(in folder: URL) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".swift") }
    for path in paths.sorted() {
      files.append((path, SwiftCode(try String(contentsOf: folder.appending(path: path), encoding: .utf8))))
    }
    for (_, code) in files { findMakers(in: code) }
    for (path, code) in files {
      texts.formUnion(code.literals.map { MessagePattern(texts: $0.texts, isPart: false, place: "") })
      readCalls(in: code, path)
      readNames(in: code, path)
    }
  }

  /// Finds the functions and initialisers with a parameter `_ message: String`, or `_ problem: String`.
  private mutating func findMakers(in code: SwiftCode) {
    // The types around a word, with their columns.
    var types: [(name: String, column: Int)] = []
    let words = code.words
    for (index, (word, range)) in words.enumerated() {
      if ["struct", "class", "enum", "extension"].contains(word), index + 1 < words.count {
        let column = code.indentation(at: range.lowerBound)
        types.removeAll { $0.column >= column }
        types.append((words[index + 1].word, column))
      }
      guard word == "init" || index > 0 && words[index - 1].word == "func", range.upperBound < code.bytes.count,
        code.bytes[range.upperBound] == UInt8(ascii: "(")
      else { continue }
      let parameters = code.arguments(at: range.upperBound).map(code.text)
      let isMessage = parameters.map { $0 == "_ message: String" || $0 == "_ problem: String" }
      // What the report of an import says, below a subject, is not a diagnostic.
      guard let place = isMessage.firstIndex(of: true), !parameters.contains(where: { $0.contains(" subject:") }) else {
        continue
      }
      let column = code.indentation(at: range.lowerBound)
      let type = types.last { $0.column < column }?.name ?? ""
      makers[word == "init" ? type : word] = Maker(
        index: place, takesHint: parameters.contains { $0.hasPrefix("hint:") },
        takesPart: parameters[place] == "_ problem: String" || type == "InvalidValue")
    }
  }

  private mutating func readCalls(in code: SwiftCode, _ path: String) {
    let words = code.words
    for (index, (word, range)) in words.enumerated() {
      guard let maker = makers[word], index == 0 || words[index - 1].word != "func",
        range.upperBound < code.bytes.count, code.bytes[range.upperBound] == UInt8(ascii: "(")
      else { continue }
      let arguments = code.arguments(at: range.upperBound)
      let hasHint = arguments.contains { code.text($0).hasPrefix("hint:") }
      guard hasHint || !maker.takesHint || word == "Diagnostic", maker.index < arguments.count else { continue }
      let argument = arguments[maker.index]
      // Another function of that name: the message has no label.
      if code.text(argument).prefix(while: { $0 != " " }).hasSuffix(":") { continue }
      let isWritten = add(argument, of: code, path, isPart: maker.takesPart)
      let place = self.place(argument.lowerBound, in: code, path)
      if isWritten, !hasHint, maker.takesHint { faults.append("\(place): this message has no hint") }
      let names = ["message", "problem"]
      if !isWritten, !names.contains(where: code.text(argument).lowercased().hasSuffix) {
        faults.append("\(place): the message must be written here, or have a name that ends in `message` or `problem`")
      }
    }
  }

  /// Reads texts that are given to, or made by, something whose name ends in `message` or `problem`.
  private mutating func readNames(in code: SwiftCode, _ path: String) {
    let words = code.words
    for (index, (word, range)) in words.enumerated() {
      let name = word.lowercased()
      guard name.hasSuffix("message") || name.hasSuffix("problem") else { continue }
      let next = code.skipBlanks(range.upperBound)
      let rest = code.bytes[next...]
      let isFunction = index > 0 && words[index - 1].word == "func"
      let after = code.skipBlanks(next + 1)
      if rest.first == UInt8(ascii: ":"), let literal = code.literals.first(where: { $0.range.lowerBound >= next }),
        literal.range.lowerBound <= after, !code.text(next..<literal.range.lowerBound).contains("\n")
      {
        // A label of an argument, or of a part of a tuple.
        let end = code.bytes[next...].firstIndex(of: UInt8(ascii: ",")) ?? code.bytes.count
        _ = add(next..<max(end, literal.range.upperBound), of: code, path, isPart: name.hasSuffix("problem"))
      } else if rest.starts(with: "+= ".utf8) {
        _ = add(code.statement(from: next), of: code, path, isPart: true)
      } else if rest.starts(with: "= ".utf8) || rest.starts(with: "=\n".utf8) {
        // A condition is followed by its block; the messages of a diagnostic are read as those of a call.
        let isCondition = index > 1 && ["if", "guard"].contains(words[index - 2].word)
        if isCondition || code.bytes[after...].starts(with: "Diagnostic(".utf8) { continue }
        _ = add(code.statement(from: next), of: code, path, isPart: name.hasSuffix("problem"))
      } else if isFunction || index > 0 && words[index - 1].word == "var" && rest.starts(with: ": String".utf8) {
        let statement = code.statement(from: next)
        let line = code.bytes[next...].prefix { $0 != UInt8(ascii: "\n") }
        let head = code.text(line.startIndex..<line.endIndex)
        guard head.hasSuffix("{"), !isFunction || head.contains("-> String") else { continue }
        _ = add(statement, of: code, path, isPart: name.hasSuffix("problem"))
      }
    }
  }

  /// Adds the literals in `range`; false if there are none.
  private mutating func add(_ range: Range<Int>, of code: SwiftCode, _ path: String, isPart: Bool) -> Bool {
    var isFound = false
    var joined: [String] = []
    for literal in code.literals where range.contains(literal.range.lowerBound) {
      isFound = true
      joined =
        joined.isEmpty
        ? literal.texts
        : joined.dropLast() + [joined[joined.count - 1] + literal.texts[0]]
          + literal.texts.dropFirst()
      let next = code.skipBlanks(literal.range.upperBound)
      let isJoined = next < code.bytes.count && code.bytes[next] == UInt8(ascii: "+")
      let follower = isJoined ? code.literals.first { $0.range.lowerBound > next }?.range.lowerBound : nil
      if isJoined, let follower, code.text((next + 1)..<follower).isEmpty { continue }
      if isJoined { joined.append("") }
      let pattern = MessagePattern(
        texts: joined, isPart: isPart, place: place(literal.range.lowerBound, in: code, path))
      if pattern.hasWords { patterns.insert(pattern) }
      joined = []
    }
    return isFound
  }

  private func place(_ offset: Int, in code: SwiftCode, _ path: String) -> String {
    "Sources/\(path):\(code.bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1)"
  }
}
