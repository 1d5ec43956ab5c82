import Diagnostics

extension Checker {
  /// A template, or the content of a block, within what decides the meaning of its names.
  struct State: Hashable {
    let template: Int
    let start: Int
    let scope: [FieldType]
    let fillings: [[Int]]

    init(template: Int, start: Int = 0, scope: Scope, fillings: [Source] = []) {
      self.template = template
      self.start = start
      self.scope = scope.signature
      self.fillings = fillings.map { [$0.template, $0.inclusion] }
    }
  }

  /// A state that is being walked.
  struct Visit {
    let state: State
    let descents: Int
  }

  /// An inclusion that fills blocks.
  struct Source {
    let template: Int
    let inclusion: Int

    /// The inclusion by which its own template is reached.
    let reachedBy: SourceLocation?
  }

  /// What tells one report from another: in two contexts one name may have two hints.
  struct Report: Hashable {
    let template: Int
    let offset: Int
    let message: String
  }
}
