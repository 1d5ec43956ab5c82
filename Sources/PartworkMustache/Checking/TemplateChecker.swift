import PartworkDiagnostics

/// Walks a template as rendering would, with the types of values instead of values, through every section, partial,
/// parent and block, and reports each name that is unknown where it is used.
///
/// It calls itself for each inclusion, at most `Catalog.maximumDepth` deep, and never for the depth of sections.
struct TemplateChecker {
  let catalog: Catalog

  /// The templates that are known to include themselves without end.
  private(set) var endless: Set<Int>

  /// An error for each cycle of such templates that this checker found.
  private(set) var cycles: [Diagnostic] = []

  /// What else is wrong.
  private(set) var found: [Diagnostic] = []

  /// The first names of the values that are printed.
  private(set) var printed: Set<String> = []

  private var reported: Set<Diagnostic> = []
  private var scope: NameScope

  /// What is being walked, outermost first.
  private var trail: [Visit] = []

  /// What was walked, with the index in `trail` while it is being walked.
  private var visited: [Context: Int?] = [:]

  /// The templates that were walked, each once, in their order.
  var walked: [Int] { Set(visited.keys.map(\.template)).sorted() }

  /// How many sections are open over a value from an unchecked one; since values are finite, so are these.
  private var descents = 0

  /// The most templates and fillings to walk, each in its context: far more than a theme has, and few enough to take no
  /// noticeable time.
  private static let maximumVisits = 2_000

  /// - Parameter types: those of the values that a template is rendered with, the innermost last.
  init(_ catalog: Catalog, types: [FieldType], endless: Set<Int> = []) {
    self.catalog = catalog
    self.endless = endless
    scope = NameScope(types: types)
  }

  mutating func check(_ template: Int) {
    visit(Context(template: template, start: 0, scope: scope.signature, fillers: []), includedAt: nil)
  }
}

extension TemplateChecker {
  /// A template or a filling, with everything that decides the meaning of its names.
  private struct Context: Hashable {
    let template: Int
    let start: Int
    let scope: [FieldType]

    /// The inclusions that fill its blocks, outermost first.
    let fillers: [Filler]
  }

  private struct Visit {
    let context: Context

    /// The inclusion that leads here.
    let includedAt: SourceLocation?

    /// How many descending sections were open at the beginning.
    let descents: Int
  }

  /// Walks `context` unless that is done already.
  private mutating func visit(_ context: Context, includedAt location: SourceLocation?) {
    guard catalog.templates[context.template].program.isWellFormed, visited[context] == nil else { return }
    visited[context] = trail.count
    trail.append(Visit(context: context, includedAt: location, descents: descents))
    walk(context)
    trail.removeLast()
    visited.updateValue(nil, forKey: context)
  }

  private mutating func walk(_ context: Context) {
    let template = catalog.templates[context.template]
    let program = template.program
    let depth = scope.types.count
    var sections: [(outer: Int, isUnchecked: Bool)] = []
    var position = context.start
    while true {
      let instruction = program.instructions[position]
      position += 1
      switch instruction {
      case .text, .jump:
        break
      case .plural(let path, _):
        checkNumber(program.paths[path], in: template)
      case .value(let path, _):
        checkText(program.paths[path], in: template)
        if let name = program.names(of: program.paths[path]).first?.text { printed.insert(name) }
      case .section(let path, _):
        let path = program.paths[path]
        let isUnchecked = scope.find(program.names(of: path).first)?.isUnchecked ?? false
        sections.append((scope.types.count, isUnchecked))
        scope.enter(type(of: path, in: template) ?? .any)
        if isUnchecked { descents += 1 }
      case .sectionEnd:
        let section = sections.removeLast()
        scope.types.removeSubrange(section.outer...)
        if section.isUnchecked { descents -= 1 }
      case .inverted(let path, _):
        _ = type(of: program.paths[path], in: template)
      case .include(let inclusion):
        include(inclusion, in: context)
        position = program.inclusions[inclusion].end
      case .block(let block):
        let block = program.blocks[block]
        if fill(block, in: context) { position = block.end }
      case .end:
        precondition(scope.types.count == depth, "a section of \(template.source.file) was left open")
        return
      }
    }
  }

  /// Walks what fills `block`; false if nothing does.
  private mutating func fill(_ block: TemplateBlock, in context: Context) -> Bool {
    guard let (index, filling) = catalog.filling(of: block.name, from: context.fillers) else { return false }
    let template = context.fillers[index].template
    let outer = Array(context.fillers[..<index])
    visit(
      Context(template: template, start: filling.start, scope: scope.signature, fillers: outer),
      includedAt: trail.last { $0.context.template == template }?.includedAt)
    return true
  }

