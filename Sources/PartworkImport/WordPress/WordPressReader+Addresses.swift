internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// The addresses of posts and pages.
extension WordPressReader {
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
      let remark =
        ["404", "410"].contains(code)
        ? "`\(from)` was marked as gone (\(code))"
        : "the redirect from `\(from)` to `\(target)` is left out: "
          + (isPattern ? "it is a pattern" : "no post or page is there")
      site.remarks.append(ImportRemark(.addresses, remark, at: rule.place))
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
