import PartworkDiagnostics

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
    var next: Place? = Place(template: template, instruction: 0)
    while let place = next { next = try run(catalog.templates[place.template], from: place) }
  }
}

extension Renderer {
  /// An instruction of a template.
  struct Place {
    let template: Int
    var instruction: Int
  }

  /// Runs one template until it includes or returns to another, and tells where to go on; nil at the end.
  ///
  /// The template is a parameter, and its parts are read in place, so that no owner of theirs is counted on the way:
  /// threads that render at once would wait for each other at each instruction.
  private mutating func run(_ template: CompiledTemplate, from place: Place) throws(RenderFailure) -> Place? {
    var place = place
    while true {
      let instruction = template.program.instructions[place.instruction]
      place.instruction += 1
      switch instruction {
      case .text(let range, let startsLine):
        append(template.program.texts, range, startsLine: startsLine)
      case .value(let path, let isEscaped):
        append(value(path, in: template), isEscaped: isEscaped)
      case .section(let path, let end):
        if !enter(value(path, in: template), at: place.instruction) { place.instruction = end }
      case .sectionEnd:
        if let start = nextItem() { place.instruction = start }
      case .inverted(let path, let end):
        if value(path, in: template).isTruthy { place.instruction = end }
      case .include(let inclusion):
        return try include(inclusion, in: template, at: place.template)
      case .block(let block):
        if let filling = fill(block, in: template, at: place.template) { return filling }
      case .end:
        return goBack()
      }
    }
  }

  /// Goes to what an inclusion of `template`, which stands at `index`, includes, or on behind it if there is nothing.
  private mutating func include(
    _ inclusion: Int, in template: CompiledTemplate, at index: Int
  ) throws(RenderFailure) -> Place {
    let behind = Place(template: index, instruction: template.program.inclusions[inclusion].end)
    guard let link = link(of: inclusion, in: template, at: index) else { return behind }
    guard calls.count < Catalog.maximumDepth else {
      throw endless(template.program.inclusions[inclusion], in: template)
    }
    call(from: behind, template.program.texts[template.program.inclusions[inclusion].indentation])
    if template.program.inclusions[inclusion].isParent { fillings.push(template: index, inclusion: inclusion) }
    return Place(template: link, instruction: 0)
  }

  /// Goes to what fills a block of `template`, which stands at `index`; nil where nothing does.
  private mutating func fill(_ block: Int, in template: CompiledTemplate, at index: Int) -> Place? {
    let block = template.program.blocks[block]
    guard let found = fillings.filling(of: block.name, in: catalog) else { return nil }
    let margin = template.program.texts[block.indentation]
    if block.startsLine, !found.startsLine { indent(margin) }
    call(from: Place(template: index, instruction: block.end), margin)
    fillings.leave(to: found.outer)
    return Place(template: found.template, instruction: found.start)
  }

  /// The template that an inclusion means; nil where there is none.
  private func link(of inclusion: Int, in template: CompiledTemplate, at index: Int) -> Int? {
    if let link = catalog.links[index][inclusion] { return link }
    let inclusion = template.program.inclusions[inclusion]
    guard let path = inclusion.dynamicName, case .text(let name) = value(path, in: template) else { return nil }
    return catalog.included(name, isParent: inclusion.isParent)
  }

  private func endless(_ inclusion: Inclusion, in template: CompiledTemplate) -> RenderFailure {
    RenderFailure(
      diagnostic: Diagnostic(
        .error, "inclusions are nested more than \(Catalog.maximumDepth) deep",
        at: template.location(of: inclusion.offset),
        hint: "`\(inclusion.tag)` seems to include itself without end"))
  }
}

extension Renderer {
  /// Where to go on behind an inclusion or the content of a block, and what to undo.
  private struct Call {
    let place: Place
    let indentation: Int
    let fillings: FillingChain.Mark
  }

  private mutating func call(from place: Place, _ margin: ArraySlice<UInt8>) {
    calls.append(Call(place: place, indentation: margin.count, fillings: fillings.mark))
    indentation += margin
  }

  private mutating func goBack() -> Place? {
    guard let call = calls.popLast() else { return nil }
    indentation.removeLast(call.indentation)
    fillings.restore(call.fillings)
    return call.place
  }
}
