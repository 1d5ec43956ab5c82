import Foundation
import PartworkMustache
import Testing

/// The suites of the Mustache specification, which are beside the repository, not in it.
@Suite("Mustache specification") struct ConformanceTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/conformance/mustache").standardizedFileURL

  static let suites = [
    "comments", "delimiters", "dynamic-names", "inheritance", "interpolation", "inverted", "partials", "sections",
  ]

  static let cases: [SpecificationCase] = suites.flatMap { suite in
    let file = folder.appending(path: suite + ".json")
    guard let json = try? Data(contentsOf: file) else { return [SpecificationCase]() }
    return SpecificationCase.read(json, suite: suite)
  }

  static let isPresent = FileManager.default.fileExists(atPath: folder.path(percentEncoded: false))

  @Test(.enabled(if: isPresent, "../shared/conformance/mustache is absent"), arguments: cases)
  func `a case from the specification renders as it says`(_ example: SpecificationCase) throws {
    #expect(try example.render() == example.expected)
  }

  @Test(.enabled(if: isPresent, "../shared/conformance/mustache is absent"))
  func `every suite of the specification is read`() {
    #expect(Set(Self.cases.map(\.suite)) == Set(Self.suites))
  }
}

struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let suite: String
  let name: String
  let template: String
  let partials: [String: String]
  let value: Value
  let expected: String

  var testDescription: String { "\(suite): \(name)" }

  func render() throws -> String {
    let sources =
      [TemplateSource("main", file: "main", text: Array(template.utf8))]
      + partials.sorted { $0.key < $1.key }.map { name, text in
        TemplateSource(name, isPartial: true, file: name, text: Array(text.utf8))
      }
    let library = TemplateLibrary(sources, isLenient: true)
    try #require(library.diagnostics.isEmpty)
    var output: [UInt8] = []
    try library.render("main", value, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static func read(_ json: Data, suite: String) -> [SpecificationCase] {
    let file = try? JSONDecoder().decode(SuiteFile.self, from: json)
    return (file?.tests ?? []).map { test in
      SpecificationCase(
        suite: suite, name: test.name, template: test.template, partials: test.partials ?? [:],
        value: test.data.value, expected: test.expected)
    }
  }
}

private struct SuiteFile: Decodable {
  let tests: [Test]

  struct Test: Decodable {
    let name: String
    let template: String
    let partials: [String: String]?
    let data: JSON
    let expected: String
  }
}

/// A JSON value as a `Value`; fractions become text, since our numbers are whole.
private struct JSON: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .absent
    } else if let bool = try? container.decode(Bool.self) {
      value = .bool(bool)
    } else if let number = try? container.decode(Int.self) {
      value = .number(number)
    } else if let fraction = try? container.decode(Double.self) {
      value = .text("\(fraction)")
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      value = .list(list.map(\.value))
    } else {
      value = .dictionary(try container.decode([String: JSON].self).mapValues(\.value))
    }
  }
}
