package import PartworkDiagnostics
internal import PartworkHTML
package import PartworkSupport

/// The elements of a feed or an export, one at a time: what is in `<channel>` or `<feed>`, such as `<item>`.
///
/// An element that is not complete because the file is cut is left out, and said so: half a post that looks whole would
/// be worse.
package struct XMLElements {
  /// Where the last element is in the file.
  package private(set) var range = 0..<0

  /// What was wrong with the file so far, and at its end whether it is cut.
  package var diagnostics: [Diagnostic] { problems + controlProblem }

  private let reader: XMLReader
  /// Whether a part of the file is read, whose elements end with it at the latest.
  private let isPart: Bool
  /// What messages call the file.
  private let name: String
  /// An element that has begun inside another of its name, which must have ended before it.
  private var pending: (element: XMLElement, start: Int, isEmpty: Bool)?
  /// The names of the containers that are open.
  private var containers: [String] = []
  private var problems: [Diagnostic] = []

  /// - Parameters:
  ///   - path: the path of the file.
  ///   - range: the part of it to read, in which every element counts; nil for the whole file.
  ///   - line: the line that the part begins in.
  package init(_ path: String, range: Range<Int>? = nil, line: Int = 1) throws(DiskFailure) {
    reader = try XMLReader(path, range: range, line: line)
    isPart = range != nil
    name = path
  }

  /// The next element that is complete; nil at the end of the file.
  package mutating func next() throws(DiskFailure) -> XMLElement? {
    while true {
      if let (first, start, isEmpty) = pending {
        pending = nil
        if let element = try element(first, from: start, isEmpty: isEmpty) { return element }
        continue
      }
      let (start, line) = (reader.offset, reader.line)
      guard let event = try reader.next() else {
        noteEnd()
        return nil
      }
      switch event {
      case .text: break
      case .end(let name): close(name)
      case .start(let name, let attributes, let isEmpty):
        if isContainer(name) {
          if !isEmpty { containers.append(name) }
          continue
        }
        let first = XMLElement(name, attributes: attributes, line: line)
        if let element = try element(first, from: start, isEmpty: isEmpty) { return element }
      }
    }
  }

  private func isContainer(_ name: String) -> Bool {
    ["rss", "channel", "feed", "rdf:RDF"].contains(name)
  }

  private mutating func close(_ name: String) {
    guard let index = containers.lastIndex(of: name) else { return }
    containers.removeSubrange(index...)
  }

  /// The element that `first` begins at the offset `begin`, with everything in it; nil if the file ends before it does.
  private mutating func element(
    _ first: XMLElement, from begin: Int, isEmpty: Bool
  ) throws(DiskFailure) -> XMLElement? {
    range = begin..<reader.offset
    if isEmpty { return first }
    var open = OpenElements(first)
    while true {
      let (start, line) = (reader.offset, reader.line)
      range = begin..<start
      guard let event = try reader.next() else { return isPart ? open.finished() : nil }
      switch event {
      case .text(let bytes): open.add(bytes)
      case .start(let name, let attributes, let isEmpty):
        let element = XMLElement(name, attributes: attributes, line: line)
        if open.isInXHTML {
          open.addTag(element, isEmpty: isEmpty)
          continue
        }
        if ["item", "entry"].contains(name), name == first.name {
          warn("`</\(first.name)>` is missing", at: first.line)
          pending = (element, start, isEmpty)
          return open.finished()
        }
        open.begin(element)
        if isEmpty { open.endLast() }
      case .end(let name):
        if containers.contains(name), !open.contains(name) {
          warn("`</\(first.name)>` is missing", at: first.line)
          close(name)
          return open.finished()
        }
        if open.end(name), open.isFinished {
          range = begin..<reader.offset
          for line in open.brokenLines { warn("the text has bytes that are not UTF-8", at: line) }
          return open.finished()
        }
      }
    }
  }

  private mutating func noteEnd() {
    guard !containers.isEmpty, !problems.contains(where: { $0.severity == .error }) else { return }
    problems.error(
      "the file is cut off: `</\(containers[containers.count - 1])>` is missing",
      at: SourceLocation(name, line: reader.line),
      hint: "everything complete before this line was read; export again for the rest")
  }

  private mutating func warn(_ message: String, at line: Int) {
    problems.warning(message, at: SourceLocation(name, line: line), hint: "check this text after the import")
  }

  private var controlProblem: [Diagnostic] {
    guard let (line, count) = reader.controls else { return [] }
    let message =
      count == 1 ? "a control character was skipped" : "\(count) control characters were skipped, the first here"
    return [
      Diagnostic(
        .warning, message, at: SourceLocation(name, line: line), hint: "XML cannot have them; nothing else is lost")
    ]
  }
}

/// The elements that have begun and not ended, from the outermost in.
private struct OpenElements {
  private var elements: [(element: XMLElement, text: [UInt8])]
  private var result: XMLElement?
  /// The lines of texts that were not UTF-8.
  private(set) var brokenLines: [Int] = []

  init(_ first: XMLElement) {
    elements = [(first, [])]
  }

  var isFinished: Bool { elements.isEmpty }

  func contains(_ name: String) -> Bool { elements.contains { $0.element.name == name } }

  /// Whether the innermost element is a text in XHTML (RFC 4287, 3.1.1.3), which is kept as HTML.
  var isInXHTML: Bool {
    guard let element = elements.last?.element else { return false }
    return element.attributes["type"] == "xhtml" || element.name == "xhtml:body"
  }

  mutating func add(_ bytes: [UInt8]) {
    if isInXHTML {
      bytes.withUnsafeBufferPointer { elements[elements.count - 1].text.append(escaping: $0, for: .html) }
    } else {
      elements[elements.count - 1].text += bytes
    }
  }

  /// Adds the tag of an element of XHTML to the text.
  mutating func addTag(_ element: XMLElement, isEmpty: Bool) {
    let name = Self.withoutPrefix(element.name)
    let attributes = element.attributes.sorted { $0.key < $1.key }.map { key, value in
      " \(key)=\"\(Escaping.html.escaped(value))\""
    }
    var tag = "<\(name)\(attributes.joined())>"
    if isEmpty, !HTMLReader.void.contains(name), !["hr", "input", "source"].contains(name) { tag += "</\(name)>" }
    elements[elements.count - 1].text += tag.utf8
  }

  private static func withoutPrefix(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  mutating func begin(_ element: XMLElement) { elements.append((element, [])) }

  /// Ends the innermost element with the name, and those in it; false if none is open, and nothing ends.
  mutating func end(_ name: String) -> Bool {
    if isInXHTML, !contains(name) {
      elements[elements.count - 1].text += "</\(Self.withoutPrefix(name))>".utf8
      return true
    }
    guard let index = elements.lastIndex(where: { $0.element.name == name }) else { return false }
    while elements.count > index { endLast() }
    return true
  }

  mutating func endLast() {
    var (element, bytes) = elements.removeLast()
    if let text = String(validating: bytes, as: UTF8.self) {
      element.text = text
    } else {
      element.text = String(decoding: bytes, as: UTF8.self)
      brokenLines.append(element.line)
    }
    if elements.isEmpty { result = element } else { elements[elements.count - 1].element.children.append(element) }
  }

  /// The outermost element, with all that is still open ended.
  mutating func finished() -> XMLElement? {
    while !elements.isEmpty { endLast() }
    return result
  }
}
