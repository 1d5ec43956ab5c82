internal import Foundation
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads the posts of a feed: RSS 2.0, with `content:encoded`, or Atom (RFC 4287). A feed has only the newest posts of
/// many sites.
package struct FeedReader {
  private var result = HTMLSite()
  private let file: String
  private var home: String?

  /// Reads the feed in `file`.
  package static func site(in file: String) throws(DiskFailure) -> ImportedSite {
    var reader = FeedReader(file: file)
    var elements = try XMLElements(file)
    var count = 0
    while let element = try elements.next() {
      switch element.name {
      case "title": if reader.result.site.title.isEmpty { reader.result.site.title = element.trimmed?.plainLine ?? "" }
      case "description", "subtitle": reader.result.site.description = element.trimmed?.plainLine.nonEmpty
      case "language": reader.result.site.language = element.trimmed
      case "link": reader.readLink(element)
      case "item", "entry":
        count += 1
        reader.add(element)
      default: break
      }
    }
    reader.result.site.diagnostics = elements.diagnostics
    if count == 0 {
      reader.result.site.isUnreadable = true
      reader.result.site.diagnostics.append(
        Diagnostic(
          .error, "there is no post in this feed", at: SourceLocation(file), hint: "name a file of RSS or Atom"))
    }
    return reader.result.finished(at: reader.home, terms: "/tag/")
  }

  private init(file: String) { self.file = file }

  private mutating func readLink(_ element: XMLElement) {
    let isSelf = element.attributes["rel"].map { $0 != "alternate" } ?? false
    if home == nil, !isSelf, let address = element.trimmed ?? element.attributes["href"] {
      home = address.hasSuffix("/") ? address : address + "/"
    }
  }

  private mutating func add(_ item: XMLElement) {
    let links = item.children.filter { $0.name == "link" }
    let link = links.first { $0.attributes["rel"] == nil || $0.attributes["rel"] == "alternate" }
    let address = link?.trimmed ?? link?.attributes["href"]
    let names = ["content:encoded", "xhtml:body", "content", "description", "summary"]
    let content = names.lazy.compactMap { item.child($0) }.first
    var html = content?.text ?? ""
    // Text of Atom is plain unless it says otherwise.
    if item.name == "entry", content?.attributes["type"] ?? "text" == "text" { html = Escaping.html.escaped(html) }
    // A sound that comes with a post stands at its beginning.
    if let sound = item.child("enclosure")?.attributes["url"]
      ?? links.first(where: { $0.attributes["rel"] == "enclosure" })?.attributes["href"]
    {
      let isSound = (item.child("enclosure")?.attributes["type"] ?? "audio").hasPrefix("audio")
      if isSound { html = "<audio src=\"\(Escaping.html.escaped(sound))\"></audio>" + html }
    }
    let old = OldSite(home ?? address ?? "", others: [])
    let path = address.flatMap { old.address($0) }.flatMap { $0.query.isEmpty ? $0.path : nil }
    let creators = [item["dc:creator"], item.child("author")?["name"], item["author"]].compactMap(\.self)
    let writers = creators.prefix(1).compactMap { result.author($0) }
    let slug = path?.split(separator: "/").last.map { String($0).replacing(".html", with: "") }
    let title = item["title"]?.plainLine.nonEmpty ?? "Untitled"
    result.add(title, slug: slug, html: html, of: file, line: content?.line ?? item.line) { post in
      post.date =
        (item["pubDate"].flatMap(Self.date)
          ?? (item["published"] ?? item["updated"] ?? item["dc:date"]).flatMap(MarkdownReader.date))
      post.address = path
      post.authors = writers
      post.tags =
        item.children.filter { $0.name == "category" }.compactMap { $0.trimmed ?? $0.attributes["term"] }.uniqued
      post.feedID = item["guid"] ?? item["id"]
    }
    if path == nil, let address, old.address(address) != nil { result.site.lostAddresses.append(address) }
  }

  /// A date as in `Tue, 07 May 2019 18:30:00 +0200` (RFC 822, with four digits for the year).
  static func date(_ text: String) -> String? {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    let form = /(?:\w+,\s*)?(\d{1,2})\s+(\w{3})\w*\s+(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|\w+)?/
    guard let match = text.wholeMatch(of: form), let month = months.firstIndex(of: match.2.lowercased()) else {
      return nil
    }
    let zone = match.7.map { $0.first?.isLetter == true ? "Z" : String($0) } ?? "Z"
    return MarkdownReader.date("\(match.3)-\(month + 1)-\(match.1) \(match.4):\(match.5):\(match.6 ?? "00") \(zone)")
  }
}
