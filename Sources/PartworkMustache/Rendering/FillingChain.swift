/// What the inclusions that are being rendered put into the blocks of their parents.
struct FillingChain {
  /// A point to come back to.
  struct Mark {
    fileprivate let innermost: Int?
    fileprivate let count: Int
  }

  /// Content for a block.
  struct Found {
    let template: Int
    let start: Int
    let startsLine: Bool

    /// The innermost inclusion around the one that the content stands in; blocks within the content are filled from
    /// there, as the content does not belong to the parent that it goes into.
    let outer: Int?
  }

  private struct Link {
    let template: Int
    let inclusion: Int
    let outer: Int?
  }

  private var links: [Link] = []
  private var innermost: Int?

  var mark: Mark { Mark(innermost: innermost, count: links.count) }

  mutating func push(template: Int, inclusion: Int) {
    links.append(Link(template: template, inclusion: inclusion, outer: innermost))
    innermost = links.count - 1
  }

  mutating func leave(to outer: Int?) {
    innermost = outer
  }

  mutating func restore(_ mark: Mark) {
    innermost = mark.innermost
    links.removeLast(links.count - mark.count)
  }

  /// What goes into the block called `name`: of several inclusions that fill it, the outermost decides.
  func filling(of name: Name, in catalog: Catalog) -> Found? {
    var found: Found?
    var next = innermost
    while let place = next {
      let link = links[place]
      let inclusion = catalog.templates[link.template].program.inclusions[link.inclusion]
      if let filling = inclusion.fillings.first(where: { $0.name == name }) {
        found = Found(
          template: link.template, start: filling.start, startsLine: filling.startsLine, outer: link.outer)
      }
      next = link.outer
    }
    return found
  }
}
