internal import PartworkSupport
package import PartworkDiagnostics

/// The reason why a page could not be rendered.
package struct RenderFailure: Error, Sendable, Hashable {
  package let diagnostic: Diagnostic
}

/// Runs programs: appends to `output` what the templates of `catalog` make of a value.
///
/// Sections and inclusions are kept on its own stacks, so that no depth of either can overflow that of the thread.
struct TemplateRenderer {
  private let catalog: Catalog
  var output: [UInt8]

  /// The values of the open sections, outermost first. Names are looked up in the records and dictionaries among them
  /// from the last one on; `{{.}}` is the last one.
  var scopes: [Scope]

  /// The value whose names are looked up last.
  let globals: Scope

  /// How far the open sections have repeated.
  var sections: [Repetition] = []

  /// What is being rendered, and where to continue after it.
  private var calls: [Call] = []

  /// The inclusions on the way that fill blocks, outermost first.
  private var fillers: [Filler] = []

  /// How often sections over lists may still repeat.
  private var repetitionsLeft = Limits.repetitions

  /// The white space before each line.
  var indentation: [UInt8] = []

  init(_ catalog: Catalog, _ value: Value, _ globals: Value, _ output: consuming [UInt8]) {
    self.catalog = catalog
    self.globals = Scope(globals)
    self.output = output
    // Few templates nest deeper.
    scopes = []
    scopes.reserveCapacity(16)
    scopes.append(Scope(value))
    sections.reserveCapacity(16)
    calls.reserveCapacity(16)
  }

  mutating func render(_ template: Int) throws(RenderFailure) {
    var next: ProgramPosition? = ProgramPosition(template: template, instruction: 0)
    while let position = next {
      let result = catalog.references[position.template]._withUnsafeGuaranteedRef { template in
        Result { () throws(RenderFailure) in try run(template, from: position) }
      }
      next = try result.get()
    }
  }
}

/// An instruction of a template.
private struct ProgramPosition {
  let template: Int
  var instruction: Int
}

/// Where to continue after an inclusion or a filling, and what to restore.
private struct Call {
  let position: ProgramPosition
  let indentation: Int
  let fillers: [Filler]
}

extension TemplateRenderer {
  /// Runs one template until it includes or returns to another, and returns where to continue; nil at the end.
  ///
  /// The template is a parameter, and its parts are read in place, so that no reference is counted on the way: threads
  /// that render at once would contend for the count at each instruction.
  private mutating func run(
    _ template: CompiledTemplate, from start: ProgramPosition
  ) throws(RenderFailure) -> ProgramPosition? {
    var position = start
    while true {
      let instruction = template.program.instructions[position.instruction]
      position.instruction += 1
      switch instruction {
      case .text(let range, let startsLine):
        append(template.program.texts, range, startsLine: startsLine)
      case .value(let path, let isEscaped):
        append(value(path, in: template), isEscaped: isEscaped)
      case .section(let path, let end):
        if !enter(value(path, in: template), at: position.instruction) { position.instruction = end }
      case .sectionEnd:
        if let start = nextItem() {
          position.instruction = start
          repetitionsLeft -= 1
          if repetitionsLeft < 0 { throw tooManyRepetitions(in: template) }
        }
      case .inverted(let path, let end):
        if value(path, in: template).isTruthy { position.instruction = end }
      case .plural(let path, let forms):
        var category = PluralCategory.other
        if case .number(let number) = value(path, in: template) {
          category = template.program.pluralRule.category(of: number)
        }
        position.instruction = template.program.pluralForms[forms + category.rawValue]
      case .jump(let next):
        position.instruction = next
      case .include(let inclusion):
        return try include(inclusion, in: template, at: position.template)
      case .block(let block):
        if let filling = fill(block, in: template, at: position.template) { return filling }
      case .end:
        return goBack()
      }
    }
  }

  private func tooManyRepetitions(in template: CompiledTemplate) -> RenderFailure {
    RenderFailure(
      diagnostic: Diagnostic(
        .error, "sections over lists repeat more than \(Limits.repetitions) times on one page",
        at: template.location(of: 0), hint: "do not nest sections over long lists in each other"))
  }

  /// Goes to what an inclusion of `template`, whose index is `index`, includes, or on after it if there is nothing.
  private mutating func include(
    _ inclusion: Int, in template: CompiledTemplate, at index: Int
  ) throws(RenderFailure) -> ProgramPosition {
    let after = ProgramPosition(template: index, instruction: template.program.inclusions[inclusion].end)
    guard let link = link(of: inclusion, in: template, at: index) else { return after }
    guard calls.count < Catalog.maximumDepth else {
      let inclusion = template.program.inclusions[inclusion]
      throw RenderFailure(
        diagnostic: Diagnostic(
          .error, "inclusions are nested more than \(Catalog.maximumDepth) deep",
          at: template.location(of: inclusion.offset),
          hint: "`\(inclusion.tag)` seems to include itself endlessly"))
    }
    call(from: after, template.program.inclusions[inclusion].indentation, of: template)
    if template.program.inclusions[inclusion].isParent {
      fillers.append(Filler(template: index, inclusion: inclusion))
    }
    return ProgramPosition(template: link, instruction: 0)
  }

  /// Goes to what fills a block of `template`, whose index is `index`; nil if nothing does.
  private mutating func fill(_ block: Int, in template: CompiledTemplate, at index: Int) -> ProgramPosition? {
    let block = template.program.blocks[block]
    guard let (filler, filling) = catalog.filling(of: block.name, from: fillers) else { return nil }
    let start = ProgramPosition(template: fillers[filler].template, instruction: filling.start)
    if block.startsLine, !filling.startsLine { indent(template.program.texts[block.indentation]) }
    call(from: ProgramPosition(template: index, instruction: block.end), block.indentation, of: template)
    // A filling belongs to its own template, so its blocks are not filled by the inclusion that it is part of.
    fillers.removeSubrange(filler...)
    return start
  }

  /// The template that an inclusion means; nil if there is none.
  private func link(of inclusion: Int, in template: CompiledTemplate, at index: Int) -> Int? {
    if let link = catalog.links[index][inclusion] { return link }
    let inclusion = template.program.inclusions[inclusion]
    guard let path = inclusion.dynamicName, case .text(let name) = value(path, in: template) else { return nil }
    return catalog.find(name, isParent: inclusion.isParent)
  }

  /// - Parameter margin: the white space before each line from here on, in the texts of `template`.
  private mutating func call(from position: ProgramPosition, _ margin: Range<Int>, of template: CompiledTemplate) {
    calls.append(Call(position: position, indentation: margin.count, fillers: fillers))
    if !margin.isEmpty { indentation += template.program.texts[margin] }
  }

  private mutating func goBack() -> ProgramPosition? {
    guard let call = calls.popLast() else { return nil }
    indentation.removeLast(call.indentation)
    fillers = call.fillers
    return call.position
  }
}
