internal import PartworkDiagnostics
internal import PartworkSupport

/// An `item` of an export, without its text.
struct WordPressItem {
  /// A term of the item, as the item itself has it.
  struct TermUse: Hashable {
    var taxonomy: String
    var slug: String
    var name: String
  }

  var id: Int?
  var type: String
  var status: String
  var hasPassword: Bool
  /// May be empty, and may contain HTML.
  var title: String
  var link: String?
  var guid: String?
  /// The site's wall clock: `2019-05-07 18:30:00`; nil if it is missing or zero.
  var date: String?
  /// The same moment in UTC.
  var utcDate: String?
  var modified: String?
  /// The `pubDate`, which is wrong in drafts.
  var published: String?
  /// Without escapes.
  var name: String
  var parent: Int?
  var order: Int
  var isSticky: Bool
  var creator: String?
  var excerpt: String?
  /// The address of an attachment's file.
  var file: String?
  var terms: [TermUse]
  private var meta: [(key: String, value: String)]
  var commentCount: Int
  var hasText: Bool
  var source: StoredText

  var place: SourceLocation { source.place }

  /// The first value of a custom field that is not empty.
  func meta(_ keys: String...) -> String? {
    for key in keys {
      if let value = meta.first(where: { $0.key == key })?.value.trimmedText { return value }
    }
    return nil
  }

  /// All values of a custom field.
  func metas(_ key: String) -> [String] { meta.filter { $0.key == key }.map(\.value) }

  /// The custom fields whose names begin with `prefix`, and the number after it, with their values.
  func numberedMetas(_ prefix: String) -> [(number: Int, value: String)] {
    meta.compactMap { key, value in
      key.hasPrefix(prefix) ? Int(key.dropFirst(prefix.count)).map { ($0, value) } : nil
    }
  }
}

extension WordPressItem {
  init(_ element: XMLElement, file: String, range: Range<Int>) {
    func date(_ name: String) -> String? { element[name].flatMap { $0.hasPrefix("0000") ? nil : $0 } }
    id = element["wp:post_id"].flatMap { Int($0) }
    type = element["wp:post_type"] ?? "post"
    status = element["wp:status"] ?? ""
    hasPassword = element["wp:post_password"] != nil
    title = element["title"] ?? ""
    link = element["link"]
    guid = element["guid"]
    self.date = date("wp:post_date")
    utcDate = date("wp:post_date_gmt")
    modified = date("wp:post_modified")
    published = element["pubDate"]
    name = PercentEncoding.decoded(element["wp:post_name"] ?? "")
    parent = element["wp:post_parent"].flatMap { Int($0) }
    order = element["wp:menu_order"].flatMap { Int($0) } ?? 0
    isSticky = element["wp:is_sticky"] == "1"
    creator = element["dc:creator"]
    excerpt = element["excerpt:encoded"]
    self.file = element["wp:attachment_url"]
    terms = element.children.filter { $0.name == "category" }.compactMap { term in
      // Old exports have each term twice, once without a domain.
      guard let taxonomy = term.attributes["domain"], let name = term.trimmed else { return nil }
      let slug = PercentEncoding.decoded(term.attributes["nicename"] ?? Slug.make(name))
      return TermUse(
        taxonomy: taxonomy == "tag" ? "post_tag" : taxonomy, slug: slug, name: CharacterReference.decoded(name))
    }
    meta = element.children.filter { $0.name == "wp:postmeta" }.compactMap { field in
      // Page builders keep whole pages in custom fields.
      guard let key = field["wp:meta_key"], let value = field.child("wp:meta_value")?.text,
        value.utf8.count < 64 << 10
      else { return nil }
      return (key, value)
    }
    commentCount = element.children.count { $0.name == "wp:comment" }
    hasText = element["content:encoded"] != nil
    source = StoredText(file: file, range: range, line: element.line)
  }
}

extension StoredText {
  /// The text of the item, and the line that it begins in.
  func readWordPress() throws(DiskFailure) -> (text: String, line: Int) {
    var elements = try XMLElements(file, range: range, line: line)
    guard let content = try elements.next()?.child("content:encoded") else { return ("", line) }
    return (content.text, content.line)
  }
}

extension String {
  /// The text without white space around it; nil if nothing is left.
  var trimmedText: String? {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { String(start[...$0]) }
  }

  /// HTML as one line of plain text: without tags, with characters for references.
  var plainLine: String {
    var text = ""
    var rest = self[...]
    while let start = rest.firstIndex(of: "<") {
      text += rest[..<start]
      rest = rest[rest.index(after: start)...]
      // What is not a tag is text: `a < b`.
      guard let first = rest.first, first.isLetter || first == "/" || first == "!", let end = rest.firstIndex(of: ">")
      else {
        text += "<"
        continue
      }
      if !"biuesa/".contains(first) { text += " " }
      rest = rest[rest.index(after: end)...]
    }
    text += rest
    return CharacterReference.decoded(text).split { $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 } }
      .joined(separator: " ")
  }
}
