import PartworkDiagnostics

/// Compiled templates, and which of them each inclusion means.
struct Catalog: Sendable {
  let templates: [CompiledTemplate]

  /// For each template, the templates that its inclusions mean; nil if there is none or the name is dynamic.
  private(set) var links: [[Int?]] = []

  private let pages: [String: Int]
  private let partials: [String: Int]

  /// The greatest depth of inclusions, to stop endless ones.
  static let maximumDepth = 100

  init(_ templates: [CompiledTemplate]) {
    self.templates = templates
    func indices(arePartials: Bool) -> [String: Int] {
      let chosen = templates.enumerated().filter { $1.source.isPartial == arePartials }
      return Dictionary(chosen.map { ($1.source.name, $0) }) { first, _ in first }
    }
    pages = indices(arePartials: false)
    partials = indices(arePartials: true)
    links = templates.map { template in
      template.program.inclusions.map { find($0.name, isParent: $0.isParent) }
    }
  }

  /// The template called `name`: a parent is a page template rather than a partial of that name.
  func find(_ name: String, isParent: Bool) -> Int? {
    isParent ? pages[name] ?? partials[name] : partials[name] ?? pages[name]
  }

  /// The templates at `starts` and those that they may include, directly or not.
  private func reachable(from starts: [Int]) -> Set<Int> {
    var found = Set(starts)
    var waiting = Array(found)
    while let next = waiting.popLast() {
      for case let link? in links[next] where found.insert(link).inserted { waiting.append(link) }
    }
    return found
  }

  /// Whether the template at `index` may be included within itself.
  func isInCycle(_ index: Int) -> Bool {
    reachable(from: links[index].compactMap(\.self)).contains(index)
  }
}

/// An inclusion that fills blocks: the index of its template, and its own in the program.
struct Filler: Hashable {
  let template: Int
  let inclusion: Int
}

extension Catalog {
  /// What goes into the block called `name`, and which of `fillers`, outermost first, puts it there: of several that
  /// fill it, the outermost decides.
  func filling(of name: HashedName, from fillers: [Filler]) -> (filler: Int, filling: BlockFilling)? {
    for (index, filler) in fillers.enumerated() {
      let inclusion = templates[filler.template].program.inclusions[filler.inclusion]
      if let filling = inclusion.fillings.first(where: { $0.name == name }) { return (index, filling) }
    }
    return nil
  }
}

extension Catalog {
  /// What is wrong between the template at `index` and the others: a name that another one has too, and inclusions and
  /// blocks that do not exist.
  func problems(of index: Int) -> [Diagnostic] {
    let template = templates[index]
    var diagnostics: [Diagnostic] = []
    let first = (template.source.isPartial ? partials : pages)[template.source.name]
    if let first, first != index {
      diagnostics.error(
        "there are two templates named `\(template.source.name)`", at: SourceLocation(template.source.file),
        hint: "rename this one or `\(templates[first].source.file)`")
    }
    for (inclusion, link) in zip(template.program.inclusions, links[index]) {
      if let link {
        diagnostics += unknownBlocks(of: inclusion, in: template, parent: link)
      } else {
        let known = inclusion.isParent ? pages.keys.sorted() + partials.keys.sorted() : partials.keys.sorted()
        diagnostics.error(
          "`\(inclusion.tag)`: unknown \(inclusion.isParent ? "template" : "partial")",
          at: template.location(of: inclusion.offset), hint: Suggestion.listing(near: inclusion.name, in: known))
      }
    }
    return diagnostics
  }

  private func unknownBlocks(of inclusion: Inclusion, in template: CompiledTemplate, parent: Int) -> [Diagnostic] {
    guard !inclusion.fillings.isEmpty else { return [] }
    let programs = reachable(from: [parent]).map { templates[$0].program }
    guard programs.allSatisfy(\.isWellFormed) else { return [] }
    let known = Set(programs.flatMap { $0.blocks.map(\.name) })
    return inclusion.fillings.filter { !known.contains($0.name) }.map { filling in
      Diagnostic(
        .error, "`{{$\(filling.name.text)}}`: `\(inclusion.name)` has no such block",
        at: template.location(of: filling.offset),
        hint: Suggestion.listing(near: filling.name.text, in: known.map(\.text).sorted()))
    }
  }
}
