import PartworkDiagnostics
import PartworkMustache
import TestSupport
import Testing

/// The library of a page template `main` and of `others`, whose partials are named with a leading `>`.
func library(
  _ main: String, _ others: [String: String] = [:], functions: [String: [String: String]] = [:],
  isLenient: Bool = false
) -> TemplateLibrary {
  TemplateLibrary(sources(main, others), functions: functions, isLenient: isLenient)
}

func sources(_ main: String, _ others: [String: String] = [:]) -> [TemplateSource] {
  [TemplateSource("main", file: "main.mustache", text: Array(main.utf8))]
    + others.sorted { $0.key < $1.key }.map { key, text in
      let isPartial = key.hasPrefix(">")
      let name = isPartial ? String(key.dropFirst()) : key
      return TemplateSource(name, isPartial: isPartial, file: "\(name).mustache", text: Array(text.utf8))
    }
}

/// The page that `main` makes of `value`; the library must have no errors.
func render(
  _ main: String, _ value: Value, _ others: [String: String] = [:],
  functions: [String: [String: String]] = [:]
) throws -> String {
  let library = library(main, others, functions: functions)
  try #require(library.diagnostics == [])
  var output: [UInt8] = []
  try library.render("main", value, into: &output)
  return String(decoding: output, as: UTF8.self)
}

/// What is wrong with `main` by itself and against `Blog.shape`.
func diagnose(
  _ main: MarkedText, _ others: [String: String] = [:], functions: [String: [String: String]] = [:]
) -> [Diagnostic] {
  let library = library(main.text, others, functions: functions)
  return library.diagnostics + library.check("main", against: Blog.shape).diagnostics
}

extension Value {
  /// A record of named values; the others are absent.
  static func record(_ shape: Shape, _ values: [String: Value]) -> Value {
    .record(.computed(shape) { values[shape.fields[$0].name] ?? .absent })
  }
}

/// A small view model.
enum Blog {
  static let date = Shape("Date", "", [Field("iso", .text), Field("text", .text)])
  static let person = Shape("Person", "", [Field("name", .text), Field("url", .text)])
  static let post = Shape(
    "Post", "",
    [
      Field("title", .text), Field("subtitle", .text), Field("content", .html),
      Field("date", .record(date)), Field("authors", .list(.record(person))), Field("tags", .list(.text)),
      Field("isDraft", .bool), Field("minutes", .number), Field("extra", .any),
    ])
  static let shape = Shape(
    "Page", "",
    [
      Field("title", .text), Field("url", .text), Field("post", .record(post)), Field("posts", .list(.record(post))),
    ])
}