  private mutating func include(_ index: Int, in context: Context) {
    guard let link = catalog.links[context.template][index] else { return }
    let template = catalog.templates[context.template]
    let inclusion = template.program.inclusions[index]
    var fillers = context.fillers
    // An inclusion whose blocks are all filled further out changes nothing.
    if inclusion.fillings.contains(where: { catalog.filling(of: $0.name, from: fillers) == nil }) {
      fillers.append(Filler(template: context.template, inclusion: index))
    }
    let included = Context(template: link, start: 0, scope: scope.signature, fillers: fillers)
    if let visit = visited[included] {
      // The same values lead to the same inclusions: only a descent through unchecked values can end them.
      if let visit, descents == trail[visit].descents { reportEndless(inclusion, in: template, trail[visit...]) }
      return
    }
    guard trail.count < Catalog.maximumDepth else {
      return report(
        "inclusions are nested more than \(Catalog.maximumDepth) deep", at: inclusion.offset, in: template,
        hint: "join some of the templates")
    }
    guard visited.count < Self.maximumVisits else {
      return report(
        "the templates include one another in too many ways to check", at: inclusion.offset, in: template,
        hint: "include fewer of them within one another")
    }
    visit(included, includedAt: template.location(of: inclusion.offset))
  }

  private mutating func reportEndless(
    _ inclusion: Inclusion, in template: CompiledTemplate, _ circle: ArraySlice<Visit>
  ) {
    let templates = circle.map(\.context.template)
    guard endless.isDisjoint(with: templates) else { return }
    endless.formUnion(templates)
    let names = (templates + templates.prefix(1)).map { "`\(catalog.templates[$0].source.name)`" }
    cycles.error(
      "`\(inclusion.tag)` includes itself endlessly", at: template.location(of: inclusion.offset),
      hint: "\(names[0]) includes \(names.dropFirst().joined(separator: ", which includes "))")
  }
}

extension TemplateChecker {
  /// Reports a value that is unknown or is not a number to count by.
  private mutating func checkNumber(_ path: ValuePath, in template: CompiledTemplate) {
    guard let type = type(of: path, in: template), type != .number, type != .any else { return }
    report(
      "`\(template.program.text(of: path))` is \(type.phrase), not a number", at: path.offset, in: template,
      hint: "the words count by it: name a number")
  }

  /// Reports a value that is unknown or cannot be printed.
  private mutating func checkText(_ path: ValuePath, in template: CompiledTemplate) {
    guard let type = type(of: path, in: template), let shape = type.recordShape else { return }
    let text = template.program.text(of: path)
    let field = shape.fields.first.map { "`\(path.names.isEmpty ? "" : text + ".")\($0.name)`" }
    report(
      "`\(text)` is \(type.phrase) and cannot be printed", at: path.offset, in: template,
      hint: type == .record(shape) ? field.map { "name one of its values, such as \($0)" } : "repeat a section over it")
  }

  /// The type of the value of `path`; nil, with an error reported, if one of its names is unknown.
  private mutating func type(of path: ValuePath, in template: CompiledTemplate) -> FieldType? {
    let names = template.program.names(of: path)
    guard let first = names.first else { return scope.innermost }
    guard let known = scope.find(first) else {
      report(
        "`\(first.text)`: unknown name", at: path.offset, in: template,
        hint: Suggestion.listing(near: first.text, in: scope.names))
      return nil
    }
    if let replacement = known.replacement { reportFormer(first, at: path.offset, in: template, hint: replacement) }
    var type = known.type
    var outer = first.text
    for name in names.dropFirst() {
      let offset = path.offset + outer.utf8.count + 1
      switch type {
      case .any:
        return .any
      case .record(let shape):
        guard let field = shape.index(of: name) else {
          report(
            "`\(name.text)`: unknown name in `\(outer)`", at: offset, in: template,
            hint: Suggestion.listing(near: name.text, in: shape.presentNames))
          return nil
        }
        type = shape.fields[field].type
        if let replacement = shape.fields[field].replacement {
          reportFormer(name, at: offset, in: template, hint: replacement)
        }
        outer += ".\(name.text)"
      case .list, .text, .html, .bool, .number:
        let isList = type.sectionType != type
        report(
          "`\(outer)` is \(type.phrase) and has no names in it", at: offset, in: template,
          hint: isList ? "write `{{#\(outer)}}…{{/\(outer)}}` with the name inside" : "write `\(outer)` alone")
        return nil
      }
    }
    return type
  }

  /// Adds a warning about a name of earlier versions, which is shown as it was.
  private mutating func reportFormer(
    _ name: InternedName, at offset: Int, in template: CompiledTemplate, hint: String
  ) {
    let warning = Diagnostic(
      .warning, "`\(name.text)` is a name of an earlier version", at: template.location(of: offset), hint: hint)
    if reported.insert(warning).inserted { found.append(warning) }
  }

  /// Adds an error, unless the same one was reported for the same place in another context.
  private mutating func report(_ message: String, at offset: Int, in template: CompiledTemplate, hint: String?) {
    let location = template.location(of: offset)
    guard reported.insert(Diagnostic(.error, message, at: location)).inserted else { return }
    let words = template.program.phrases[offset].map { "the words `\($0)` name it" }
    let place = trail.last?.includedAt.map { "included by \($0)" }
    let way = words.map { words in place.map { "\(words), \($0)" } ?? words } ?? place
    found.error(message, at: location, hint: hint.map { hint in way.map { "\(hint) (\($0))" } ?? hint } ?? way)
  }
}
