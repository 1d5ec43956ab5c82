package import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache
import PartworkSupport

/// A site with its plan and its resolved links: everything that rendering a page needs, worked out once.
package final class RenderContext: Sendable {
  package let site: Site
  package let plan: Plan
  package let links: LinkMap
  let dates: DateText

  /// The language that pages say their words in: the site's, or that of a post which has its own.
  let language: String

  /// For `dir`: how that language is written.
  let direction: String

  /// The words that texts show, and those of texts in other languages, by their files.
  let labels: DocumentLabels
  private let otherLabels: [String: DocumentLabels]

  /// The year in which the site is built.
  let year: Int

  /// The number of bytes of a series as an e-book; nil if it is not known, as in the book itself.
  let bookSize: @Sendable (Handle<Series>) -> Int?

  /// What goes wrong while its pages are rendered.
  package let failures: RenderFailures

  /// Where the links of each content file lead.
  private let fileLinks: [String: FileLinks]
  private let partTexts: [PartTextTemplates]

  /// What is wrong with links, and with what series say around their parts.
  package let diagnostics: [Diagnostic]

  package init(_ site: Site, plan: Plan) async {
    self.site = site
    self.plan = plan
    let links = LinkMap(site, plan: plan)
    self.links = links
    language = site.language
    direction = Self.direction(language)
    dates = DateText(language: site.language, style: site.theme.dateStyle)
    labels = DocumentLabels(site.words)
    otherLabels = site.otherLabels
    year = site.year
    bookSize = { _ in nil }
    failures = RenderFailures()
    let (fileLinks, dead) = await links.resolve(site)
    self.fileLinks = fileLinks
    partTexts = site.series.map { PartTextTemplates($0, site: site, links: links) }
    diagnostics = dead + partTexts.flatMap(\.diagnostics)
  }

  /// `original` with another plan, with words and dates in the language `tag`, with the sizes of e-books, or for pages
  /// that are read elsewhere.
  private init(
    _ original: RenderContext, plan: Plan? = nil, in tag: String? = nil,
    bookSize: (@Sendable (Handle<Series>) -> Int?)? = nil, isElsewhere: Bool = false
  ) {
    var (site, links) = (original.site, original.links)
    if isElsewhere {
      site.url = site.url.elsewhere
      links.site = site.url
    }
    self.site = site
    self.plan = plan ?? original.plan
    self.links = links
    self.bookSize = bookSize ?? original.bookSize
    failures = original.failures
    language = tag ?? original.language
    direction = tag.map(Self.direction) ?? original.direction
    dates = tag.map { DateText(language: $0, style: original.site.theme.dateStyle) } ?? original.dates
    labels = original.labels
    otherLabels = original.otherLabels
    year = original.year
    fileLinks = original.fileLinks
    partTexts = original.partTexts
    diagnostics = original.diagnostics
  }

  /// The same with what other programs add.
  func adding(_ extras: Extras) async -> RenderContext {
    let plan = plan.adding(extras)
    // Only images in other sizes change what links become.
    return extras.copies.isEmpty ? RenderContext(self, plan: plan) : await RenderContext(site, plan: plan)
  }

  /// The same with the sizes of e-books.
  func measuring(_ bookSize: @escaping @Sendable (Handle<Series>) -> Int?) -> RenderContext {
    RenderContext(self, bookSize: bookSize)
  }

  /// The same for pages that are read elsewhere, such as those of e-books: all their links have scheme and host.
  var elsewhere: RenderContext { RenderContext(self, bookSize: { _ in nil }, isElsewhere: true) }

  /// `earlier` with the texts of `site`, which differs from the site of `earlier` only in the texts of `files`.
  init(_ earlier: RenderContext, withTextsOf site: Site, in files: Set<String>) {
    self.site = site
    plan = earlier.plan
    links = earlier.links
    language = earlier.language
    direction = earlier.direction
    dates = earlier.dates
    labels = earlier.labels
    otherLabels = earlier.otherLabels
    year = site.year
    bookSize = earlier.bookSize
    failures = RenderFailures()
    partTexts = earlier.partTexts
    var fileLinks = earlier.fileLinks
    var diagnostics = earlier.diagnostics.filter { !files.contains($0.location?.file ?? "") }
    let posts = site.posts.filter { files.contains($0.file) }.map(\.linkingFile)
    for file in posts + site.pages.filter({ files.contains($0.file) }).map(\.linkingFile) {
      let (resolved, dead) = links.resolve(file)
      fileLinks[file.path] = resolved
      diagnostics += dead
    }
    self.fileLinks = fileLinks
    self.diagnostics = diagnostics
  }
}

extension RenderContext {
  /// The same site as pages in the other languages of posts show it, by their tags.
  var translations: [String: RenderContext] {
    Dictionary(uniqueKeysWithValues: site.otherWords.keys.map { ($0, RenderContext(self, in: $0)) })
  }

  /// The words that the text of `file` shows.
  func labels(of file: String) -> DocumentLabels { otherLabels.isEmpty ? labels : otherLabels[file] ?? labels }
}

extension Site {
  fileprivate var otherLabels: [String: DocumentLabels] {
    if otherWords.isEmpty { return [:] }
    let labels = otherWords.mapValues(DocumentLabels.init)
    return Dictionary(
      uniqueKeysWithValues: posts.compactMap { post in
        post.language.flatMap { labels[$0.value] }.map { (post.file, $0) }
      })
  }
}

extension DocumentLabels {
  fileprivate init(_ words: ThemeWords) {
    self.init { words.text($0.rawValue, [:]) ?? "" }
  }
}

extension RenderContext {
  package var listings: Listings { plan.listings }

  /// Where the links of `file` lead.
  func links(of file: String) -> FileLinks { fileLinks[file] ?? .none }

  func credits(of series: Handle<Series>) -> [Credit] { listings.creditsOfSeries[series.offset] }
}

/// What a series says around its parts.
extension RenderContext {
  enum PartTextKind { case intro, outro }

  /// The series' intro or outro for a part, as HTML.
  func text(_ kind: PartTextKind, of membership: Membership) -> [UInt8]? {
    partTexts[membership.series.offset].html(kind, of: membership, in: self)
  }

  /// The links in the intros and outros, by the files of their series.
  var partTextLinks: [(file: String, links: [SourceLink])] {
    zip(site.series, partTexts).map { series, texts in (series.file, texts.links) }
  }
}
