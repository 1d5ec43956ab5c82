internal import Foundation
internal import Partwork
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads a folder of Markdown with front matter, as Jekyll, Hugo, Zola and Eleventy have it.
package struct MarkdownReader {
  let source: MarkdownSource

  /// The absolute path of the folder.
  let folder: String
  var site: ImportedSite

  /// The folder that holds the texts, from that of the site, with a slash at its end; empty if it is the same.
  let contentFolder: String
  let settings: MatterValue

  /// The address of each text, by its path from the folder of the site.
  var addresses: [String: String] = [:]

  /// The title of each text, by its path.
  var titles: [String: String] = [:]

  /// The address of each other file, by its path.
  private(set) var files: [String: String] = [:]
  private var authorIDs: [String: String] = [:]
  /// How many texts have a key of front matter that does not come over.
  var leftOutKeys: [String: Int] = [:]

  /// The parts of each series with the numbers that their front matter gives, by the name of the series.
  var parts: [(series: String, slug: String, number: Double?, date: String)] = []

  /// Reads the site in `folder`.
  package static func site(in folder: String, of source: MarkdownSource) throws(DiskFailure) -> ImportedSite {
    var reader = try MarkdownReader(folder, source)
    try reader.read()
    return reader.site
  }

  private init(_ folder: String, _ source: MarkdownSource) throws(DiskFailure) {
    self.source = source
    self.folder = URL(filePath: folder).standardizedFileURL.path(percentEncoded: false).withoutFinalSlash
    let root = self.folder
    contentFolder = try Self.contentFolder(of: source, in: root)
    settings = try Self.settings(of: source, in: root)
    site = .empty
  }

  /// The first of the folders that may have the texts, with a slash; empty for the site itself.
  private static func contentFolder(of source: MarkdownSource, in root: String) throws(DiskFailure) -> String {
    for name in source.contentFolders where !name.isEmpty {
      if try Disk().kind(of: "\(root)/\(name)", followingLinks: true) == .folder { return name + "/" }
    }
    return ""
  }

  private static func settings(of source: MarkdownSource, in folder: String) throws(DiskFailure) -> MatterValue {
    for name in source.settings {
      if let value = try MatterValue(fileAt: "\(folder)/\(name)") { return value }
    }
    return .map([:])
  }

  private mutating func read() throws(DiskFailure) {
    let paths = try paths()
    readSettings()
    var texts: [SourceFile] = []
    var taken: Set<String> = []
    for path in paths {
      guard path.hasPrefix(contentFolder), MarkdownSource.endings.contains(path.fileEnding) else { continue }
      let bytes = try readBytes("\(folder)/\(path)")
      let file = SourceFile(path, bytes)
      // HTML without front matter, and notes beside the texts of Jekyll, are copied by the generator, not read.
      let isText =
        file.hasMatter || source == .hugo || source == .zola || source == .eleventy && path.fileEnding != "html"
      if !isText {
        if path.contains("_posts/") || path.contains("_drafts/") {
          let reason = "it has no front matter, so Jekyll shows it nowhere"
          taken.insert(path)
          site.remarks.append(ImportRemark(.leftOut, "`\(path)`: \(reason)", at: SourceLocation("\(folder)/\(path)")))
        }
        continue
      }
      taken.insert(path)
      if file.isBroken {
        site.remarks.append(
          ImportRemark(
            .leftOut,
            "`\(path)`: its front matter \(file.isScript ? "is JavaScript, which is not read" : "cannot be read")",
            at: SourceLocation("\(folder)/\(path)", line: 1)))
        continue
      }
      texts.append(file)
    }
    for path in paths where !taken.contains(path) { readFile(path) }
    if texts.isEmpty { site.isUnreadable = true }
    try readAuthors()
    for file in texts {
      guard let address = address(of: file).map(PercentEncoding.decoded) else { continue }
      // A path with `..` or `#` cannot be kept.
      let isPath =
        !address.contains { "?#\\".contains($0) }
        && !address.split(separator: "/").contains { [".", ".."].contains($0) }
      if isPath { addresses[file.path] = address } else { site.lostAddresses.append(address) }
    }
    for file in texts { add(file) }
    noteLeftOutKeys()
    readSeries()
    readTerms()
    site.findPermalink()
    readMenu()
    let url =
      settings["url"]?.text ?? settings["baseURL"]?.text ?? settings["baseurl"]?.text ?? settings["base_url"]?.text
    site.old = OldSite(url ?? "", others: [])
    site.convert = converter()
    if site.isUnreadable {
      site.diagnostics.append(
        Diagnostic(
          .error, "there is no text with front matter in \(folder)", at: nil,
          hint: "name the folder of a \(source.title) site, which has its settings and texts"))
    }
  }

  /// The files of the site, without hidden ones and those of other folders.
  private func paths() throws(DiskFailure) -> [String] {
    var found: [String] = []
    var waiting = [""]
    while let parent = waiting.popLast() {
      for name in try Disk().names(in: parent.isEmpty ? folder : "\(folder)/\(parent)").sorted() {
        if name.hasPrefix(".") || source.otherFolders.contains(name) { continue }
        let path = parent.isEmpty ? name : "\(parent)/\(name)"
        switch try Disk().kind(of: "\(folder)/\(path)", followingLinks: true) {
        case .folder?: waiting.append(path)
        case .file?: found.append(path)
        default: break
        }
      }
    }
    return found.sorted()
  }

  /// Notes a picture or another file that texts may show.
  private mutating func readFile(_ path: String) {
    let root = source.staticFolders.first { path.hasPrefix($0 + "/") }
    let isContent = path.hasPrefix(contentFolder)
    guard root != nil || isContent,
      !["yml", "yaml", "toml", "json", "js", "njk", "liquid", "scss", "css", "lock"].contains(path.fileEnding)
    else { return }
    let place = root.map { String(path.dropFirst($0.count + 1)) } ?? String(path.dropFirst(contentFolder.count))
    files[path] = "/" + place
    var file = ImportedMedia(address: "/" + place, path: place)
    file.source = "\(folder)/\(path)"
    site.media.append(file)
  }

  private mutating func readSettings() {
    site.title = settings["title"]?.text ?? ""
    site.description =
      settings["description"]?.text ?? settings["params.description"]?.text ?? settings["tagline"]?.text
    let url = settings["url"]?.text ?? settings["baseURL"]?.text ?? settings["base_url"]?.text
    let base = source == .jekyll ? settings["baseurl"]?.text ?? "" : ""
    site.url = url.flatMap { try? SiteURL(parsing: $0 + base) }
    site.language =
      settings["languageCode"]?.text ?? settings["defaultContentLanguage"]?.text ?? settings["default_language"]?.text
      ?? settings["lang"]?.text ?? settings["language"]?.text
    if let zone = settings["timezone"]?.text ?? settings["timeZone"]?.text { site.timeZone = zone }
    switch source {
    case .jekyll, .eleventy: site.aliases = ["/feed.xml", "/atom.xml", "/feed/feed.xml"]
    case .hugo: site.aliases = ["/index.xml"]
    case .zola: site.aliases = ["/atom.xml", "/rss.xml"]
    }
    site.aliases.removeAll { $0 == "/feed.xml" }
  }

  private mutating func readAuthors() throws(DiskFailure) {
    for name in ["_data/authors", "data/authors"] {
      for ending in ["yml", "yaml", "json", "toml"] {
        guard case .map(let members)? = try MatterValue(fileAt: "\(folder)/\(name).\(ending)") else { continue }
        for (key, author) in members.sorted(by: { $0.key < $1.key }) {
          let id = self.author(author["name"]?.text ?? author["display_name"]?.text ?? key)
          authorIDs[key.lowercased()] = id
          guard let index = site.authors.firstIndex(where: { $0.id == id }) else { continue }
          site.authors[index].website = author["url"]?.text ?? author["website"]?.text ?? author["web"]?.text
          site.authors[index].markdownBio = author["bio"]?.text ?? author["description"]?.text ?? ""
          let picture = author["avatar"]?.text ?? author["picture"]?.text ?? author["image"]?.text
          site.authors[index].avatar = picture.flatMap { media($0, from: "") }
        }
      }
    }
  }

  /// The ID of the author with a name, or with a key of the list of authors.
  mutating func author(_ name: String) -> String {
    let shown = name.authorName ?? "Unknown"
    if let id = authorIDs[shown.lowercased()] { return id }
    let id = (Slug.make(shown).nonEmpty ?? "author").numbered(besides: Set(site.authors.map(\.id) + ["index"]))
    authorIDs[shown.lowercased()] = id
    site.authors.append(ImportedAuthor(id: id, name: shown))
    return id
  }

  private mutating func readSeries() {
    for (title, members) in Dictionary(grouping: parts, by: \.series).sorted(by: { $0.key < $1.key }) {
      let order = members.sorted {
        ($0.number ?? .infinity, $0.date, $0.slug) < ($1.number ?? .infinity, $1.date, $1.slug)
      }
      guard let id = seriesID(title) else { continue }
      var series = ImportedSeries(id: id, title: title, parts: order.map(\.slug))
      series.aliases = ["/series/\(id)/"]
      site.series.append(series)
    }
  }

  func seriesID(_ title: String) -> String? { Slug.make(title).nonEmpty }

  /// The categories and tags that posts name.
  private mutating func readTerms() {
    func terms(_ names: [String], _ folder: String) -> [ImportedCategory] {
      var taken: Set<String> = []
      return names.uniqued.compactMap { name in
        guard let slug = Slug.make(name).nonEmpty, taken.insert(slug).inserted else { return nil }
        return ImportedCategory(
          slug: slug, name: name,
          aliases: ["/\(folder)/\(slug)/"].filter { $0 != "/categories/\(slug)/" && $0 != "/tags/\(slug)/" })
      }
    }
    site.categories = terms(site.posts.flatMap(\.categories), source == .jekyll ? "category" : "categories")
    site.tags = terms(site.posts.flatMap(\.tags), source == .jekyll ? "tag" : "tags")
  }

  private mutating func readMenu() {
    guard case .list(let items)? = settings["menu.main"] ?? settings["menus.main"] else { return }
    let sorted = items.enumerated().sorted {
      (Double($0.element["weight"]?.text ?? "") ?? .infinity, $0.offset) < (
        Double($1.element["weight"]?.text ?? "") ?? .infinity, $1.offset
      )
    }
    site.navigation = sorted.compactMap { _, item in
      guard let label = item["name"]?.text, let url = item["url"]?.text ?? item["pageRef"]?.text else { return nil }
      return ImportedLink(label: label, address: url)
    }
  }

  /// The index of the file that `destination` in a text of the folder `parent` shows.
  func media(_ destination: String, from parent: String) -> Int? {
    place(of: destination, from: parent).flatMap { path in files[path] }.flatMap { address in
      site.media.firstIndex { $0.address == address }
    }
  }

  /// The path of the file that `destination` in a text of the folder `parent` names.
  func place(of destination: String, from parent: String) -> String? {
    let path = PercentEncoding.decoded(String(destination.prefix { $0 != "?" && $0 != "#" }))
    if path.isEmpty || path.contains("://") { return nil }
    if path.hasPrefix("/") {
      let base = site.url.map { $0.href("/") } ?? "/"
      let inner = base != "/" && path.hasPrefix(base) ? String(path.dropFirst(base.count)) : String(path.dropFirst())
      for root in source.staticFolders + [String(contentFolder.dropLast())] {
        let full = root.isEmpty ? inner : "\(root)/\(inner)"
        if files[full] != nil { return full }
      }
      return addresses[contentFolder + inner] == nil ? nil : contentFolder + inner
    }
    var segments = parent.split(separator: "/").map(String.init)
    for segment in path.split(separator: "/") {
      if segment == "." { continue }
      if segment == ".." { _ = segments.popLast() } else { segments.append(String(segment)) }
    }
    // Eleventy takes paths from the folder of all texts too.
    return [segments.joined(separator: "/"), contentFolder + path].first { files[$0] != nil || addresses[$0] != nil }
  }
}

extension String {
  var fileEnding: String {
    let name = split(separator: "/").last ?? ""
    return name.contains(".") ? name.split(separator: ".").last?.lowercased() ?? "" : ""
  }

  fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
