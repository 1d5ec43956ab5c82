import PartworkDiagnostics

extension Checker {
  /// Walks what the inclusion at `place` includes; `origin` is the one that leads to its own template.
  mutating func include(
    _ place: Int, in template: Int, _ fillings: [Source], by origin: Origin?
  ) {
    guard let link = catalog.links[template][place] else { return }
    let inclusion = catalog.templates[template].program.inclusions[place]
    var fillings = fillings
    // An inclusion that fills no block which is not filled further out changes nothing.
    if inclusion.fillings.contains(where: { filling(of: $0.name, fillings) == nil }) {
      fillings.append(Source(template: template, inclusion: place, reachedBy: origin))
    }
    let state = State(template: link, scope: scope, fillings: fillings)
    if let first = active[state] {
      // Below the same values the same inclusions follow: only a descent through unchecked values can end them.
      if descents == trail[first].descents {
        reportEndless(inclusion, in: template, circle: trail[first...], by: origin)
      }
      return
    }
    guard trail.count < Catalog.maximumDepth else {
      return report(
        "inclusions are nested more than \(Catalog.maximumDepth) deep", at: inclusion.offset, in: template,
        hint: "join some of the templates", by: origin)
    }
    guard done.count < Self.maximumVisits else {
      return report(
        "the templates include one another in too many ways to be checked", at: inclusion.offset, in: template,
        hint: "include fewer of them within one another", by: origin)
    }
    visit(state, fillings, by: Origin(template: template, offset: inclusion.offset))
  }

  /// What the outermost inclusion that fills the block called `name` puts there.
  func filling(of name: Name, _ fillings: [Source]) -> (place: Int, filling: Filling)? {
    for (place, source) in fillings.enumerated() {
      let inclusion = catalog.templates[source.template].program.inclusions[source.inclusion]
      if let filling = inclusion.fillings.first(where: { $0.name == name }) { return (place, filling) }
    }
    return nil
  }

  private mutating func reportEndless(
    _ inclusion: Inclusion, in template: Int, circle: ArraySlice<Visit>, by origin: Origin?
  ) {
    let templates = circle.map(\.template)
    guard endless.isDisjoint(with: templates) else { return }
    let diagnostic = catalog.endlessInclusion(inclusion, in: template, by: templates + templates.prefix(1))
    report(diagnostic.message, at: inclusion.offset, in: template, hint: diagnostic.hint, by: nil)
  }
}
