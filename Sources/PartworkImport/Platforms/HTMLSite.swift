internal import Foundation
internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// A site whose texts are HTML in memory, as a reader fills it.
struct HTMLSite {
  /// A text: the HTML, which part of it counts, and where it is.
  struct SiteText: Sendable {
    var html: String
    var part: HTMLPart
    var line: Int
  }

  var site = ImportedSite.empty
  private var texts: [SiteText] = []

  /// Adds a post or a page, whose slug is made unlike those of the others.
  ///
  /// - Parameters:
  ///   - file: The path of the file that it comes from.
  ///   - line: The line that its text begins in; 0 if that is not known.
  ///   - change: Sets what else is known of it.
  mutating func add(
    _ title: String, slug: String?, html: String, of file: String, line: Int = 1, part: HTMLPart = .all,
    isPage: Bool = false,
    _ change: (inout ImportedPost) -> Void
  ) {
    let name = slug.map { Slug.make($0) }?.nonEmpty ?? Slug.make(title).nonEmpty ?? "post"
    var post = ImportedPost(
      title: title, slug: name == "index" ? "index-post" : name,
      // The number of the text, since it is not read from the file again.
      text: StoredText(file: file, range: texts.count..<texts.count, line: line))
    texts.append(SiteText(html: html, part: part, line: line))
    change(&post)
    if isPage {
      post.path = post.slug.numbered(besides: Set(site.pages.map(\.path)))
      post.date = nil
      site.pages.append(post)
    } else {
      post.slug = post.slug.numbered(besides: Set(site.posts.map(\.slug)))
      if post.date == nil {
        post.date = "1970-01-01"
        remark(.texts, "“\(title)” has no date, and gets 1970-01-01", file, line)
      }
      site.posts.append(post)
    }
  }

  mutating func remark(_ subject: ImportRemark.RemarkSubject, _ message: String, _ file: String, _ line: Int = 1) {
    site.remarks.append(ImportRemark(subject, message, at: Self.place(file, line)))
  }

  /// Says that a post is a draft, and why if it was none.
  mutating func noteHidden(_ title: String, _ reason: String?, _ file: String, _ line: Int = 1) {
    site.remarks.append(.draft("“\(title)”", reason, at: Self.place(file, line)))
  }

  private static func place(_ file: String, _ line: Int) -> SourceLocation {
    line > 0 ? SourceLocation(file, line: line) : SourceLocation(file)
  }

  /// The ID of the author with a name; nil if it is none.
  mutating func author(_ name: String) -> String? {
    guard let shown = name.plainLine.authorName else { return nil }
    if let known = site.authors.first(where: { $0.name == shown }) { return known.id }
    let id = (Slug.make(shown).nonEmpty ?? "author").numbered(besides: Set(site.authors.map(\.id) + ["index"]))
    site.authors.append(ImportedAuthor(id: id, name: shown))
    return id
  }

  /// Adds a file of the old site that texts show, unless it is known.
  mutating func addMedia(_ address: String, path: String) {
    if !site.media.contains(where: { $0.address == address }) {
      site.media.append(ImportedMedia(address: address, path: path))
    }
  }

  /// The site, with the terms that its posts name and the pattern of their addresses.
  ///
  /// - Parameter terms: Where the addresses of tags begin: `/tag/`.
  consuming func finished(at address: String?, terms: String) -> ImportedSite {
    func named(_ names: [String]) -> [ImportedCategory] {
      var taken: Set<String> = []
      return names.uniqued.compactMap { name in
        guard let slug = Slug.make(name).nonEmpty, taken.insert(slug).inserted else { return nil }
        return ImportedCategory(slug: slug, name: name, aliases: [terms + slug + "/"])
      }
    }
    if site.tags.isEmpty { site.tags = named(site.posts.flatMap(\.tags)) }
    if site.categories.isEmpty { site.categories = named(site.posts.flatMap(\.categories)) }
    site.url = address.flatMap { try? SiteURL(parsing: $0) }
    if site.url == nil {
      site.remarks.append(ImportRemark(.settings, "the export does not say where the site is: set `url` in site.yml"))
    }
    site.old = OldSite(address ?? "", others: [])
    site.findPermalink()
    site.convert = { [texts] stored, references in
      let text = texts[stored.range.lowerBound]
      var result = ImportedText(html: text.html, references, part: text.part)
      for index in result.remarks.indices { result.remarks[index].line += text.line - 1 }
      for index in result.differences.indices { result.differences[index].line += text.line - 1 }
      return result
    }
    return site
  }
}

/// Which elements of a file are the text of a post.
struct HTMLPart: Sendable {
  /// The attribute and its value of the element that holds the text; nil for the whole file.
  var container: (attribute: String, value: String)?

  /// The classes of elements that are left out.
  var leftOut: Set<String> = []

  static let all = HTMLPart()
}
