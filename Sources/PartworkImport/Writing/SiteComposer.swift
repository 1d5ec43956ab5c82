internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// Composes the files of a Partwork site from what a source has.
struct SiteComposer {
  private(set) var site: ImportedSite
  let map: ReferenceMap
  /// The Markdown of posts and pages, with marks for what is not known yet.
  var posts: [ImportedText] = []
  var pages: [ImportedText] = []
  private var textRemarks: [ImportRemark] = []
  private var addressRemarks: [ImportRemark] = []
  var remarks: [ImportRemark] { textRemarks + addressRemarks }
  /// The paths of the files to write, and their texts.
  var files: [(path: String, text: String)] = []
  /// Whether what closes many posts is written once.
  var movesClosings = true
  /// Whether dead links are warnings.
  var takesDeadLinks = false
  private var placement = MediaPlacement()
  private let pattern: PermalinkPattern
  /// The addresses that are taken, each of which can be an alias no more.
  private var taken: Set<String> = []
  private var feedIDs: Set<String> = []

  init(_ site: ImportedSite) {
    self.site = site
    map = ReferenceMap(site)
    pattern = site.permalink.flatMap { try? PermalinkPattern(parsing: $0) } ?? .standard
  }

  /// Makes Markdown of all texts.
  mutating func convert() async throws(DiskFailure) {
    let (site, map) = (site, map)
    posts = try await parallelMap(site.posts.count) { index throws(DiskFailure) in
      try Self.convert(site.posts[index], of: site, map)
    }
    pages = try await parallelMap(site.pages.count) { index throws(DiskFailure) in
      try Self.convert(site.pages[index], of: site, map)
    }
    if movesClosings { Closings.move(in: &self.site, &posts) }
    noteExtra()
    for (post, text) in zip(site.posts + site.pages, posts + pages) {
      let hasLines = post.text.line > 0
      func place(_ remark: ImportedText.Remark) -> SourceLocation {
        hasLines ? SourceLocation(post.text.file, line: remark.line) : post.text.place
      }
      textRemarks += text.remarks.map { remark in
        ImportRemark(
          .texts, "\(hasLines ? "" : "“\(post.title)”: ")\(remark.subject): \(remark.message)", at: place(remark))
      }
      textRemarks += text.differences.map { remark in
        ImportRemark(.differences, "“\(post.title)”: \(remark.message)", at: place(remark))
      }
    }
  }

  /// Says which keys are below `extra`.
  private mutating func noteExtra() {
    var uses: [String: (count: Int, place: SourceLocation)] = [:]
    for post in site.posts + site.pages {
      for (key, _) in post.allExtra { uses[key, default: (0, post.text.place)].count += 1 }
    }
    for (key, use) in uses.sorted(by: { $0.key < $1.key }) {
      let texts = ImportReport.count(use.count, "text")
      textRemarks.append(ImportRemark(.texts, "`\(key)` of \(texts) is below `extra` now", at: use.place))
    }
  }

  private static func convert(
    _ post: ImportedPost, of site: ImportedSite, _ map: ReferenceMap
  ) throws(DiskFailure) -> ImportedText {
    let references = TextReferences(
      pictures: post.media.map(map.libraryFile), footnotes: post.footnotes, address: map.destination, file: map.file)
    return try site.convert(post.text, references)
  }

  func references() -> TextReferences { TextReferences(address: map.destination, file: map.file) }

