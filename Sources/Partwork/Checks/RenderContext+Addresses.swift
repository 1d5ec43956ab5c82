package import PartworkDiagnostics
import PartworkSupport

/// Published addresses, each of which must still lead somewhere.
extension PreparedSite {
  /// What is wrong with the addresses that were published before: those that lead nowhere now, as diagnostics of
  /// `severity`, and a warning for each that is named as gone and is not.
  ///
  /// If the site has errors, there are none: a text with an error has no page.
  package func addressProblems(_ severity: Diagnostic.Severity) -> [Diagnostic] {
    diagnostics.hasErrors ? [] : context.addressProblems(severity)
  }
}

extension RenderContext {
  /// The addresses that a publish makes known to readers: those of texts, series, categories, tags and authors, and
  /// their aliases. What comes from them, such as the second page of a list, is not one.
  var addresses: [String] {
    plan.pages.filter(\.hasOwnAddress).map(\.url) + plan.redirects.filter { !$0.isByPattern }.map(\.from)
  }

  fileprivate func addressProblems(_ severity: Diagnostic.Severity) -> [Diagnostic] {
    let named = site.addresses
    var found: [Diagnostic] = []
    for address in named.gone where links.isServed(address.value) {
      found.warning(
        "`\(address.value)` is named as gone, but there is a page", at: address.location, hint: "remove it from `gone`")
    }
    let gone = Set(named.gone.map { Self.key($0.value) })
    let lost = named.published.filter { !links.isServed($0.value) && !gone.contains(Self.key($0.value)) }
    if lost.isEmpty { return found }
    let search = AddressSearch(self)
    let (patterns, others) = search.patterns(of: lost)
    for (pattern, addresses) in patterns {
      let example = addresses[0].value
      found.append(
        Diagnostic(
          severity,
          "\(addresses.count) published addresses lead nowhere, such as `\(example)`: posts were at `\(pattern)`",
          at: site.settings.permalink.location,
          hint: "add `\(pattern)` to `formerPermalinks`, so that they redirect"))
    }
    let isFew = others.count <= AddressSearch.mostSearches
    return found + others.map { problem(of: $0, severity, search: isFew ? search : nil) }
  }

  private func problem(
    of address: Located<String>, _ severity: Diagnostic.Severity, search: AddressSearch?
  ) -> Diagnostic {
    let ending = "or name it in `gone` if it is gone for good"
    var message = "`\(address.value)` was published and leads nowhere now"
    let hint: String
    switch links.leftOutReason(at: address.value) {
    case .draft:
      message += ": its text is a draft"
      hint = "publish the text again, \(ending)"
    case .scheduled(let date):
      message += ": its post is not live until \(date.day)"
      hint = "give the post its earlier date again, \(ending)"
    case .nothingToRead:
      message += ": it has nothing to read"
      hint = "publish a text that belongs to it, \(ending)"
    case nil:
      let alias = "`aliases: [\"\(address.value)\"]`"
      if let page = search?.page(like: address.value) {
        hint = "if it is `\(page.url)` now, add \(alias) to \(page.source ?? page.fileToWrite), \(ending)"
      } else {
        hint = "add \(alias) to the page that readers should find instead, \(ending)"
      }
    }
    return Diagnostic(severity, message, at: address.location, hint: hint)
  }

  /// What two ways to write an address have in common: a final slash makes no difference.
  private static func key(_ address: String) -> String {
    let path = PercentEncoding.decoded(address)
    return path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension Page {
  fileprivate var hasOwnAddress: Bool {
    switch subject {
    case .post, .series: true
    case .plain: !isNotFound
    case .term(_, let list): list.page.number == 1
    case .author(let list): list.page.number == 1
    case .home, .wholeSeries, .seriesIndex, .termIndex, .authorIndex, .archive, .search, .notFound: false
    }
  }

  /// The file that a category or a tag without one would have.
  fileprivate var fileToWrite: String {
    let kind = if case .term(let kind, _) = subject { kind } else { TermKind.category }
    return "content/\(kind.rawValue)/\(LinkMap.name(ofFile: url)).md"
  }
}

/// Finds out where the pages at addresses that lead nowhere may be now: at URLs that have not been published.
private struct AddressSearch {
  /// How many addresses are compared with every new page.
  static let mostSearches = 50

  private let pages: [Page]
  private let site: Site
  private let posts: [String: Post]
  private let items: [NamedItem]

  init(_ context: RenderContext) {
    let published = Set(context.site.addresses.published.map { PercentEncoding.decoded($0.value) })
    let new = context.plan.pages.filter { $0.hasOwnAddress && !published.contains(PercentEncoding.decoded($0.url)) }
    // A page has two names: that of its URL, and that of its file.
    pages = new + new
    items =
      new.map { NamedItem(LinkMap.name(ofFile: PercentEncoding.decoded($0.url)), title: $0.title) }
      + new.map { NamedItem($0.source.map(LinkMap.name(ofFile:)) ?? "") }
    site = context.site
    let moved = new.compactMap { page in
      if case .post(let post) = page.subject { context.site.posts[post] } else { nil }
    }
    posts = Dictionary(uniqueKeysWithValues: moved.filter { $0.permalink == nil }.map { ($0.slug, $0) })
  }

  /// The page that was probably at `address`.
  func page(like address: String) -> Page? {
    let address = PercentEncoding.decoded(address)
    let kind = Self.kind(of: address)
    let places = pages.indices.filter { Self.kind(of: pages[$0].url) == kind }
    return Suggestion.places(like: LinkMap.name(ofFile: address), among: places.map { items[$0] }).first
      .map { pages[places[$0]] }
  }

  /// The folder of a series, a category, a tag or an author; nothing for a post or page, which may be anywhere.
  private static func kind(of url: String) -> Substring? {
    url.split(separator: "/").first.flatMap { ["series", "categories", "tags", "authors"].contains($0) ? $0 : nil }
  }

  /// The `lost` addresses by the pattern that they were made with, as far as at least two posts share one.
  func patterns(
    of lost: [Located<String>]
  ) -> (patterns: [(pattern: String, addresses: [Located<String>])], others: [Located<String>]) {
    var groups = Dictionary(grouping: lost) { pattern(of: $0.value) }
    var others = groups.removeValue(forKey: nil) ?? []
    var shared: [(pattern: String, addresses: [Located<String>])] = []
    for case (let pattern?, let addresses) in groups {
      if addresses.count > 1 { shared.append((pattern, addresses)) } else { others += addresses }
    }
    return (shared.sorted { $0.pattern < $1.pattern }, others.sorted { $0.location < $1.location })
  }

  /// The pattern that makes `address` of a post that is elsewhere now; nil if it has a number that is not of the post's
  /// date, which has changed then, and not the pattern.
  private func pattern(of address: String) -> String? {
    let names = PercentEncoding.decoded(address).split(separator: "/").map(String.init)
    guard let post = names.lazy.compactMap({ posts[$0] }).first else { return nil }
    let day = post.date.day.split(separator: "-").map(String.init)
    let category = post.categories.first.map { site.terms[$0].slug }
    let values = [
      (post.slug, ":slug"), (day[0], ":year"), (day[1], ":month"), (day[2], ":day"),
      (post.series.first?.value, ":series"), (category, ":category"),
    ]
    let parts = names.map { name in values.first { $0.0 == name }?.1 ?? name }
    if parts.contains(where: { Int($0) != nil }) { return nil }
    return "/" + parts.joined(separator: "/") + (address.hasSuffix("/") ? "/" : "")
  }
}
