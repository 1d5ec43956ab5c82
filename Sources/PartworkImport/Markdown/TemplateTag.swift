internal import PartworkSupport

/// A tag of a template language at the beginning of a text.
struct TemplateTag {
  /// Its name; `value` for an expression whose value is printed, and `escaped` for one that is to be shown.
  let name: String
  private(set) var positional: [String] = []
  private(set) var named: [String: String] = [:]

  /// The end of the tag in the text.
  let end: Substring.Index

  private let syntax: TagSyntax

  private enum TagSyntax { case shortcode, liquid, zola, expression }

  /// Nil if no tag begins `text`.
  init?(_ text: Substring, _ source: MarkdownSource) {
    func inner(_ start: String, _ end: String) -> (Substring, Substring.Index)? {
      guard text.hasPrefix(start), let close = text.firstRange(of: end) else { return nil }
      return (text[text.index(text.startIndex, offsetBy: start.count)..<close.lowerBound], close.upperBound)
    }
    if source == .hugo {
      for (start, close) in [("{{</*", "*/>}}"), ("{{%/*", "*/%}}")] {
        guard let (shown, after) = inner(start, close) else { continue }
        (name, end, syntax) = ("escaped", after, .shortcode)
        positional = ["\(start.dropLast(2))\(shown)\(close.dropFirst(2))"]
        return
      }
      guard let (call, after) = inner("{{<", ">}}") ?? inner("{{%", "%}}") else { return nil }
      let words = Self.words(call, isHugo: true)
      guard let first = words.first, !first.hasPrefix("/") else { return nil }
      (name, end, syntax) = (first.lowercased(), after, .shortcode)
      add(words.dropFirst())
      return
    }
    if let (call, after) = inner("{%", "%}") {
      let content = call.trimmingSigns
      let word = content.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      guard !word.isEmpty, !word.hasPrefix("end") else { return nil }
      (name, end) = (word.lowercased(), after)
      let arguments = content.dropFirst(word.count)
      syntax = source == .zola ? .zola : .liquid
      add(Self.words(arguments.strippingBrackets, isHugo: false)[...])
      return
    }
    guard let (call, after) = inner("{{", "}}") else { return nil }
    let content = call.trimmingSigns
    let word = content.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
    if source == .zola, !word.isEmpty, content.dropFirst(word.count).hasPrefix("(") {
      // Only tags with a percent sign hold a text.
      (name, end, syntax) = (word.lowercased(), after, .expression)
      add(Self.words(content.dropFirst(word.count).strippingBrackets, isHugo: false)[...])
    } else {
      (name, end, syntax) = ("value", after, .expression)
      positional = [String(content)]
    }
  }

  /// Whether it is a condition, a loop or an assignment.
  var isBlockOfLogic: Bool { ["if", "for", "unless", "assign", "capture", "case", "set", "value"].contains(name) }

  var mayHaveBody: Bool {
    syntax != .expression && name != "escaped" && !["ref", "relref", "post_url", "link"].contains(name)
  }

  /// What is between the tag and the one that ends it, and what follows; nil if none does.
  func body(in text: Substring) -> (body: Substring, end: Substring.Index)? {
    let ends: [String] =
      switch syntax {
      case .shortcode:
        [
          "{{< /\(name) >}}", "{{</\(name)>}}", "{{% /\(name) %}}", "{{%/\(name)%}}", "{{</ \(name) >}}",
          "{{</ \(name)>}}",
        ]
      case .liquid:
        ["{% end\(name) %}", "{%end\(name)%}", "{%- end\(name) -%}", "{%- end\(name) %}", "{% end\(name) -%}"]
      case .zola: ["{% end %}", "{%end%}", "{% end \(name) %}", "{%- end %}", "{% end\(name) %}"]
      case .expression: []
      }
    let found = ends.compactMap { text.firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
    return found.map { (text[..<$0.lowerBound], $0.upperBound) }
  }

  private mutating func add(_ words: ArraySlice<String>) {
    for word in words {
      guard let equals = word.firstIndex(of: "="), word.first != "\"",
        word[..<equals].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }), equals != word.startIndex
      else {
        positional.append(word.unquoted)
        continue
      }
      named[word[..<equals].lowercased()] = String(word[word.index(after: equals)...]).unquoted
    }
  }

  /// The words between white space or commas; quotation marks hold one together.
  private static func words(_ text: Substring, isHugo: Bool) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        word.append(character)
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" || character == "`" {
        quote = character
        word.append(character)
      } else if character.isWhitespace || character == "," && !isHugo {
        if !word.isEmpty, !word.hasSuffix("=") {
          words.append(word)
          word = ""
        }
      } else if character == "=", word.isEmpty, let last = words.popLast() {
        word = last + "="
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.filter { $0 != "/" }
  }
}

extension Substring {
  /// Without white space and the signs that strip it at its ends: `{%- … -%}`.
  fileprivate var trimmingSigns: Substring {
    let start = drop { $0.isWhitespace || $0 == "-" }
    return start.lastIndex { !$0.isWhitespace && $0 != "-" }.map { start[...$0] } ?? start.prefix(0)
  }

  /// What is between a first and a last bracket; all of it without them.
  fileprivate var strippingBrackets: Substring {
    let text = drop(while: \.isWhitespace)
    guard text.first == "(", let end = text.lastIndex(of: ")") else { return text }
    return text[text.index(after: text.startIndex)..<end]
  }
}

extension String {
  fileprivate var unquoted: String {
    guard let quote = first, "\"'`".contains(quote), last == quote, count > 1 else { return self }
    return String(dropFirst().dropLast()).replacing("\\\(quote)", with: String(quote))
  }
}
