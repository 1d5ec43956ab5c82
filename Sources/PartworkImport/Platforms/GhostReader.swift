internal import Foundation
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads an export of Ghost: the JSON file of Settings, Labs, Export.
package struct GhostReader {
  private var result = HTMLSite()
  private let file: String

  /// Reads the site in `file`.
  package static func site(in file: String) throws(DiskFailure) -> ImportedSite {
    let text = String(decoding: try readBytes(file), as: UTF8.self)
    var reader = GhostReader(file: file)
    guard let root = MatterValue(json: text), let data = data(in: root) else {
      return .unreadable(
        "this is not an export of Ghost", at: file,
        hint: "take the JSON file that Ghost makes with Settings, Import/Export, Export")
    }
    reader.read(data)
    return reader.result.finished(at: nil, terms: "/tag/")
  }

  private init(file: String) { self.file = file }

  /// The tables: `db[0].data`, `data`, or the posts themselves.
  private static func data(in root: MatterValue) -> MatterValue? {
    var data = root
    if case .list(let databases)? = root["db"], let first = databases.first { data = first }
    data = data["data"] ?? data
    return data["posts"] == nil ? nil : data
  }

  private mutating func read(_ data: MatterValue) {
    readSettings(data)
    let users = table(data, "users")
    let tags = table(data, "tags")
    let authorsOfPosts = rows(data, "posts_authors")
    let tagsOfPosts = rows(data, "posts_tags")
    let details = Dictionary(
      rows(data, "posts_meta").compactMap { row in row["post_id"]?.text.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    for post in rows(data, "posts") {
      let id = post["id"]?.text ?? ""
      func linked(_ rows: [MatterValue], _ key: String) -> [String] {
        rows.filter { $0["post_id"]?.text == id }
          .sorted { (Int($0["sort_order"]?.text ?? "") ?? 0) < (Int($1["sort_order"]?.text ?? "") ?? 0) }
          .compactMap { $0[key]?.text }
      }
      var writers = linked(authorsOfPosts, "author_id").compactMap { users[$0] } + list(post["authors"])
      if writers.isEmpty, let user = post["author_id"]?.text.flatMap({ users[$0] }) ?? post["author"] {
        writers = [user]
      }
      let named = linked(tagsOfPosts, "tag_id").compactMap { tags[$0] } + list(post["tags"])
      add(post, writers, named, details[id])
    }
  }

  private mutating func add(
    _ post: MatterValue, _ writers: [MatterValue], _ tags: [MatterValue], _ details: MatterValue?
  ) {
    let title = post["title"]?.text?.plainLine.nonEmpty ?? "Untitled"
    let document = post["html"]?.text == nil ? GhostDocument(post) : nil
    guard let html = post["html"]?.text ?? document?.html else {
      return result.remark(.leftOut, "“\(title)”: the export has no text of it", file, 0)
    }
    if let cards = document?.leftOut.uniqued, !cards.isEmpty {
      let names = cards.map { "`\($0)`" }.joined(separator: ", ")
      result.remark(.texts, "“\(title)”: what Ghost shows with \(names) is left out", file, 0)
    }
    let isPage = post["type"]?.text == "page" || ["1", "true"].contains(post["page"]?.text ?? "")
    let status = post["status"]?.text ?? ""
    let isHidden = !["published", "scheduled"].contains(status) || (post["visibility"]?.text ?? "public") != "public"
    if isHidden { result.noteHidden(title, reasonToHide(post, status), file, 0) }
    let ids = writers.compactMap { author($0) }
    let slug = post["slug"]?.text
    let text = local(html)
    let picture = post["feature_image"]?.text.map { local($0) }
    if let picture { result.addMedia(picture, path: picture.split(separator: "/").last.map(String.init) ?? "picture") }
    let image = picture.flatMap { address in result.site.media.firstIndex { $0.address == address } }
    result.add(title, slug: slug, html: text, of: file, line: 0, isPage: isPage) { new in
      new.date = (post["published_at"]?.text ?? post["created_at"]?.text).flatMap(Self.date)
      if let updated = post["updated_at"]?.text.flatMap(Self.date), updated > new.date ?? "" {
        new.updated = updated
      }
      new.visibility = isHidden ? .hidden : .open
      new.address = isHidden ? nil : slug.map { "/\($0)/" }
      new.description =
        post["custom_excerpt"]?.text ?? details?["meta_description"]?.text ?? post["meta_description"]?.text
      new.authors = ids.uniqued
      // Names that begin with a number sign are Ghost's own.
      new.tags = tags.compactMap { $0["name"]?.text }.filter { !$0.hasPrefix("#") }.uniqued
      new.image = image
      new.isSticky = ["1", "true"].contains(post["featured"]?.text ?? "")
    }
  }

  /// Why a post is a draft now; nil if it was one.
  private func reasonToHide(_ post: MatterValue, _ status: String) -> String? {
    switch status {
    case "draft": nil
    case "published", "scheduled": "its readers are `\(post["visibility"]?.text ?? "")`"
    case "sent": "it was sent as an e-mail only"
    default: "its status is `\(status)`"
    }
  }

  /// A date as Partwork reads it; old exports have milliseconds from 1970.
  private static func date(_ text: String) -> String? {
    guard let milliseconds = Int(text) else { return MarkdownReader.date(text) }
    return Date(timeIntervalSince1970: Double(milliseconds / 1000)).ISO8601Format()
  }

  private mutating func author(_ user: MatterValue) -> String? {
    guard let name = user["name"]?.text, let id = result.author(name),
      let index = result.site.authors.firstIndex(where: { $0.id == id })
    else { return nil }
    result.site.authors[index].markdownBio = user["bio"]?.text ?? ""
    result.site.authors[index].website = user["website"]?.text
    if let slug = user["slug"]?.text { result.site.authors[index].aliases = ["/author/\(slug)/"] }
    return id
  }

  private mutating func readSettings(_ data: MatterValue) {
    var values: [String: String] = [:]
    for row in rows(data, "settings") { if let key = row["key"]?.text { values[key] = row["value"]?.text } }
    result.site.title = values["title"] ?? ""
    result.site.description = values["description"]
    result.site.language = values["locale"] ?? values["lang"] ?? values["default_locale"]
    result.site.timeZone = values["timezone"] ?? values["active_timezone"] ?? values["activeTimezone"] ?? "UTC"
    result.site.aliases = ["/rss/"]
    for link in list(values["navigation"].flatMap { MatterValue(json: $0) }) {
      guard let label = link["label"]?.text, let url = link["url"]?.text else { continue }
      result.site.navigation.append(ImportedLink(label: label, address: local(url)))
    }
  }

  /// `text` with the addresses of the site from its root; the pictures that it names are noted.
  private mutating func local(_ text: String) -> String {
    let text = text.replacing("__GHOST_URL__", with: "")
    for match in text.matches(of: /\/content\/(?:images|media|files)\/(?:size\/w\d+\/)?([^\s"'<>)?#]+)/) {
      // Copies in other sizes lead to the picture itself.
      result.addMedia(String(match.output.0), path: String(match.output.1))
    }
    return text
  }

  private func list(_ value: MatterValue?) -> [MatterValue] {
    if case .list(let values)? = value { values } else { [] }
  }

  private func rows(_ data: MatterValue, _ name: String) -> [MatterValue] { list(data[name]) }

  private func table(_ data: MatterValue, _ name: String) -> [String: MatterValue] {
    Dictionary(
      rows(data, name).compactMap { row in row["id"]?.text.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
  }
}
