import Foundation
package import Partwork
package import PartworkDiagnostics

extension PublishSettings? {
  /// The target called `name`, or the default one if `name` is nil.
  ///
  /// - Throws: a `PublishFailure` that lists the targets there are.
  package func target(named name: String?) throws(PublishFailure) -> PublishTarget {
    guard let self, !self.targets.isEmpty else {
      throw PublishFailure(
        "`content/site.yml` has no target to publish to",
        hint: "add one under `publish:`, such as `targets: {stick: {type: folder, path: /mnt/stick/site}}`")
    }
    let names = self.targets.map(\.name.value)
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let name else {
      if let standard = self.standard { return standard }
      throw PublishFailure(
        "there are several targets and no default: \(list)",
        hint: "name one, as in `partwork publish \(names[0])`, or add `default: \(names[0])` under `publish:`")
    }
    guard let target = self.targets.first(where: { $0.name.value == name }) else {
      throw PublishFailure(
        "there is no target `\(name)` in `content/site.yml`",
        hint: Suggestion.question(for: name, in: names) ?? "choose one of \(list)")
    }
    return target
  }
}

/// What is wrong with publishing a site at `url`; nil if nothing is.
///
/// Feeds, sitemaps and canonical links contain the URL, so one that only this machine can reach must not be published,
/// nor one that is reserved for examples.
package func publishProblem(of url: SiteURL, at location: SourceLocation?) -> Diagnostic? {
  var host = (URL(string: url.origin)?.host() ?? "").lowercased()
  if host.hasSuffix(".") { host.removeLast() }
  if isLoopback(host) {
    return Diagnostic(
      .error, "readers cannot reach the site at its `url`, `\(url.origin)`", at: location,
      hint: "set `url` to the URL that readers will use, such as `https://www.my-name.net`")
  }
  if isReserved(host) {
    return Diagnostic(
      .error, "the `url` of the site, `\(url.origin)`, is only an example", at: location,
      hint: "set `url` to the URL that readers will use; feeds, the sitemap and previews of links contain it")
  }
  return nil
}

/// Whether `host` is reserved for examples and tests (RFC 2606, RFC 6761) or is one of IANA's own example domains.
private func isReserved(_ host: String) -> Bool {
  let names = host.split(separator: ".")
  if let last = names.last, ["example", "test", "invalid"].contains(last) { return true }
  return names.suffix(2).first == "example" && ["com", "net", "org", "edu"].contains(names.last)
}

/// Whether the host `name`, in lower case, names this machine: RFC 6761 for names, RFC 1122 and RFC 4291 for addresses. The unspecified
/// addresses, which servers listen on, count too.
private func isLoopback(_ name: String) -> Bool {
  if name.isEmpty || name == "localhost" || name.hasSuffix(".localhost") { return true }
  let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
  if numbers.count == 4, !numbers.contains(nil) { return numbers[0] == 127 || numbers.allSatisfy { $0 == 0 } }
  return ["::1", "::", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"].contains(name)
}
