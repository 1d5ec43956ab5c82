import PartworkDiagnostics

extension Catalog {
  /// The templates that include themselves, whatever they are rendered with, with an error for each such circle.
  ///
  /// Only inclusions outside every section and block are followed, as others may end by what is rendered.
  func endlessInclusions() -> (templates: Set<Int>, diagnostics: [Diagnostic]) {
    var endless: Set<Int> = []
    var diagnostics: [Diagnostic] = []
    var isDone = [Bool](repeating: false, count: templates.count)
    for start in templates.indices where !isDone[start] {
      var path = [Step(template: start)]
      while let step = path.last {
        let inclusions = templates[step.template].program.inclusions
        guard step.next < inclusions.count else {
          isDone[step.template] = true
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let inclusion = inclusions[step.next]
        guard inclusion.isUnconditional, let link = links[step.template][step.next], !isDone[link] else { continue }
        if let first = path.firstIndex(where: { $0.template == link }) {
          endless.formUnion(path[first...].map(\.template))
          diagnostics.append(
            endlessInclusion(inclusion, in: step.template, by: path[first...].map(\.template) + [link]))
        } else {
          path.append(Step(template: link))
        }
      }
    }
    return (endless, diagnostics)
  }

  /// The error of an inclusion that leads back, by way of the templates of `circle`, to what it is part of.
  func endlessInclusion(_ inclusion: Inclusion, in template: Int, by circle: [Int]) -> Diagnostic {
    let names = circle.map { "`\(templates[$0].source.name)`" }
    return Diagnostic(
      .error, "`\(inclusion.tag)` includes itself without end",
      at: templates[template].location(of: inclusion.offset),
      hint: circle.count > 1
        ? "\(names[0]) includes \(names.dropFirst().joined(separator: ", which includes "))"
        : "\(names.joined()) is included within itself")
  }

  private struct Step {
    let template: Int

    /// The inclusion to follow next.
    var next = 0
  }
}
