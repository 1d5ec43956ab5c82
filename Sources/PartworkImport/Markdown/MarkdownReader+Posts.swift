internal import Foundation
internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// Posts and pages of Markdown.
extension MarkdownReader {
  /// Adds a text as a post or a page; says why if it is neither.
  mutating func add(_ file: SourceFile) {
    let place = SourceLocation("\(folder)/\(file.path)", line: 1)
    let matter = file.matter
    if file.stem == "_index" {
      if file.folder + "/" == contentFolder || file.folder == String(contentFolder.dropLast()) { return addHome(file) }
      if !file.text.isEmpty {
        site.remarks.append(ImportRemark(.leftOut, "`\(file.path)`, the text of a section", at: place))
      }
      return
    }
    let rendering = matter["build.render"]?.text ?? matter["_build.render"]?.text
    if matter["headless"]?.bool == true || ["never", "false", "link"].contains(rendering)
      || matter["render"]?.bool == false
      || matter["permalink"]?.bool == false
    {
      site.remarks.append(ImportRemark(.leftOut, "`\(file.path)`: it has no page", at: place))
      return
    }
    if addresses[file.path] == "/" { return addHome(file) }
    var post = post(file, place)
    titles[file.path] = post.title
    if isPost(file) {
      if post.date == nil {
        if source == .jekyll, post.visibility == .open {
          site.remarks.append(
            ImportRemark(.leftOut, "`\(file.path)`: its name has no date, so Jekyll shows it nowhere", at: place))
          return
        }
        site.remarks.append(ImportRemark(.texts, "“\(post.title)” has no date, and gets 1970-01-01", at: place))
      }
      post.slug = post.slug.numbered(besides: Set(site.posts.map(\.slug)))
      addSeries(of: post, matter)
      post.series = matter.names("series").compactMap(seriesID)
      site.posts.append(post)
    } else {
      post.date = nil
      if post.address == "/404.html" {
        site.remarks.append(
          ImportRemark(.leftOut, "`\(file.path)`: Partwork makes a page of its own for missing pages", at: place))
        return
      }
      let segments = (post.address ?? "/\(post.slug)/").split(separator: "/").map {
        Slug.make($0.hasSuffix(".html") ? String($0.dropLast(5)) : String($0))
      }
      post.path = segments.filter { !$0.isEmpty }.joined(separator: "/").nonEmpty ?? "page"
      post.path = post.path.numbered(besides: Set(site.pages.map(\.path)))
      site.pages.append(post)
    }
  }

  private mutating func addHome(_ file: SourceFile) {
    guard !file.text.isEmpty else { return }
    var page = ImportedPost(title: "Home", slug: "home", text: stored(file))
    page.address = "/"
    site.pages.append(page)
  }

  private func stored(_ file: SourceFile) -> StoredText {
    StoredText(file: "\(folder)/\(file.path)", range: file.text, line: file.line)
  }