  /// The files of the media library that texts and front matter use.
  func usedMedia() -> [(index: Int, users: [MediaPlacement.User])] {
    var users: [Int: [MediaPlacement.User]] = [:]
    func note(_ index: Int, _ user: MediaPlacement.User) {
      if users[index]?.last?.file != user.file { users[index, default: []].append(user) }
    }
    func note(_ posts: [ImportedPost], _ texts: [ImportedText], _ folder: String, _ name: (ImportedPost) -> String) {
      for (post, text) in zip(posts, texts) {
        let user = MediaPlacement.User(file: "\(folder)/\(name(post))", isOpen: post.visibility == .open)
        if let image = post.image { note(image, user) }
        for case .media(let index) in ReferenceMark.all(in: text.markdown) { note(index, user) }
      }
    }
    note(site.posts, posts, "content/posts", \.slug)
    note(
      site.pages.filter { $0.address != "/" }, zip(site.pages, pages).filter { $0.0.address != "/" }.map(\.1),
      "content/pages", \.path)
    for (page, text) in zip(site.pages, pages) where page.address == "/" {
      for case .media(let index) in ReferenceMark.all(in: text.markdown) { note(index, .site) }
    }
    for author in site.authors { if let avatar = author.avatar { note(avatar, .site) } }
    return users.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension SiteComposer {
  /// Composes all files.
  ///
  /// - Parameter placement: where the files of the media library are.
  mutating func compose(_ placement: MediaPlacement) {
    self.placement = placement
    (files, addressRemarks, taken, feedIDs) = ([], [], [], [])
    for post in site.posts + site.pages { if let address = post.address { taken.insert(OldSite.key(address)) } }
    for (post, text) in zip(site.posts, posts) { compose(post, text.markdown) }
    for (page, text) in zip(site.pages, pages) { composePage(page, text.markdown) }
    for author in site.authors { compose(author) }
    for series in site.series { compose(series) }
    for category in site.categories { compose(category, in: "categories") }
    for tag in site.tags { compose(tag, in: "tags") }
    composeSettings()
  }

  private mutating func compose(_ post: ImportedPost, _ markdown: String) {
    var matter = FrontMatter()
    let file = path(of: post, isPage: false)
    matter.add("title", post.title)
    matter.add("shortTitle", post.shortTitle)
    matter.add("subtitle", post.subtitle)
    matter.add("date", yaml: post.date ?? "1970-01-01")
    if let updated = post.updated { matter.add("updated", yaml: updated) }
    if post.authors.count == 1 { matter.add("author", post.authors[0]) } else { matter.add("authors", post.authors) }
    if post.series.count == 1 { matter.add("series", post.series[0]) } else { matter.add("series", post.series) }
    matter.add("categories", post.categories)
    matter.add("tags", post.tags)
    addCommon(post, file, to: &matter)
    // A name such as `2019-05-01-letter` would be taken for a date and a slug.
    if Self.beginsWithDate(post.slug) { matter.add("slug", yaml: "\"\(post.slug)\"") }
    addPermalink(of: post, usual: url(of: post), to: &matter)
    if let id = post.feedID, Self.isURI(id), feedIDs.insert(id).inserted {
      matter.add("id", yaml: "\"\(id)\"")
    }
    addExtra(of: post, to: &matter)
    add(file, matter, markdown)
  }

  private static func beginsWithDate(_ slug: String) -> Bool {
    let form = "0000-00-00-".utf8
    return slug.utf8.count >= form.count
      && zip(slug.utf8, form).allSatisfy { $1 == UInt8(ascii: "-") ? $0 == $1 : (48...57).contains($0) }
  }

  /// Whether a text has a scheme, and nothing that a URI may not have (RFC 3986).
  private static func isURI(_ text: String) -> Bool {
    text.dropFirst().dropLast().contains(":") && !text.contains { $0.isWhitespace || "<>\"\\^`{|}".contains($0) }
  }

  private mutating func composePage(_ page: ImportedPost, _ markdown: String) {
    if page.address == "/", page.visibility == .open {
      files.append(("content/home.md", resolved(markdown, in: "content/home.md")))
      return
    }
    var matter = FrontMatter()
    let file = path(of: page, isPage: true)
    matter.add("title", page.title)
    matter.add("subtitle", page.subtitle)
    addCommon(page, file, to: &matter)
    addPermalink(of: page, usual: "/\(page.path)/", to: &matter)
    addExtra(of: page, to: &matter)
    add(file, matter, markdown)
  }

  private mutating func addCommon(_ post: ImportedPost, _ file: String, to matter: inout FrontMatter) {
    matter.add("description", post.description)
    if let image = post.image, let src = destination(of: .media(image), from: file) {
      let alternative = site.media[image].alternative
      if alternative.isEmpty {
        matter.add("image", src)
      } else {
        matter.add("image", yaml: "{src: \(src.yamlEntry), alt: \(alternative.yamlEntry)}")
      }
    }
    if post.visibility == .hidden { matter.add("draft", yaml: "true") }
  }

  private func addExtra(of post: ImportedPost, to matter: inout FrontMatter) {
    if post.allExtra.isEmpty { return }
    matter.add("extra", yaml: "")
    for (key, yaml) in post.allExtra { matter.add("  \(key)", yaml: yaml) }
  }

  /// Adds what keeps the old addresses of a post or page, whose usual URL would be `usual`.
  private mutating func addPermalink(of post: ImportedPost, usual: String, to matter: inout FrontMatter) {
    if let address = post.address {
      let reserved = Self.reserved.contains(OldSite.key(address))
      if reserved {
        let other = address.hasSuffix("/") ? "\(address.dropLast())-page/" : "\(address)-page/"
        matter.add("permalink", other)
        addressRemarks.append(
          ImportRemark(
            .addresses, "“\(post.title)” is at `\(other)` now: Partwork keeps `\(address)` for a page of its own"))
      } else if OldSite.key(address) != OldSite.key(usual) || address.lowercased() != address {
        matter.add("permalink", address)
      }
    } else if Self.reserved.contains(OldSite.key(usual)) {
      matter.add("permalink", "\(usual.dropLast())-page/")
    }
    matter.add("aliases", aliases(post.aliases))
  }

  /// The pages that every site of Partwork has.
  private static let reserved = Set(
    ["/archive", "/series", "/categories", "/tags", "/authors", "/search", "/404", "/feed", "/assets"])

  /// Those of `aliases` that are free, and valid.
  mutating func aliases(_ aliases: [String]) -> [String] {
    aliases.filter { alias in
      !alias.contains(where: { "?#\\:".contains($0) }) && OldSite.key(alias) != ""
        && taken.insert(OldSite.key(alias)).inserted
    }
  }

  private func url(of post: ImportedPost) -> String {
    let date = (post.date ?? "").prefix(10).split(separator: "-").map(String.init)
    return pattern.path { placeholder in
      switch placeholder {
      case .slug: post.slug
      case .year: date.first ?? ""
      case .month: date.count > 1 ? date[1] : ""
      case .day: date.count > 2 ? date[2] : ""
      case .series: post.series.first ?? ""
      case .category: post.categories.first.flatMap { name in site.categories.first { $0.name == name }?.slug } ?? ""
      }
    }
  }

  mutating func add(_ file: String, _ matter: FrontMatter, _ markdown: String) {
    files.append((file, matter.file(resolved(markdown, in: file))))
  }
}

/// Where things are.
extension SiteComposer {
  /// The path of the file of a post or page.
  private func path(of post: ImportedPost, isPage: Bool) -> String {
    let base = isPage ? "content/pages/\(post.path)" : "content/posts/\(post.slug)"
    return placement.folders.contains(base) ? base + "/index.md" : base + ".md"
  }

  /// `markdown`, a text of `file`, with destinations for the marks.
  func resolved(_ markdown: String, in file: String) -> String {
    ReferenceMark.replacing(in: markdown) { mark in destination(of: mark, from: file) ?? "" }
  }

  /// Where `mark` leads from `file`; nil for a file that is missing and has no address.
  func destination(of mark: ReferenceMark, from file: String) -> String? {
    let target: String
    switch mark {
    case .post(let index): target = path(of: site.posts[index], isPage: false)
    case .page(let index):
      if site.pages[index].address == "/" { return "/" }
      target = path(of: site.pages[index], isPage: true)
    case .category(let index): target = "content/categories/\(site.categories[index].slug).md"
    case .author(let index): target = "content/authors/\(site.authors[index].id).md"
    case .series(let index): target = "content/series/\(site.series[index].id).md"
    case .media(let index):
      guard let path = placement.paths[index] else { return map.media[index].address }
      target = path
    }
    return Self.relative(target, to: file)
  }

  /// `target` as a link in `file` writes it, both paths from the site's folder.
  private static func relative(_ target: String, to file: String) -> String {
    var (to, from) = (target.split(separator: "/"), file.split(separator: "/").dropLast())
    while to.count > 1, let first = from.first, first == to[0] {
      to.removeFirst()
      from = from.dropFirst()
    }
    return PercentEncoding.path((from.map { _ in ".." } + to.map(String.init)).joined(separator: "/"))
  }
}
