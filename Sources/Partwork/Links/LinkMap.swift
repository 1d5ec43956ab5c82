import PartworkSupport
import PartworkDiagnostics
package import PartworkMarkdown

/// Every URL of the site, and the content file at each: what links written in Markdown are resolved against.
package struct LinkMap: Sendable {
  /// What is at a URL.
  private struct Addressee: Sendable {
    /// The URL that links to it use.
    let url: String

    /// The text of a content file, whose anchors are known; nil for a page that a template makes, or a file.
    var document: Document?
    var post: Handle<Post>?
  }

  /// What is at each URL, by the URL without escapes.
  private let addressees: [String: Addressee]

  /// The site-relative URL of each content file and each copied file, by its path relative to the site.
  let urls: [String: String]

  /// The size of each image among the copied files, by its URL.
  let sizes: [String: ImageSize]

  /// The copies of those images in other sizes.
  let copies: [String: PictureCopies]

  /// What this edition does not show, by file.
  private let leftOut: [String: LeftOut.Reason]

  /// The same by the URL that each will have, without escapes.
  private let leftOutURLs: [String: LeftOut.Reason]

  /// The files beside them, with the post or page of each.
  private let besideLeftOut: [String: String]

  /// The same by the URL that each file will have, without escapes.
  private let besideLeftOutURLs: [String: LeftOut.Reason]
  private let reported: Set<String>
  var site: SiteURL

  /// The posts that this edition shows.
  let posts: [Post]

  let pages: [PlainPage]
  let series: [Series]
  let authors: [Author]
  let terms: [Term]

  /// Where `site.yml` says the site will be: texts may use its base path, wherever this edition goes.
  private let home: SiteURL

  /// What links to other sites carry.
  let external: ExternalLinkSettings

  /// What a dead link is.
  let broken: Diagnostic.Severity

  package init(_ site: Site, plan: Plan) {
    var addressees: [String: Addressee] = [:]
    addressees.reserveCapacity(2 * plan.outputs.count)
    var urls: [String: String] = [:]
    for output in plan.outputs {
      switch output.content {
      case .page(let page):
        let addressee = Self.addressee(page, in: site)
        addressees[PercentEncoding.decoded(page.url)] = addressee
        addressees["/" + output.path] = addressee
        if let source = page.source, urls[source] == nil { urls[source] = page.url }
      case .search, .made, .touchIcon: break
      default:
        addressees["/" + output.path] = Addressee(url: "/" + PercentEncoding.path(output.path))
      }
    }
    for redirect in plan.redirects {
      addressees[PercentEncoding.decoded(redirect.from)] = Addressee(url: redirect.from)
    }
    var sizes: [String: ImageSize] = [:]
    for file in site.files {
      urls[file.source.file] = file.url
      sizes[file.url] = file.source.imageSize
    }
    // A series, a category, a tag and an author have several pages: a link to the file leads to the first.
    for series in site.series { urls[series.file] = series.url }
    if let home = site.home { urls[home.file] = "/" }
    for term in site.terms { if let file = term.file { urls[file] = term.url } }
    self.addressees = addressees
    self.urls = urls
    self.leftOut = Dictionary(uniqueKeysWithValues: site.leftOut.map { ($0.file, $0.reason) })
    let leftOutURLs = site.leftOut.compactMap { post in post.url.map { (PercentEncoding.decoded($0), post.reason) } }
    self.leftOutURLs = Dictionary(leftOutURLs, uniquingKeysWith: { first, _ in first })
    besideLeftOutURLs = Self.urls(besideLeftOut: site)
    reported = site.reported
    self.sizes = sizes
    copies = plan.extras.copies
    self.site = site.url
    posts = site.posts
    pages = site.pages
    series = site.series
    authors = site.authors
    terms = site.terms
    besideLeftOut = site.besideLeftOut
    home = site.settings.url.value
    external = site.settings.markdown.externalLinks
    broken = site.settings.brokenLinks
  }

  /// Whether there is something at the site URL `url`.
  package func isServed(_ url: String) -> Bool { addressees[PercentEncoding.decoded(url)] != nil }

  /// Why there is nothing at the site URL `url`, if a post or page that this edition does not show will be there.
  func leftOutReason(at url: String) -> LeftOut.Reason? { leftOutURLs[PercentEncoding.decoded(url)] }

  /// The URLs at which there is something, in no particular order.
  var addressedURLs: some Sequence<String> { addressees.values.lazy.map(\.url) }

  private static func urls(besideLeftOut site: Site) -> [String: LeftOut.Reason] {
    var reasons: [String: LeftOut.Reason] = [:]
    let owners = site.besideLeftOut.isEmpty ? [] : site.leftOut
    let byFile = Dictionary(owners.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    for (file, owner) in site.besideLeftOut {
      guard let leftOut = byFile[owner], let url = leftOut.url else { continue }
      let page = PercentEncoding.decoded(url)
      let folder = page.lastIndex(of: "/").map { page[...$0] } ?? "/"
      reasons[String(folder) + String(file.dropFirst(owner.parent.count + 1))] = leftOut.reason
    }
    return reasons
  }

  private static func addressee(_ page: Page, in site: Site) -> Addressee {
    switch page.subject {
    case .post(let post): Addressee(url: page.url, document: site.posts[post].body, post: post)
    case .plain(let plain): Addressee(url: page.url, document: site.pages[plain].body)
    case .home: Addressee(url: page.url, document: site.home?.body)
    default: Addressee(url: page.url)
    }
  }
}

/// Where a link leads.
package enum LinkTarget: Sendable, Hashable {
  /// Within the site: a site-relative URL, query and fragment as written, and the post whose page it is.
  case inside(url: String, suffix: String, post: Handle<Post>?)

  /// Elsewhere, or a place on the same page; as written.
  case outside(String)
}

/// Why a link leads nowhere.
package struct DeadLink: Error, Sendable, Hashable {
  package let message: String
  package let hint: String?

  /// The page, if it is only the anchor that is not there.
  var page: LinkTarget?
}

extension LinkMap {
  /// Where `destination` leads, written in the content file `file`.
  ///
  /// A destination with a scheme is outside; one that starts with `/` is a URL of the site; `#…` is an anchor of the
  /// file itself; anything else is the path of a content file or image, relative to the folder of `file`.
  ///
  /// - Parameter kind: what is suggested for a link that leads nowhere.
  package func resolve(
    _ destination: String, from file: String, as kind: Reference.ReferenceKind = .link
  ) -> Result<LinkTarget, DeadLink> {
    if Self.hasScheme(destination) || destination.hasPrefix("//") { return .success(.outside(destination)) }
    let (path, suffix) = Self.split(destination)
    if path.isEmpty {
      guard let url = urls[file], let page = addressees[PercentEncoding.decoded(url)] else {
        return .success(.outside(destination))
      }
      if kind == .link, !suffix.hasPrefix("#") { return inside(page, suffix) }
      return anchored(.outside(destination), at: page, fragment: Self.fragment(of: suffix))
    }
    return path.hasPrefix("/")
      ? resolveURL(path, suffix, as: kind) : resolvePath(path, suffix, from: file, as: kind)
  }

  private func resolveURL(
    _ path: String, _ suffix: String, as kind: Reference.ReferenceKind
  ) -> Result<LinkTarget, DeadLink> {
    let decoded = PercentEncoding.decoded(path)
    let own = site.stripped(decoded) ?? home.stripped(decoded)
    for candidate in [decoded, own].compactMap({ $0 }) {
      if let addressee = addressees[candidate] { return inside(addressee, suffix) }
    }
    if let reason = leftOutURLs[own ?? decoded] { return .failure(DeadLink(to: path, leftOut: reason)) }
    if let reason = besideLeftOutURLs[own ?? decoded] {
      return .failure(DeadLink(to: path, besideLeftOut: reason))
    }
    let message = "there is no page at `\(path)`"
    if addressees[decoded + "/"] != nil {
      return .failure(DeadLink(message: message, hint: "did you mean `\(path)/\(suffix)`?"))
    }
    return .failure(DeadLink(message: message, hint: hint(forURL: own ?? decoded, as: kind)))
  }

  private func resolvePath(
    _ path: String, _ suffix: String, from file: String, as kind: Reference.ReferenceKind
  ) -> Result<LinkTarget, DeadLink> {
    let decoded = PercentEncoding.decoded(path)
    guard let target = Self.join(folderOf: file, decoded) else {
      return .failure(
        DeadLink(
          message: "`\(path)` points outside the site", hint: "link to a file in `content/`, or by a URL of the site"))
    }
    if let url = urls[target] ?? urls[target + "/index.md"] {
      return inside(addressees[PercentEncoding.decoded(url)] ?? Addressee(url: url), suffix)
    }
    if reported.contains(where: target.isWithin) { return .success(.outside(path + suffix)) }
    if let reason = leftOut[target] ?? leftOut[target + "/index.md"] {
      return .failure(DeadLink(to: path, leftOut: reason))
    }
    if let reason = besideLeftOut[target].flatMap({ leftOut[$0] }) {
      return .failure(DeadLink(to: path, besideLeftOut: reason))
    }
    return .failure(
      DeadLink(
        message: "there is no file `\(path)`", hint: hint(forFile: target, suffix: suffix, from: file, as: kind)))
  }

  private func inside(_ addressee: Addressee, _ suffix: String) -> Result<LinkTarget, DeadLink> {
    anchored(
      .inside(url: addressee.url, suffix: suffix, post: addressee.post), at: addressee,
      fragment: Self.fragment(of: suffix))
  }

  private func anchored(
    _ target: LinkTarget, at addressee: Addressee, fragment: String?
  ) -> Result<LinkTarget, DeadLink> {
    guard let fragment, !fragment.isEmpty, let document = addressee.document else { return .success(target) }
    let anchor = PercentEncoding.decoded(fragment)
    if let index = document.anchors.firstIndex(of: anchor) {
      // Browsers compare bytes, and a letter with an accent can be encoded in two ways.
      let id = document.anchors[index]
      return .success(id.utf8.elementsEqual(anchor.utf8) ? target : target.with(fragment: id))
    }
    // The top of any page, as HTML defines it.
    if anchor.lowercased() == "top" { return .success(target.with(fragment: "")) }
    let hint =
      Suggestion.question(Suggestion.nearest(to: anchor, in: document.anchors).map { "#" + $0 })
      ?? (document.headings.isEmpty
        ? "the page has no headings"
        : "its anchors are " + document.anchors.sorted().map { "`#\($0)`" }.joined(separator: ", "))
    return .failure(
      DeadLink(message: "there is no anchor `#\(fragment)` at \(addressee.url)", hint: hint, page: target))
  }
}

extension LinkTarget {
  /// The place with the ID `fragment` on the same page; its top for an empty one.
  fileprivate func with(fragment: String) -> LinkTarget {
    switch self {
    case .inside(let url, let suffix, let post):
      let query = suffix.prefix { $0 != "#" }
      return .inside(url: url, suffix: fragment.isEmpty ? String(query) : "\(query)#\(fragment)", post: post)
    case .outside(let url):
      return .outside("\(url.prefix { $0 != "#" })#\(fragment)")
    }
  }
}

extension DeadLink {
  /// A link to `path`, which this edition does not show.
  fileprivate init(to path: String, leftOut reason: LeftOut.Reason) {
    switch reason {
    case .draft:
      self.init(message: "`\(path)` is a draft", hint: "publish it, or remove the link until then")
    case .scheduled(let date):
      self.init(message: "`\(path)` is not live until \(date.day)", hint: "link to it then, or remove the link")
    case .nothingToRead:
      self.init(
        message: "`\(path)` has no page, because there is nothing to read on it yet",
        hint: "remove the link until there is")
    }
  }

  /// A link to `path`, a file beside a post or page that this edition does not show.
  fileprivate init(to path: String, besideLeftOut reason: LeftOut.Reason) {
    switch reason {
    case .draft, .nothingToRead:
      self.init(
        message: "`\(path)` is beside a draft, and published only with it",
        hint: "copy the file to the folder of this text, or publish the draft")
    case .scheduled(let date):
      self.init(
        message: "`\(path)` is beside a post that is not live until \(date.day), and published only with it",
        hint: "copy the file to the folder of this text, or wait until then")
    }
  }
}
