import Diagnostics

/// Runs programs: appends to `output` what the templates of `catalog` make of a value.
///
/// Sections and inclusions are kept on stacks of its own, so that no depth of either can overflow the thread's.
struct Renderer {
  let catalog: Catalog
  var output: [UInt8]

  /// The values of the open sections, outermost first: names are looked up in the records and dictionaries among
  /// them from the last one on, and `{{.}}` is the last one.
  var values: [Value]

  /// Where the open sections are in what they repeat over.
  var sections: [Repetition] = []

  /// What is being rendered, and where to go on behind it.
  private var calls: [Call] = []

  /// What the inclusions on the way put into blocks.
  private var fillings = FillingChain()

  /// The white space before each line of a template.
  var indentation: [UInt8] = []

  init(_ catalog: Catalog, _ value: Value, _ output: consuming [UInt8]) {
    self.catalog = catalog
    self.output = output
    values = [value]
  }

  mutating func render(_ template: Int) throws(RenderFailure) {
    var current = template
    var program = catalog.templates[template].program
    var position = 0
    while true {
      let instruction = program.instructions[position]
      position += 1
      switch instruction {
      case .text(let range, let startsLine):
        append(program.texts, range, startsLine: startsLine)
      case .value(let path, let isEscaped):
        append(value(of: program.paths[path]), isEscaped: isEscaped)
      case .section(let path, let end):
        if !enter(value(of: program.paths[path]), at: position) { position = end }
      case .sectionEnd:
        if let start = nextItem() { position = start }
      case .inverted(let path, let end):
        if value(of: program.paths[path]).isTruthy { position = end }
      case .include(let place):
        let inclusion = program.inclusions[place]
        guard let link = link(of: place, inclusion, in: current) else {
          position = inclusion.end
          continue
        }
        guard calls.count < Catalog.maximumDepth else { throw endless(inclusion, in: current) }
        call(from: current, goOnAt: inclusion.end, program.texts[inclusion.indentation])
        if inclusion.isParent { fillings.push(template: current, inclusion: place) }
        (current, position) = (link, 0)
        program = catalog.templates[link].program
      case .block(let place):
        let block = program.blocks[place]
        guard let found = fillings.filling(of: block.name, in: catalog) else { continue }
        if block.startsLine, !found.startsLine { indent(program.texts[block.indentation]) }
        call(from: current, goOnAt: block.end, program.texts[block.indentation])
        fillings.leave(to: found.outer)
        (current, position) = (found.template, found.start)
        program = catalog.templates[current].program
      case .end:
        guard let call = calls.popLast() else { return }
        indentation.removeLast(call.indentation)
        fillings.restore(call.fillings)
        (current, position) = (call.template, call.position)
        program = catalog.templates[current].program
      }
    }
  }
}

extension Renderer {
  /// Where to go on after an inclusion or the content of a block, and what to undo.
  private struct Call {
    let template: Int
    let position: Int
    let indentation: Int
    let fillings: FillingChain.Mark
  }

  private mutating func call(from template: Int, goOnAt position: Int, _ margin: ArraySlice<UInt8>) {
    calls.append(
      Call(template: template, position: position, indentation: margin.count, fillings: fillings.mark))
    indentation += margin
  }

  /// The template that an inclusion means; nil where there is none.
  private func link(of place: Int, _ inclusion: Inclusion, in template: Int) -> Int? {
    guard let path = inclusion.dynamicName else { return catalog.links[template][place] }
    guard case .text(let name) = value(of: path) else { return nil }
    return catalog.included(name, isParent: inclusion.isParent)
  }

  private func endless(_ inclusion: Inclusion, in template: Int) -> RenderFailure {
    RenderFailure(
      diagnostic: Diagnostic(
        .error, "inclusions are nested more than \(Catalog.maximumDepth) deep",
        at: catalog.templates[template].location(of: inclusion.offset),
        hint: "`\(inclusion.tag)` seems to include itself without end"))
  }
}