  private mutating func post(_ file: SourceFile, _ place: SourceLocation) -> ImportedPost {
    let matter = file.matter
    let name = file.nameWithoutDate
    let title = matter["title"]?.text ?? name.replacing("-", with: " ").replacing("_", with: " ").capitalizedFirst
    var post = ImportedPost(
      title: title, slug: Slug.make(matter["slug"]?.text ?? name).nonEmpty ?? Slug.make(title).nonEmpty ?? "post",
      text: stored(file))
    if post.slug == "index" { post.slug = "index-post" }
    post.subtitle = matter["subtitle"]?.text
    post.description =
      matter["description"]?.text ?? matter["summary"]?.text ?? matter["excerpt"]?.text ?? matter["lead"]?.text
    post.date = date(of: file, place)
    post.updated = (matter["lastmod"] ?? matter["updated"] ?? matter["last_modified_at"] ?? matter["modified"])?.text
      .flatMap(Self.date)
    if let updated = post.updated, let date = post.date, updated < date { post.updated = nil }
    if matter["draft"]?.bool == true { hide(&post, nil, place) }
    if matter["published"]?.bool == false { hide(&post, "`published` is false", place) }
    if file.path.contains("_drafts/") { hide(&post, nil, place) }
    if let expiry = (matter["expiryDate"] ?? matter["expirydate"])?.text, expiry.prefix(10) <= Self.today {
      hide(&post, "it expired on \(expiry.prefix(10))", place)
    }
    post.address = post.visibility == .open ? addresses[file.path] : nil
    post.aliases = (matter.names("aliases") + matter.names("redirect_from") + matter.names("alias")).map {
      $0.hasPrefix("/") ? $0 : "/" + $0
    }
    post.authors = matter.names("authors", "author").map { author($0) }.uniqued
    if post.authors.isEmpty, isPost(file),
      let name = settings["author.name"]?.text ?? settings["author"]?.text ?? settings["params.author.name"]?.text
        ?? settings["params.author"]?.text
    {
      post.authors = [author(name)]
    }
    let collections: Set = source == .eleventy ? ["post", "posts", "all", "nav", "page", "pages"] : []
    post.tags =
      matter.names("tags", "tag", isSplit: source == .jekyll).filter {
        !collections.contains($0) && Slug.make($0).nonEmpty != nil
      }.uniqued
    let folders =
      source == .jekyll
      ? file.path.components(separatedBy: "_posts/").first?.split(separator: "/").map(String.init) ?? [] : []
    post.categories =
      ((isPost(file) ? folders : []) + matter.names("categories", "category", isSplit: source == .jekyll)).filter {
        Slug.make($0).nonEmpty != nil
      }.uniqued
    let pictures = [
      "image", "cover.image", "cover", "featured_image", "featuredImage", "thumbnail", "images", "header.image",
      "extra.image", "extra.cover", "hero",
    ]
    if let picture = pictures.lazy.compactMap({ matter[$0] }).compactMap({
      $0.texts.first ?? $0["path"]?.text ?? $0["src"]?.text
    }).first {
      post.image = media(picture, from: file.folder)
      if post.image == nil {
        site.remarks.append(ImportRemark(.media, "the picture `\(picture)` of “\(title)” is not there", at: place))
      }
    }
    addExtra(to: &post, matter)
    return post
  }

  /// - Parameter reason: Why the text is a draft now; nil if it was one.
  private mutating func hide(_ post: inout ImportedPost, _ reason: String?, _ place: SourceLocation) {
    guard post.visibility == .open else { return }
    post.visibility = .hidden
    site.remarks.append(.draft("“\(post.title)”", reason, at: place))
  }

  private mutating func addSeries(of post: ImportedPost, _ matter: MatterValue) {
    let keys = ["series_order", "seriesOrder", "series_weight", "series_part", "seriesPart", "part", "weight"]
    let number = keys.lazy.compactMap { matter[$0]?.text }.compactMap(Double.init).first
    for name in matter.names("series") where seriesID(name) != nil {
      parts.append((name, post.slug, number, post.date ?? ""))
    }
  }

  /// The keys that are read.
  private static let known: Set = [
    "title", "subtitle", "description", "summary", "excerpt", "lead", "date", "lastmod", "updated", "last_modified_at",
    "modified", "draft", "published", "slug", "url", "permalink", "path", "aliases", "redirect_from", "alias", "tags",
    "tag",
    "categories", "category", "authors", "author", "series", "series_order", "seriesOrder", "series_weight",
    "series_part",
    "seriesPart", "part", "weight", "image", "cover", "featured_image", "featuredImage", "thumbnail", "images",
    "expiryDate", "expirydate", "headless", "build", "_build", "render", "pubDate", "publishDate",
  ]

  /// The keys that say only how a page looks, or where a theme lists it.
  private static let technical: Set = [
    "layout", "template", "type", "page_template", "menu", "menus", "eleventyNavigation",
    "eleventyExcludeFromCollections",
  ]

