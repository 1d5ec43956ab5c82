internal import Partwork
package import PartworkDiagnostics
internal import PartworkSupport

/// What an import did: what came over, what did not and where it is in the source, and what to look at first.
package struct ImportReport: Sendable {
  /// How many of each kind came over, with the kind's name: 212 posts.
  package private(set) var counts: [(number: Int, noun: String)] = []
  package private(set) var remarks: [ImportRemark]
  /// How many addresses readers had, and those of them that lead nowhere now.
  package private(set) var addressCount = 0
  package private(set) var lostAddresses: [String] = []
  package private(set) var written = 0
  package private(set) var updated = 0
  package private(set) var unchanged = 0
  /// The files that were left because the site's writer has changed them.
  package private(set) var kept: [String] = []
  /// What is wrong with the site, as a build would say.
  package private(set) var diagnostics: [Diagnostic] = []
  /// How many pictures and other files came over.
  var mediaCount = 0
  package internal(set) var missing: [ImportedMedia] = []

  private let site: ImportedSite

  /// The path of the report from the site's folder.
  package static let file = "import-report.md"

  init(_ site: ImportedSite) {
    self.site = site
    remarks = site.remarks
  }

  /// Adds what was found while the site was written and checked.
  mutating func add(_ found: [ImportRemark], _ writer: FileWriter, _ prepared: PreparedSite) {
    remarks += found
    (written, updated, unchanged) = (writer.written.count, writer.updated.count, writer.unchanged)
    kept = writer.kept
    diagnostics = prepared.diagnostics
    let live = (site.posts.count { $0.visibility == .open }, site.pages.count { $0.visibility == .open })
    counts = [
      (live.0, "post"), (live.1, "page"), (site.posts.count + site.pages.count - live.0 - live.1, "draft"),
      (site.series.count, "series"), (site.authors.count, "author"), (site.categories.count, "category"),
      (site.tags.count, "tag"), (mediaCount, "media file"),
    ].filter { $0.0 > 0 }
    let addresses = site.readerAddresses(on: prepared)
    let lost = site.lostAddresses.uniqued
    addressCount = addresses.count + lost.count
    lostAddresses = addresses.filter { !prepared.answers($0) } + lost
  }
}

extension ImportReport {
  /// Says which files of the source no text shows, so that they did not come over.
  mutating func noteUnused(_ files: [ImportedMedia], _ used: Set<Int>) {
    let unused = files.indices.filter { !used.contains($0) }.map { files[$0].path }.uniqued
    if unused.isEmpty { return }
    let examples = unused.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
    let sign = unused.count == 1 ? ":" : ", such as"
    remarks.append(
      ImportRemark(.leftOut, "\(Self.count(unused.count, "file")) that no text shows\(sign) \(examples)"))
  }
}

extension ImportedSite {
  /// The addresses that readers could ask for. Those of posts whose date is to come are not among them.
  func readerAddresses(on prepared: PreparedSite) -> [String] {
    let scheduled = Set(
      prepared.site.leftOut.compactMap { file in
        if case .scheduled = file.reason { file.file } else { nil }
      })
    let posts = posts.filter { post in
      post.visibility == .open
        && !["\(post.slug).md", "\(post.slug)/index.md"].contains { scheduled.contains("content/posts/\($0)") }
    }
    let pages = pages.filter { $0.visibility == .open }
    let named = Set(posts.flatMap(\.categories)), writers = Set(posts.flatMap(\.authors)),
      tagged = Set(posts.flatMap(\.tags))
    let slugs = Set(posts.map(\.slug))
    var addresses = (posts + pages).flatMap { [$0.address].compactMap(\.self) + $0.aliases }
    addresses += categories.filter { named.contains($0.name) }.flatMap(\.aliases)
    addresses += authors.filter { writers.contains($0.id) }.flatMap(\.aliases)
    addresses += series.filter { $0.parts.contains(where: slugs.contains) }.flatMap(\.aliases)
    addresses += tags.filter { tagged.contains($0.name) }.flatMap(\.aliases)
    return (addresses + aliases).uniqued
  }
}

extension PreparedSite {
  /// Whether there is something at `address`, as a host serves it: with or without its final slash.
  func answers(_ address: String) -> Bool {
    context.links.isServed(address) || context.links.isServed(address + "/")
  }

  /// Whether links lead to what is not there.
  var hasDeadLinks: Bool { context.diagnostics.hasErrors }
}

extension ImportReport {
  /// Writes the report to the site in `folder`, in place of an earlier one.
  func write(to folder: String) throws(DiskFailure) {
    // It quotes the source, and is read on terminals too.
    try Disk().put(.bytes(Array(text.printableLines.utf8)), at: "\(folder)/\(Self.file)")
  }

  /// How many of a kind: "1 post", "2 categories".
  package static func count(_ number: Int, _ noun: String) -> String {
    if number == 1 || noun == "series" { return "\(number) \(noun)" }
    return noun.hasSuffix("y") ? "\(number) \(noun.dropLast())ies" : "\(number) \(noun)s"
  }

  /// The sentence on addresses: "212 of 212 old addresses answer."
  package var addressSummary: String {
    "\(addressCount - lostAddresses.count) of \(addressCount) old addresses answer"
  }

  /// The report as Markdown.
  package var text: String {
    var text = "# Import\n\n"
    text +=
      counts.isEmpty
      ? "Nothing came over.\n" : "- " + counts.map { Self.count($0.number, $0.noun) }.joined(separator: ", ") + "\n"
    if addressCount > 0 { text += "- \(addressSummary).\n" }
    text +=
      "- \(Self.count(written, "file")) written, \(updated) updated, \(unchanged) unchanged, \(kept.count) left as you changed them.\n"
    let errors = diagnostics.filter { $0.severity == .error }
    text +=
      errors.isEmpty
      ? "- The site builds.\n" : "- \(Self.count(errors.count, "error")) must be fixed before the site builds.\n"
    text += section("Errors", errors.map(Self.line))
    text += section("The export", site.diagnostics.map(Self.line))
    text += section(
      "Old addresses that lead nowhere", lostAddresses.map { "`\($0)`" },
      intro: lostAddresses.contains { $0.contains("?") }
        ? "An address with a `?` cannot be kept by static sites; links to it in your texts lead to the new pages." : nil
    )
    text += section(
      "Missing files", missing.map { "`\($0.path)`: \($0.address)" },
      intro: missing.allSatisfy { $0.address.contains("//") }
        ? "The texts still show them from their old addresses. Give their folder with `--uploads`, and import again."
        : "The texts show them, but the source does not have them."
    )
    text += section("Files you changed", kept.map { "`\($0)`" }, intro: "They were left as they are.")
    for subject in ImportRemark.RemarkSubject.allCases {
      text += section(subject.rawValue, Self.lines(remarks.filter { $0.subject == subject }))
    }
    text += section("Dead links and other warnings", diagnostics.filter { $0.severity == .warning }.map(Self.line))
    return text
  }

  private func section(_ title: String, _ lines: [String], intro: String? = nil) -> String {
    if lines.isEmpty { return "" }
    return "\n## \(title) (\(lines.count))\n\n" + (intro.map { $0 + "\n\n" } ?? "") + lines.map { "- \($0)\n" }.joined()
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    (diagnostic.location.map { "\($0): " } ?? "") + diagnostic.message + (diagnostic.hint.map { " (\($0))" } ?? "")
  }

  /// Each remark in the order of its place.
  private static func lines(_ remarks: [ImportRemark]) -> [String] {
    remarks.map { remark in (remark.place.map { "\($0): " } ?? "") + remark.message }
  }
}
