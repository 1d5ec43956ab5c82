internal import PartworkSupport
import PartworkDiagnostics

/// Compiled templates, and which of them each inclusion means.
struct Catalog: Sendable {
  let templates: [CompiledTemplate]

  /// The same, for rendering: threads that count references to a template would contend for the count.
  let references: [Unmanaged<CompiledTemplate>]

  /// For each template, the templates that its inclusions mean; nil if there is none or the name is dynamic.
  private(set) var links: [[Int?]] = []

  private let pages: [String: Int]
  private let partials: [String: Int]

  /// The greatest depth of inclusions, to stop endless ones.
  static let maximumDepth = Limits.inclusions

  init(_ templates: [CompiledTemplate]) {
    self.templates = templates
    references = templates.map(Unmanaged.passUnretained)
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
  func reachable(from starts: [Int]) -> Set<Int> {
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
  func filling(of name: InternedName, from fillers: [Filler]) -> (filler: Int, filling: BlockFilling)? {
    for (index, filler) in fillers.enumerated() {
      let inclusion = templates[filler.template].program.inclusions[filler.inclusion]
      if let filling = inclusion.fillings.first(where: { $0.name == name }) { return (index, filling) }
    }
    return nil
  }
}

extension Catalog {
  /// What is wrong between the templates: names that two of them have, and inclusions and blocks that do not exist.
  /// What several templates ask of another one is one error, since it is that other one that lacks it.
  var problems: [Diagnostic] { (doubles + unknownInclusions + unknownBlocks).sorted() }

  private var doubles: [Diagnostic] {
    templates.indices.compactMap { index in
      let source = templates[index].source
      guard let first = (source.isPartial ? partials : pages)[source.name], first != index else { return nil }
      return Diagnostic(
        .error, "there are two templates named `\(source.name)`", at: SourceLocation(source.file),
        hint: "rename this one or `\(templates[first].source.file)`")
    }
  }

  /// The inclusions of all templates, with the templates that they mean.
  private var inclusions: [(template: Int, inclusion: Inclusion, link: Int?)] {
    templates.indices.flatMap { index in
      zip(templates[index].program.inclusions, links[index]).map { (index, $0, $1) }
    }
  }

  private var unknownInclusions: [Diagnostic] {
    let unknown = Dictionary(grouping: inclusions.filter { $0.link == nil }, by: \.inclusion.tag)
    return unknown.values.map { uses in
      let (template, inclusion, _) = uses[0]
      let known = inclusion.isParent ? pages.keys.sorted() + partials.keys.sorted() : partials.keys.sorted()
      let hint = Suggestion.listing(near: inclusion.name, in: known)
      let more =
        switch uses.count {
        case 1: String?.none
        case 2: "one other tag names it too"
        case let count: "\(count - 1) other tags name it too"
        }
      return Diagnostic(
        .error, "`\(inclusion.tag)`: unknown \(inclusion.isParent ? "template" : "partial")",
        at: templates[template].location(of: inclusion.offset),
        hint: hint.map { hint in more.map { "\(hint) (\($0))" } ?? hint } ?? more)
    }
  }

  private var unknownBlocks: [Diagnostic] {
    var unknown: [MissingBlock: [(template: Int, filling: BlockFilling)]] = [:]
    for (template, inclusion, link) in inclusions {
      guard let link, !inclusion.fillings.isEmpty, let known = blocks(of: link) else { continue }
      for filling in inclusion.fillings where known[filling.name] == nil {
        unknown[MissingBlock(name: filling.name, parent: link), default: []].append((template, filling))
      }
    }
    return unknown.map { block, fillings in
      let known = blocks(of: block.parent) ?? [:]
      let parent = templates[block.parent].source
      if fillings.count == 1 {
        return Diagnostic(
          .error, "`{{$\(block.name.text)}}`: `\(parent.name)` has no such block",
          at: templates[fillings[0].template].location(of: fillings[0].filling.offset),
          hint: Suggestion.listing(near: block.name.text, in: known.keys.map(\.text).sorted()))
      }
      let near = Suggestion.nearest(to: block.name.text, in: known.keys.map(\.text).sorted()).first
      return Diagnostic(
        .error, "`\(parent.name)` has no block `\(block.name.text)`, which \(fillings.count) templates fill",
        at: near.flatMap { known[InternedName($0)] }.map { templates[$0.template].location(of: $0.offset) }
          ?? SourceLocation(parent.file),
        hint: near.map { "rename the block `\($0)`" }
          ?? "write `{{$\(block.name.text)}}{{/\(block.name.text)}}` where their text goes")
    }
  }

  /// The places of the blocks that may be filled where the template at `index` is included; nil if a template on the
  /// way is not well formed, so that they are not known.
  private func blocks(of index: Int) -> [InternedName: (template: Int, offset: Int)]? {
    let found = reachable(from: [index]).sorted()
    guard found.allSatisfy({ templates[$0].program.isWellFormed }) else { return nil }
    let places = found.flatMap { template in
      templates[template].program.blocks.map { ($0.name, (template, $0.offset)) }
    }
    return Dictionary(places) { first, _ in first }
  }
}

/// A block that templates fill and that their parent does not have.
private struct MissingBlock: Hashable {
  let name: InternedName
  let parent: Int
}
