import PartworkDiagnostics

/// Walks a template as rendering would, with the types of values in place of values, through every section, partial,
/// parent and block, and notes each name that is not known where it stands.
///
/// It calls itself for each inclusion, at most `Catalog.maximumDepth` deep, and never for the depth of sections.
struct Checker {
  let catalog: Catalog

  /// The templates whose inclusion without end is reported without a shape.
  let endless: Set<Int>

  var scope: Scope
  private(set) var found: [Diagnostic] = []
  private var reported: Set<Report> = []

  /// What is being walked, outermost first.
  private(set) var trail: [Visit] = []

  /// The places in `trail` of what is being walked.
  private(set) var active: [State: Int] = [:]

  private(set) var done: Set<State> = []

  /// How many sections are open over a value below another unchecked one: they descend, and so come to an end.
  private(set) var descents = 0

  /// How many templates and contents of blocks are walked, each within what surrounds it: far more than a theme has,
  /// and so few that they take no time that anyone notices.
  static let maximumVisits = 2_000

  init(_ catalog: Catalog, endless: Set<Int>, shape: Shape) {
    self.catalog = catalog
    self.endless = endless
    scope = Scope(types: [.record(shape)])
  }

  /// What is wrong with the names of `template`.
  mutating func check(_ template: Int) -> [Diagnostic] {
    visit(State(template: template, scope: scope), [], by: nil)
    return found
  }
}

extension Checker {
  /// Walks what `state` says, unless that is done already; `origin` is the inclusion that leads there.
  mutating func visit(_ state: State, _ fillings: [Source], by origin: Origin?) {
    guard catalog.templates[state.template].program.isWellFormed, done.insert(state).inserted else { return }
    active[state] = trail.count
    trail.append(Visit(template: state.template, descents: descents))
    walk(state.template, from: state.start, fillings, by: origin)
    trail.removeLast()
    active[state] = nil
  }

  private mutating func walk(
    _ index: Int, from start: Int, _ fillings: [Source], by origin: Origin?
  ) {
    let template = catalog.templates[index]
    let program = template.program
    let depth = scope.types.count
    var descending: [Bool] = []
    var position = start
    while true {
      let instruction = program.instructions[position]
      position += 1
      switch instruction {
      case .text:
        break
      case .value(let path, _):
        checkValue(program.paths[path], in: index, by: origin)
      case .section(let path, _):
        let path = program.paths[path]
        let isUnchecked = scope.isUnchecked(program.names(of: path).first)
        scope.types.append(resolve(path, in: index, by: origin)?.sectionType ?? .any)
        descending.append(isUnchecked)
        if isUnchecked { descents += 1 }
      case .sectionEnd:
        scope.types.removeLast()
        if descending.removeLast() { descents -= 1 }
      case .inverted(let path, _):
        _ = resolve(program.paths[path], in: index, by: origin)
      case .include(let inclusion):
        include(inclusion, in: index, fillings, by: origin)
        position = program.inclusions[inclusion].end
      case .block(let block):
        let block = program.blocks[block]
        guard let (place, filling) = filling(of: block.name, fillings) else { break }
        let source = fillings[place]
        let outer = Array(fillings[..<place])
        visit(
          State(template: source.template, start: filling.start, scope: scope, fillings: outer), outer,
          by: source.reachedBy)
        position = block.end
      case .end:
        precondition(scope.types.count == depth, "a section of \(template.source.file) was left open")
        return
      }
    }
  }

  mutating func report(
    _ message: String, at offset: Int, in template: Int, hint: String?, by origin: Origin?
  ) {
    guard reported.insert(Report(template: template, offset: offset, message: message)).inserted else { return }
    let way = origin.map { "included by \(catalog.templates[$0.template].location(of: $0.offset))" }
    found.error(
      message, at: catalog.templates[template].location(of: offset),
      hint: hint.map { hint in way.map { "\(hint) (\($0))" } ?? hint } ?? way)
  }
}
