/// What the tree did not confirm, and what is known of it.
struct Refusals {
  /// The lines that begin neither a note nor a definition.
  private(set) var lines: Set<Int> = []

  /// Those that libcmark could take for the definition of a link, which a backslash before the colon prevents.
  private(set) var escaped: Set<Int> = []

  /// Those that look like a note and are text, each with its label.
  private(set) var texts: [(label: String, place: Place)] = []

  /// By line, the marks that ran together with a list of the writer's.
  private(set) var marks: [Int: Set<UInt8>] = [:]

  /// Proposes an item again with another mark; false where it had others before.
  mutating func vary(_ proposal: Proposals.Proposal) -> Bool {
    guard marks[proposal.place.line, default: []].count < 2 else { return false }
    return marks[proposal.place.line, default: []].insert(proposal.mark).inserted
  }

  /// What libcmark makes of a line that is not proposed.
  enum Kind {
    /// The definition of a link, unless its colon is escaped.
    case definitionOrText
    case text
    /// Code or HTML, where nothing is escaped.
    case code
  }

  mutating func refuse(_ proposal: Proposals.Proposal, as kind: Kind) {
    let line = proposal.place.line
    guard lines.insert(line).inserted, case .footnote(let label) = proposal.kind, kind != .code else { return }
    texts.append((label, proposal.place))
    if kind == .definitionOrText { escaped.insert(line) }
  }
}
