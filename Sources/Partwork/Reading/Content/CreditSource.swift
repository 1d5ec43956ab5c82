internal import PartworkDiagnostics

/// An author's share in a post or series: `author: ada`, or `{id: ada, role: Illustrations}`.
package struct CreditSource: Sendable, Hashable {
  /// The author's ID.
  package var id: String
  /// What the author did here; nil for the author's usual role.
  package var role: String?
}

extension Fields {
  /// The authors: one ID or several; an entry may be `{id, role}`. `author` and `authors` are the same key.
  func credits() -> [Located<CreditSource>] {
    let one = list("author", of: .ids, credit)
    let several = list("authors", of: .ids, credit)
    if let second = location(of: "authors"), !one.isEmpty, !several.isEmpty {
      findings.error(
        "use either `author` or `authors`, not both", at: second, hint: "list all of them in `authors`")
    }
    return unique(one + several, by: \.id, named: \.id)
  }

  private func credit(_ value: FieldValue) -> Located<CreditSource>? {
    if value.scalar != nil { return text(value)?.map { CreditSource(id: $0, role: nil) } }
    return map(
      value, expecting: "an author's ID, or a map with `id` and `role`",
      hint: "write the ID, or `{id: ada, role: Illustrations}`"
    ) { fields in
      let id = fields.required("id", hint: "write the name of the author's file, without `.md`")
      let role = fields.plainText("role")?.value
      return id?.map { CreditSource(id: $0, role: role) }
    }
  }
}
