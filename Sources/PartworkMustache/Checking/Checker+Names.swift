extension Checker {
  /// Notes a problem if the value of `path` is unknown or has no text to show.
  mutating func checkValue(_ path: Path, in template: Int, by origin: Origin?) {
    guard let type = resolve(path, in: template, by: origin), let shape = type.recordShape else { return }
    let text = catalog.templates[template].program.text(of: path)
    let field = shape.fields.first.map { "`\(path.names.isEmpty ? "" : text + ".")\($0.name)`" }
    report(
      "`\(text)` is \(type.phrase) and has no text of its own", at: path.offset, in: template,
      hint: type == .record(shape) ? field.map { "name one of its values, such as \($0)" } : "repeat a section over it",
      by: origin)
  }

  /// The type of the value of `path`; nil, with a problem noted, if a name of it is unknown.
  mutating func resolve(_ path: Path, in template: Int, by origin: Origin?) -> FieldType? {
    let names = catalog.templates[template].program.names(of: path)
    guard let first = names.first else { return scope.innermost }
    guard var type = scope.type(of: first) else {
      report(
        "`\(first.text)`: unknown name", at: path.offset, in: template,
        hint: knownNames(near: first.text, in: scope.names), by: origin)
      return nil
    }
    var outer = first.text
    for name in names.dropFirst() {
      guard type != .any else { return .any }
      let offset = path.offset + outer.utf8.count + 1
      guard case .record(let shape) = type else {
        let isList = if case .list = type { true } else { false }
        report(
          "`\(outer)` is \(type.phrase) and has no names below it", at: offset, in: template,
          hint: isList ? "write `{{#\(outer)}}…{{/\(outer)}}` and the name between" : "write `\(outer)` alone",
          by: origin)
        return nil
      }
      guard let field = shape.index(of: name) else {
        report(
          "`\(name.text)`: unknown name in `\(outer)`", at: offset, in: template,
          hint: knownNames(near: name.text, in: shape.fields.map(\.name)), by: origin)
        return nil
      }
      type = shape.fields[field].type
      outer += ".\(name.text)"
    }
    return type
  }
}
