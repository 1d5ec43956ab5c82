import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of an XML text in document order, each with its path: `feed/entry/title`.
struct XMLElements {
  struct Element {
    var path: String
    var attributes: [String: String]
    var text: String
  }

  private(set) var elements: [Element] = []

  /// Fails the test if `text` is not well-formed.
  init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let parser = XMLParser(data: Data(text.utf8))
    let collector = Collector()
    parser.delegate = collector
    #expect(parser.parse(), "\(String(describing: parser.parserError))", sourceLocation: sourceLocation)
    elements = collector.elements
  }

  /// The texts of the elements at `path`.
  func texts(_ path: String) -> [String] {
    elements.filter { $0.path == path }.map(\.text)
  }

  /// The attribute `name` of each element at `path`; "" if it is missing.
  func attributes(_ name: String, of path: String) -> [String] {
    elements.filter { $0.path == path }.map { $0.attributes[name] ?? "" }
  }

  private final class Collector: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let parent = open.last.map { elements[$0].path + "/" } ?? ""
      open.append(elements.count)
      elements.append(Element(path: parent + name, attributes: attributes, text: ""))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { elements[last].text += text }
    }

    func parser(_ parser: XMLParser, foundCDATA text: Data) {
      self.parser(parser, foundCharacters: String(decoding: text, as: UTF8.self))
    }
  }
}

/// Fails unless `xmllint` (libxml2), another XML parser, accepts `text`.
func expectXMLLint(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let process = Process()
  process.executableURL = URL(filePath: xmllint)
  process.arguments = ["--noout", "--nonet", "-"]
  let input = Pipe()
  process.standardInput = input
  try process.run()
  try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  try input.fileHandleForWriting.close()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, sourceLocation: sourceLocation)
}

let xmllint = "/usr/bin/xmllint"
var hasXMLLint: Bool { FileManager.default.isExecutableFile(atPath: xmllint) }
