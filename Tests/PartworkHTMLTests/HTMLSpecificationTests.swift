import Foundation
import Testing

@testable import PartworkHTML

/// A case of html5lib's tests of tree construction.
private struct TreeCase: CustomTestStringConvertible, Sendable {
  var name: String
  var html: String
  var context: String?
  var expected: String
  var isScripted: Bool

  var testDescription: String { name }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/import/samples/html5lib-tests").standardizedFileURL

  static let all: [TreeCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".dat") }.sorted().flatMap { name -> [TreeCase] in
      let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
      let text = "\n" + String(decoding: bytes, as: UTF8.self)
      return text.components(separatedBy: "\n#data\n").dropFirst().enumerated().map { number, text in
        TreeCase("\(name) \(number + 1)", text)
      }
    }
  }()

  private init(_ name: String, _ text: String) {
    self.name = name
    html = text.components(separatedBy: "\n#errors")[0]
    if text.hasPrefix("#errors") { html = "" }
    let rest = text.components(separatedBy: "#document-fragment\n")
    context = rest.count > 1 ? rest[1].components(separatedBy: "\n")[0] : nil
    isScripted = text.contains("\n#script-on\n")
    expected = text.components(separatedBy: "#document\n").last ?? ""
    while expected.hasSuffix("\n") { expected.removeLast() }
  }

  /// Why the reader of fragments need not pass this case; nil if it has to.
  var exclusion: String? {
    let lower = html.lowercased()
    if let context { if context != "body" && context != "div" { return "a fragment of \(context)" } }
    if isScripted { return "scripts run" }
    if lower.contains("<svg") || lower.contains("<math") { return "SVG or MathML" }
    if html.contains("\0") { return "NUL characters" }
    if Self.aroundTheBody.contains(name) { return "white space and attributes around the body" }
    if name == "tests3.dat 12" { return "a first line feed of preformatted text that is a character reference" }
    if lower.contains("frameset") { return "frames" }
    if lower.contains("<template") { return "templates" }
    if lower.contains("<select") { return "the rules for what a select may contain" }
    if lower.contains("<!--") && lower.contains("<script") { return "comments in scripts" }
    if context != nil { return nil }
    if !expected.contains("| <html>\n|   <head>\n|   <body>") { return "something before the body" }
    if expected.components(separatedBy: "\n").contains(where: { $0.hasPrefix("| <!--") || $0.hasPrefix("|   <!--") }) {
      return "comments around the body"
    }
    if lower.contains("<table"), lower.contains("<p"), !lower.contains("<!doctype html>") { return "quirks mode" }
    return nil
  }

  /// Cases about what is before the body, which a fragment has not.
  private static let aroundTheBody: Set = [
    "doctype01.dat 31", "tests14.dat 7", "tests2.dat 45", "tests2.dat 51", "tests7.dat 10", "tests7.dat 11",
    "tricky01.dat 2", "tricky01.dat 4", "tricky01.dat 9",
  ]

  /// What is expected below the body.
  var expectedFragment: String {
    if context != nil { return expected }
    guard let body = expected.range(of: "\n|   <body>") else { return expected }
    return expected[body.upperBound...].components(separatedBy: "\n").dropFirst()
      .filter { !$0.hasPrefix("|     ") || !($0.dropFirst(6).first?.isLetter ?? false) }
      .map { $0.hasPrefix("|     ") ? "| " + $0.dropFirst(6) : $0 }.joined(separator: "\n")
  }
}

/// The tree as html5lib writes it.
private func dump(_ tree: HTMLTree) -> String {
  tree.descendants(of: HTMLTree.root).map { id in
    let depth = sequence(first: id) { tree.parent(of: $0) }.reduce(-2) { depth, _ in depth + 1 }
    let indent = "| " + String(repeating: "  ", count: depth)
    switch tree.content(of: id) {
    case .text(let text): return "\(indent)\"\(text)\""
    case .comment(let text): return "\(indent)<!-- \(text) -->"
    case .element(let name, let attributes):
      let lines = attributes.sorted { $0.name < $1.name }.map { "\n\(indent)  \($0.name)=\"\($0.value)\"" }
      return "\(indent)<\(name)>" + lines.joined()
    }
  }.joined(separator: "\n")
}

@Suite(.enabled(if: !TreeCase.all.isEmpty, "../shared/import/samples/html5lib-tests is absent"))
struct HTMLSpecificationTests {
  @Test func `fragments are read as the HTML standard says`() {
    var passed = 0
    var exclusions: [String: Int] = [:]
    for test in TreeCase.all {
      if let reason = test.exclusion {
        exclusions[reason, default: 0] += 1
        continue
      }
      let html = test.context == nil ? String(test.html.drop { $0 == " " || $0 == "\n" }) : test.html
      let tree = dump(HTMLReader.read(html))
      if tree == test.expectedFragment {
        passed += 1
      } else {
        Issue.record("\(test.name)\n\(test.html)\n--- expected\n\(test.expectedFragment)\n--- read\n\(tree)")
      }
    }
    #expect(passed == 783, "left out: \(exclusions)")
  }
}
