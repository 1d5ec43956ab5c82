import PartworkDiagnostics

/// Compiled templates, and which of them each inclusion means.
struct Catalog: Sendable {
  let templates: [CompiledTemplate]

  /// For each template and each of its inclusions the template that is meant; nil where there is none, or where the
  /// name is known only when rendering.
  let links: [[Int?]]

  private let pages: [String: Int]
  private let partials: [String: Int]

  /// How deep inclusions may follow one another, so that one without end is found.
  static let maximumDepth = 100

  init(_ templates: [CompiledTemplate]) {
    self.templates = templates
    let pages = Self.places(of: templates, arePartials: false)
    let partials = Self.places(of: templates, arePartials: true)
    links = templates.map { template in
      template.program.inclusions.map { inclusion in
        guard inclusion.dynamicName == nil else { return nil }
        return Self.find(inclusion.name, isParent: inclusion.isParent, pages, partials)
      }
    }
    self.pages = pages
    self.partials = partials
  }

  /// The page template called `name`, or the partial where there is only that.
  func page(_ name: String) -> Int? {
    Self.find(name, isParent: true, pages, partials)
  }

  /// The template that an inclusion of `name` means.
  func included(_ name: String, isParent: Bool) -> Int? {
    Self.find(name, isParent: isParent, pages, partials)
  }

  func isPage(_ name: String) -> Bool {
    pages[name] != nil
  }

  private static func find(
    _ name: String, isParent: Bool, _ pages: [String: Int], _ partials: [String: Int]
  ) -> Int? {
    isParent ? pages[name] ?? partials[name] : partials[name] ?? pages[name]
  }

  private static func places(of templates: [CompiledTemplate], arePartials: Bool) -> [String: Int] {
    var places: [String: Int] = [:]
    for (index, template) in templates.enumerated()
    where template.source.isPartial == arePartials && places[template.source.name] == nil {
      places[template.source.name] = index
    }
    return places
  }
}

extension Catalog {
  /// What is wrong between the template at `index` and the others: one of the same name, and inclusions of templates
  /// and fillings of blocks that do not exist.
  func problems(of index: Int) -> [Diagnostic] {
    let template = templates[index]
    var diagnostics: [Diagnostic] = []
    let first = (template.source.isPartial ? partials : pages)[template.source.name]
    if let first, first != index {
      diagnostics.error(
        "`\(template.source.name)` names two templates", at: SourceLocation(template.source.file),
        hint: "rename this one or `\(templates[first].source.file)`")
    }
    for (inclusion, link) in zip(template.program.inclusions, links[index]) where inclusion.dynamicName == nil {
      guard let link else {
        diagnostics.append(unknown(inclusion, in: template))
        continue
      }
      diagnostics += unknownBlocks(of: inclusion, in: template, parent: link)
    }
    return diagnostics
  }

  private func unknown(_ inclusion: Inclusion, in template: CompiledTemplate) -> Diagnostic {
    let known = inclusion.isParent ? pages.keys.sorted() + partials.keys.sorted() : partials.keys.sorted()
    return Diagnostic(
      .error, "`\(inclusion.tag)`: unknown \(inclusion.isParent ? "template" : "partial")",
      at: template.location(of: inclusion.offset), hint: knownNames(near: inclusion.name, in: known))
  }

  private func unknownBlocks(
    of inclusion: Inclusion, in template: CompiledTemplate, parent: Int
  ) -> [Diagnostic] {
    guard !inclusion.fillings.isEmpty else { return [] }
    let reachable = reachable(from: parent)
    guard reachable.allSatisfy({ templates[$0].program.isWellFormed }) else { return [] }
    let known = Set(reachable.flatMap { templates[$0].program.blocks.map(\.name) })
    return inclusion.fillings.filter { !known.contains($0.name) }.map { filling in
      Diagnostic(
        .error, "`{{$\(filling.name.text)}}`: `\(inclusion.name)` has no such block",
        at: template.location(of: filling.offset),
        hint: knownNames(near: filling.name.text, in: known.map(\.text).sorted()))
    }
  }

  /// The templates that may be included on the way from `start`, itself among them.
  private func reachable(from start: Int) -> Set<Int> {
    var found: Set<Int> = [start]
    var waiting = [start]
    while let next = waiting.popLast() {
      for link in links[next] {
        if let link, found.insert(link).inserted { waiting.append(link) }
      }
    }
    return found
  }
}
