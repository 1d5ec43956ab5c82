internal import Partwork
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads an export of WordPress.
package struct WordPressReader {
  let export: WordPressExport
  let old: OldSite
  let zone: SiteZone
  /// The items by their numbers.
  let items: [Int: WordPressItem]
  var site: ImportedSite
  /// The places in `site.media` of attachments, by their numbers.
  var attachments: [Int: Int] = [:]
  /// The places in `site.media` of what was uploaded to each item, by its number.
  var uploads: [Int: [Int]] = [:]
  /// The author's ID by login and by the slug of the author's archive.
  var authorIDs: [String: String] = [:]
  /// The name of each category, by its slug in WordPress.
  var categoryNames: [String: String] = [:]
  /// The same for tags.
  var tagNames: [String: String] = [:]
  /// The taxonomies whose terms are series.
  var seriesTaxonomies: [String] = []
  /// Those that only WordPress and its plugins understand.
  var technicalTaxonomies: [String] = []
  /// Those that have no counterpart.
  var otherTaxonomies: [String] = []
  /// The slug that each post gets, by its number.
  var slugs: [Int: String] = [:]

  /// Reads the site that `files`, the files of one export, describe.
  package static func site(in files: [String]) throws(DiskFailure) -> ImportedSite {
    var reader = WordPressReader(try WordPressExport(files))
    reader.read()
    return reader.site
  }

  private init(_ export: WordPressExport) {
    self.export = export
    items = Dictionary(
      export.items.compactMap { item in item.id.map { ($0, item) } }, uniquingKeysWith: { first, _ in first })
    old = OldSite(export.address, others: Self.otherAddresses(export))
    zone = SiteZone(
      export.items.compactMap { item in
        guard let date = item.date, let utcDate = item.utcDate else { return nil }
        return (date, utcDate)
      }, language: export.language)
    let blocks = items.filter { $0.value.type == "wp_block" }.mapValues(\.source)
    site = ImportedSite { source, references throws(DiskFailure) in
      var references = references
      references.reusableBlock = { number in (try? blocks[number]?.readWordPress())?.text }
      let (text, line) = try source.readWordPress()
      var result = ImportedText(wordPress: text, references)
      for index in result.remarks.indices { result.remarks[index].line += line - 1 }
      for index in result.differences.indices { result.differences[index].line += line - 1 }
      return result
    }
    site.old = old
  }

  /// One address on each host that the site was at before, by the permanent names of its items, and that its files are
  /// on.
  private static func otherAddresses(_ export: WordPressExport) -> [String] {
    let live = export.items.filter { ["post", "page", "attachment"].contains($0.type) }
    let addresses = live.flatMap { [$0.guid, $0.link, $0.type == "attachment" ? $0.file : nil].compactMap(\.self) }
    let hosts = addresses.compactMap { address -> String? in
      guard let mark = address.firstRange(of: "://") else { return nil }
      return String(address[..<(address[mark.upperBound...].firstIndex(of: "/") ?? address.endIndex)])
    }
    // A podcast's items have the address of another site.
    let counts = Dictionary(grouping: hosts, by: \.self).mapValues(\.count)
    return counts.filter { $0.value > 1 && 10 * $0.value >= live.count }.keys.sorted()
  }

  private mutating func read() {
    site.diagnostics = export.diagnostics
    site.isUnreadable = !export.isExport
    readSettings()
    readMedia()
    readAuthors()
    readTerms()
    let posts = export.items.filter { $0.type == "post" && isKept($0) }
    let pages = export.items.filter { $0.type == "page" && isKept($0) }
    nameSlugs(of: posts)
    for item in posts { site.posts.append(post(item)) }
    site.findPermalink()
    readPages(pages)
    readNumbers()
    readSeries(posts)
    readRedirects()
    readMenus()
    noteTerms(of: posts + pages)
    noteLeftOut()
  }

  /// What the numbers of posts, pages and files stand for.
  private mutating func readNumbers() {
    site.numbers = attachments.mapValues { .media($0) }
    for (index, post) in site.posts.enumerated() { if let number = post.number { site.numbers[number] = .post(index) } }
    for (index, page) in site.pages.enumerated() { if let number = page.number { site.numbers[number] = .page(index) } }
  }

  private mutating func readSettings() {
    site.title = export.title.plainLine
    site.description = export.description?.plainLine.nonEmpty
    site.url = try? SiteURL(parsing: export.address)
    site.language = export.language.map { $0.replacing("_", with: "-") }
    site.timeZone = zone.name
    site.aliases = ["/feed/"]
    if zone.known == 0 {
      site.remarks.append(
        ImportRemark(.settings, "the export does not say in which time zone the site is: set `timezone` in site.yml"))
    } else if zone.matching < zone.known {
      let others = zone.known - zone.matching
      site.remarks.append(
        ImportRemark(
          .settings,
          "\(zone.matching) of \(zone.known) dates fit the time zone \(zone.name), and \(others) \(others == 1 ? "does" : "do") not"
        ))
    }
  }

  /// What is not carried over, by kind.
  private mutating func noteLeftOut() {
    let known: Set = [
      "post", "page", "attachment", "nav_menu_item", "wp_block", "redirect_rule", "guest-author",
    ]
    let others = Dictionary(grouping: export.items.filter { !known.contains($0.type) }, by: \.type)
    for (type, items) in others.sorted(by: { $0.key < $1.key }) {
      let titles = items.prefix(3).map { $0.title.plainLine.nonEmpty ?? $0.name }.filter { !$0.isEmpty }
      let examples = titles.isEmpty ? "" : ", such as “\(titles.joined(separator: "”, “"))”"
      site.remarks.append(
        ImportRemark(
          .leftOut, "\(ImportReport.count(items.count, "item")) of the type `\(type)`\(examples)",
          at: items[0].place))
    }
    let comments = export.items.reduce(0) { $0 + $1.commentCount }
    if comments > 0 { site.remarks.append(ImportRemark(.leftOut, ImportReport.count(comments, "comment"))) }
  }
}

extension WordPressReader {
  /// Whether the item, a post or a page, is carried over.
  private mutating func isKept(_ item: WordPressItem) -> Bool {
    if !["trash", "auto-draft", "inherit"].contains(item.status) { return true }
    site.remarks.append(
      ImportRemark(
        .leftOut, "the \(item.type) “\(item.title.plainLine)”: its status is `\(item.status)`", at: item.place))
    return false
  }

  /// Whether readers could see the item, or will on its date. All that is in doubt is hidden.
  func isOpen(_ item: WordPressItem) -> Bool {
    (item.status == "publish" || item.status == "future") && !item.hasPassword
  }

  /// Why the item is hidden; nil if it was a draft.
  func reasonToHide(_ item: WordPressItem) -> String? {
    if item.hasPassword { return "it has a password" }
    return switch item.status {
    case "draft": nil
    case "pending": "it waited for a review"
    case "private": "it was private"
    case "": "its status is missing"
    default: "its status is `\(item.status)`"
    }
  }
}
