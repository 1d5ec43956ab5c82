import Diagnostics

extension Checker {
  /// Notes a problem if the value of `path` is unknown or has no text to show.
  mutating func checkValue(_ path: Path, in template: Int, by location: SourceLocation?) {
    guard let type = resolve(path, in: template, by: location), let shape = type.recordShape else { return }
    let field = shape.fields.first.map { "`\(path.names.isEmpty ? "" : path.text + ".")\($0.name)`" }
    report(
      "`\(path.text)` is \(type.phrase) and has no text of its own", at: path.offset, in: template,
      hint: type == .record(shape) ? field.map { "name one of its values, such as \($0)" } : "repeat a section over it",
      by: location)
  }

  /// The type of the value of `path`; nil, with a problem noted, if a name of it is unknown.
  mutating func resolve(
    _ path: Path, in template: Int, by location: SourceLocation?
  ) -> FieldType? {
    guard let first = path.names.first else { return scope.innermost }
    guard var type = scope.type(of: first) else {
      report(
        "`\(first.text)`: unknown name", at: path.offset, in: template,
        hint: knownNames(near: first.text, in: scope.names), by: location)
      return nil
    }
    for (index, name) in path.names.enumerated().dropFirst() {
      switch type {
      case .any:
        return .any
      case .record(let shape):
        if let field = shape.index(of: name) {
          type = shape.fields[field].type
          continue
        }
        report(
          "`\(name.text)`: unknown name in `\(path.text)`", at: path.offset(of: index), in: template,
          hint: knownNames(near: name.text, in: shape.fields.map(\.name)), by: location)
      case .text, .html, .bool, .number, .list:
        let outer = path.names[..<index].map(\.text).joined(separator: ".")
        let isList = if case .list = type { true } else { false }
        report(
          "`\(outer)` is \(type.phrase) and has no names below it", at: path.offset(of: index), in: template,
          hint: isList ? "write `{{#\(outer)}}…{{/\(outer)}}` and the name between" : "write `\(outer)` alone",
          by: location)
      }
      return nil
    }
    return type
  }
}
