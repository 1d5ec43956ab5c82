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

  /// A template that is being walked, or the content of a block in it.
  struct Visit {
    let template: Int

    /// How many descending sections were open when the walk began.
    let descents: Int
  }

  /// An inclusion that fills blocks.
  struct Source {
    let template: Int
    let inclusion: Int

    /// The inclusion by which its own template is reached.
    let reachedBy: Origin?
  }

  /// Where an inclusion stands.
  struct Origin {
    let template: Int
    let offset: Int
  }

  /// What tells one report from another: in two contexts one name may have two hints.
  struct Report: Hashable {
    let template: Int
    let offset: Int
    let message: String
  }
}
