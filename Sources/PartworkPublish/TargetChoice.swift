import PartworkDiagnostics
package import Partwork

extension PublishSettings? {
  /// The target called `name`, or the one to take where none is named.
  ///
  /// - Throws: a `PublishFailure` that tells which targets there are.
  package func target(named name: String?) throws(PublishFailure) -> PublishTarget {
    guard let self, !self.targets.isEmpty else {
      throw PublishFailure(
        "`content/site.yml` names no place to publish to",
        hint: "write one under `publish:`, such as `targets: {stick: {type: folder, path: /mnt/stick/site}}`")
    }
    let names = self.targets.map(\.name.value)
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let name else {
      if let standard = self.standard { return standard }
      throw PublishFailure(
        "there are several targets to publish to, and none is the default: \(list)",
        hint: "name one, as in `partwork publish \(names[0])`, or write `default: \(names[0])` under `publish:`")
    }
    guard let target = self.targets.first(where: { $0.name.value == name }) else {
      throw PublishFailure(
        "there is no target `\(name)` in `content/site.yml`",
        hint: Suggestion.question(for: name, in: names) ?? "there is \(list)")
    }
    return target
  }
}
