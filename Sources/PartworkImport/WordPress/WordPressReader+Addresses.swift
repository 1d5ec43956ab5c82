internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// The addresses of posts and pages.
extension WordPressReader {
  /// Finds the pattern that makes most of the addresses of `posts`.
  mutating func findPermalink(_ posts: [WordPressItem]) {
    var counts: [String: Int] = [:]
    for item in posts where isOpen(item) && item.status == "publish" {
      if let pattern = address(of: item).flatMap({ pattern(of: $0, item) }) { counts[pattern, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    site.permalink = best.flatMap { (try? PermalinkPattern(parsing: $0)) == nil ? nil : $0 }
  }

  /// The pattern that makes `address` of what the item says; nil if its slug is not in it.
  private func pattern(of address: String, _ item: WordPressItem) -> String? {
    guard let id = item.id, let slug = slugs[id], let date = date(of: item) else { return nil }
    let day = date.prefix(10).split(separator: "-").map(String.init)
    let category = categories(of: item).first.flatMap { name in site.categories.first { $0.name == name }?.slug }
    var names: [(String, String)] = []
    if day.count == 3 { names = [(day[0], ":year"), (day[1], ":month"), (day[2], ":day")] }
    if let category { names.append((category, ":category")) }
    var hasSlug = false
    let segments = address.split(separator: "/").map { segment -> String in
      if segment == slug || segment.hasPrefix(slug + ".") {
        hasSlug = true
        return ":slug" + segment.dropFirst(slug.count)
      }
      guard let index = names.firstIndex(where: { $0.0 == segment }) else { return String(segment) }
      return names.remove(at: index).1
    }
    if !hasSlug { return nil }
    let isFile = address.hasSuffix(".html") || address.hasSuffix(".htm")
    return segments.map { "/" + $0 }.joined() + (isFile ? "" : "/")
  }

  mutating func readPages(_ pages: [WordPressItem]) {
    var taken: Set<String> = []
    for item in pages.filter(isOpen) + pages.filter({ !isOpen($0) }) {
      var page = self.page(item)
      if page.address == "/" {
        site.remarks.append(
          ImportRemark(.files, "the page “\(page.title)” was the home page: it is content/home.md", at: item.place))
      }
      page.path = page.path.numbered(besides: taken)
      taken.insert(page.path)
      site.pages.append(page)
    }
  }

  private mutating func page(_ item: WordPressItem) -> ImportedPost {
    var page = post(item)
    page.date = nil
    let names = page.address.map { $0.split(separator: "/").map(String.init) } ?? ancestry(of: item)
    let segments = names.map { Slug.make($0.hasSuffix(".html") ? String($0.dropLast(5)) : $0) }.filter { !$0.isEmpty }
    page.path = segments.joined(separator: "/").nonEmpty ?? Slug.make(page.title).nonEmpty ?? "page"
    if page.path.split(separator: "/").last == "index" { page.path += "-page" }
    return page
  }

  /// The slugs of the page's parents, and its own.
  private func ancestry(of item: WordPressItem) -> [String] {
    var names: [String] = []
    var seen: Set<Int> = []
    var next: WordPressItem? = item
    while let page = next {
      names.insert(page.name.nonEmpty ?? Slug.make(page.title.plainLine).nonEmpty ?? "page", at: 0)
      next = page.parent.flatMap { seen.insert($0).inserted ? items[$0] : nil }
    }
    return names
  }

  /// The rules of the plugin Safe Redirect Manager.
  mutating func readRedirects() {
    for rule in export.items where rule.type == "redirect_rule" && rule.status == "publish" {
      guard let from = rule.meta("_redirect_rule_from") else { continue }
      let target = rule.meta("_redirect_rule_to") ?? ""
      let isPattern = rule.meta("_redirect_rule_from_regex") == "1" || from.contains("*")
      let address = old.address(from)
      if !isPattern, let address, address.query.isEmpty, let to = old.address(target), add(address.path, to: to) {
        continue
      }
      let code = rule.meta("_redirect_rule_status_code") ?? ""
      let message =
        ["404", "410"].contains(code) ? "`\(from)` is gone (\(code))" : "`\(from)` redirected to `\(target)`"
      site.remarks.append(ImportRemark(.addresses, message, at: rule.place))
    }
  }

  /// Adds an alias to the post or page at an address; false if there is none.
  private mutating func add(_ alias: String, to address: OldSite.OldAddress) -> Bool {
    func isThere(_ post: ImportedPost) -> Bool {
      ([post.address].compactMap(\.self) + post.aliases).contains { OldSite.key($0) == address.key }
    }
    if let index = site.posts.firstIndex(where: isThere) {
      site.posts[index].aliases.append(alias)
    } else if let index = site.pages.firstIndex(where: isThere) {
      site.pages[index].aliases.append(alias)
    } else {
      return false
    }
    return true
  }
}
