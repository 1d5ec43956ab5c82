@testable import PartworkDiagnostics
@testable import PartworkMustache

/// Compiles, checks and renders the templates that `bytes` hold, a main one and two that it may include, separated
/// by NUL; stops the process if the engine breaks a promise.
func fuzzMustache(_ bytes: UnsafeBufferPointer<UInt8>) {
  let texts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
  let names = ["main", "p", "q"]
  let sources = zip(names, texts).map { name, text in
    TemplateSource(name, isPartial: name == "p", file: name, text: Array(text))
  }
  let strict = TemplateLibrary(sources, functions: functions)
  let found = strict.diagnostics + strict.check("main", against: shape).diagnostics
  for diagnostic in found {
    guard let place = diagnostic.location else { preconditionFailure("no place: \(diagnostic)") }
    promise((place.line ?? 1) >= 1 && (place.column ?? 1) >= 1, "no such place: \(place)")
  }
  let page = render(strict)
  let again = strict.updated(to: sources, functions: functions)
  promise(again.diagnostics == strict.diagnostics, "the same sources have other errors")
  promise(render(again) == page, "the same sources render differently")
  if !texts[0].contains(UInt8(ascii: "{")), !texts[0].starts(with: [0xEF]) {
    promise(page == Array(texts[0]), "plain text was changed")
  }
  _ = render(TemplateLibrary(sources, functions: functions, isLenient: true))
}

/// The page, or nil if inclusion did not end.
private func render(_ library: TemplateLibrary) -> [UInt8]? {
  var output: [UInt8] = []
  do {
    try library.render("main", value, into: &output)
    return output
  } catch {
    return nil
  }
}

private let functions = ["f": ["a": "1", "b": "<2>"]]

/// Its list has the name of the list around it and is absent: a list repeated within itself would double the page with
/// each level, which is what the template asks for, not an error.
private let inner = Shape("Inner", "", [Field("a", .text), Field("b", .bool), Field("l", .list(.text))])
private let shape = Shape(
  "Outer", "",
  [
    Field("a", .text), Field("h", .html), Field("r", .record(inner)), Field("l", .list(.record(inner))),
    Field("x", .any), Field("n", .number),
  ])
private let value = record(
  shape,
  [
    "a": "<a>", "h": .html("<b>\n</b>"), "r": record(inner, ["a": "r"]), "n": 7,
    "l": [record(inner, ["a": "1", "b": true]), record(inner, ["b": false])],
    "x": ["a": ["a": [1, "2", []]], "p": "p"],
  ])

private func record(_ shape: Shape, _ values: [String: Value]) -> Value {
  .record(.computed(shape) { values[shape.fields[$0].name] ?? .absent })
}