  private mutating func addExtra(to post: inout ImportedPost, _ matter: MatterValue) {
    guard case .map(let members) = matter else { return }
    var extra = members.filter { !Self.known.contains($0.key) }
    for group in ["taxonomies", "extra"] {
      guard case .map(let inner)? = extra.removeValue(forKey: group) else { continue }
      let others = group == "extra" ? inner : inner.filter { !Self.known.contains($0.key) }
      extra.merge(others, uniquingKeysWith: { first, _ in first })
    }
    for (key, value) in extra.sorted(by: { $0.key < $1.key }) {
      if Self.technical.contains(key) || value.hasMailAddress {
        leftOutKeys[key, default: 0] += 1
      } else {
        post.extra.append((key.yamlEntry, value.yaml))
      }
    }
  }

  /// Says which keys did not come over.
  mutating func noteLeftOutKeys() {
    for (key, count) in leftOutKeys.sorted(by: { $0.key < $1.key }) {
      let reason = Self.technical.contains(key) ? "it means nothing here" : "it has an e-mail address"
      let texts = ImportReport.count(count, "text")
      site.remarks.append(ImportRemark(.leftOut, "the key `\(key)` of \(texts): \(reason)"))
    }
  }

  private static var today: String { String(Date.now.ISO8601Format().prefix(10)) }

  private mutating func date(of file: SourceFile, _ place: SourceLocation) -> String? {
    let written = (file.matter["date"] ?? file.matter["pubDate"] ?? file.matter["publishDate"])?.text
    if let written {
      if let date = Self.date(written) { return date }
      site.remarks.append(ImportRemark(.texts, "`\(file.path)`: the date `\(written)` is not understood", at: place))
    }
    return file.dateInName
  }

  /// A date as Partwork reads it: `2019-05-07`, `2019-05-07T18:30:00`, `2019-05-07T18:30:00+02:00`.
  static func date(_ text: String) -> String? {
    let form =
      /(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?\s*(Z|[A-Z]{3}|[+-]\d{2}:?\d{2})?/
    guard let match = text.wholeMatch(of: form) else { return nil }
    func two(_ text: Substring) -> String { text.count < 2 ? "0" + text : String(text) }
    var date = "\(match.1)-\(two(match.2))-\(two(match.3))"
    if let hour = match.4, let minute = match.5 {
      date += "T\(two(hour)):\(minute):\(match.6 ?? "00")"
      if let zone = match.7 {
        date +=
          zone == "Z" || zone.first?.isLetter == true
          ? "Z" : zone.contains(":") ? String(zone) : "\(zone.prefix(3)):\(zone.suffix(2))"
      }
    }
    return (try? DateInput(parsing: date)) == nil ? nil : date
  }
}

extension MatterValue {
  /// The names that a key has, below `taxonomies` and `extra` too: those of the first of `keys` that is there.
  ///
  /// - Parameter isSplit: Whether a text is a list of words.
  func names(_ keys: String..., isSplit: Bool = false) -> [String] {
    for key in keys {
      for path in [key, "taxonomies.\(key)", "extra.\(key)"] {
        guard let value = self[path] else { continue }
        if case .text(let text) = value, isSplit { return text.split(whereSeparator: \.isWhitespace).map(String.init) }
        if case .list(let values) = value {
          return values.flatMap { $0["name"]?.text.map { [$0] } ?? $0.texts }
        }
        if let name = value["name"]?.text { return [name] }
        if case .text(let text) = value { return text.split(separator: ",").compactMap { String($0).trimmedText } }
      }
    }
    return []
  }
}

extension MatterValue {
  /// Whether a text in it has an e-mail address.
  fileprivate var hasMailAddress: Bool {
    switch self {
    case .text(let text): text.contains(/\w@\w[\w.-]*\.\w/)
    case .list(let values): values.contains(where: \.hasMailAddress)
    case .map(let members): members.values.contains(where: \.hasMailAddress)
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
