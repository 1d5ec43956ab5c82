internal import PartworkDiagnostics
internal import PartworkSupport

/// What the files of one export say, without the texts of its items (WXR 1.0 to 1.2).
struct WordPressExport {
  var title = ""
  var description: String?
  var language: String?
  /// The address of the blog.
  var address = ""
  var authors: [WordPressAuthor] = []
  var terms: [WordPressTerm] = []
  var items: [WordPressItem] = []
  var diagnostics: [Diagnostic] = []
  /// Whether any of the files is an export.
  var isExport = false
}

/// A `wp:author`. Its e-mail address is not read.
struct WordPressAuthor {
  var id: Int?
  var login: String
  var name: String
}

/// A `wp:category`, `wp:tag` or `wp:term`.
struct WordPressTerm {
  var id: Int?
  var taxonomy: String
  var slug: String
  var parent: String?
  var name: String
  var description: String
  var meta: [String: String]
}

extension WordPressExport {
  /// Reads `files` in order. An item that is in two of them counts once; another item with its number, as in files that
  /// were put together by hand, gets a number of its own, as does one without a number.
  init(_ files: [String]) throws(DiskFailure) {
    var known: [Int: String] = [:]
    var unusual = -1
    for file in files {
      var elements = try XMLElements(file)
      var isExport = false
      while let element = try elements.next() {
        if element.name == "item" || element.name.hasPrefix("wp:") { isExport = true }
        guard element.name == "item" else {
          add(element)
          continue
        }
        var item = WordPressItem(element, file: file, range: elements.range)
        // An entry of two menus has one number.
        let menu = item.terms.first { $0.taxonomy == "nav_menu" }?.slug ?? ""
        let identity = "\(item.type) \(item.name) \(item.title) \(menu)"
        if let id = item.id, known[id] == identity { continue }
        if let id = item.id, known[id] == nil {
          known[id] = identity
        } else {
          item.id = unusual
          unusual -= 1
        }
        items.append(item)
      }
      diagnostics += elements.diagnostics
      if isExport {
        self.isExport = true
      } else {
        diagnostics.error(
          "this is not an export of WordPress", at: SourceLocation(file),
          hint: "export it in WordPress: Tools, Export, All content")
      }
    }
    if address.isEmpty { address = items.lazy.compactMap(\.link).compactMap(Self.origin).first ?? "" }
  }

  /// `https://example.com` of an address on that host.
  private static func origin(_ address: String) -> String? {
    guard let mark = address.firstRange(of: "://") else { return nil }
    return String(address[..<(address[mark.upperBound...].firstIndex(of: "/") ?? address.endIndex)])
  }

  private mutating func add(_ element: XMLElement) {
    switch element.name {
    case "title": if title.isEmpty { title = element.trimmed ?? "" }
    case "description": description = description ?? element.trimmed
    case "language": language = language ?? element.trimmed
    case "link": if address.isEmpty { address = element.trimmed ?? "" }
    case "wp:base_blog_url": address = element.trimmed ?? address
    case "wp:author": addAuthor(element)
    case "wp:category":
      add(element, "category", "wp:category_nicename", "wp:category_parent", "wp:cat_name", "category")
    case "wp:tag": add(element, "post_tag", "wp:tag_slug", "", "wp:tag_name", "tag")
    case "wp:term":
      add(element, element["wp:term_taxonomy"] ?? "", "wp:term_slug", "wp:term_parent", "wp:term_name", "term")
    default: break
    }
  }

  private mutating func addAuthor(_ element: XMLElement) {
    guard let login = element["wp:author_login"] else { return }
    let names = [element["wp:author_first_name"], element["wp:author_last_name"]].compactMap(\.self)
    let full = names.isEmpty ? nil : names.joined(separator: " ")
    let shown = element["wp:author_display_name"].flatMap { $0.contains("@") ? nil : $0 }
    let name = shown ?? full ?? String(login.prefix { $0 != "@" })
    let id = element["wp:author_id"].flatMap { Int($0) }
    if authors.contains(where: { $0.login == login }) { return }
    authors.append(WordPressAuthor(id: id, login: login, name: name))
  }

  private mutating func add(
    _ element: XMLElement, _ taxonomy: String, _ slug: String, _ parent: String, _ name: String, _ kind: String
  ) {
    let name = element[name] ?? element[slug] ?? ""
    guard !name.isEmpty, !taxonomy.isEmpty else { return }
    let term = WordPressTerm(
      id: element["wp:term_id"].flatMap { Int($0) }, taxonomy: taxonomy,
      slug: PercentEncoding.decoded(element[slug] ?? Slug.make(name)),
      parent: element[parent].map(PercentEncoding.decoded),
      name: CharacterReference.decoded(name), description: element["wp:\(kind)_description"] ?? "",
      meta: Dictionary(
        element.children.filter { $0.name == "wp:termmeta" }.compactMap { meta in
          meta["wp:meta_key"].map { ($0, meta["wp:meta_value"] ?? "") }
        }, uniquingKeysWith: { first, _ in first }))
    if terms.contains(where: { $0.taxonomy == taxonomy && $0.slug == term.slug }) { return }
    terms.append(term)
  }
}
