internal import PartworkDiagnostics
internal import PartworkSupport

/// The media library and the menus.
extension WordPressReader {
  mutating func readMedia() {
    for item in export.items where item.type == "attachment" {
      guard let address = item.file ?? item.guid, let number = item.id else { continue }
      attachments[number] = site.media.count
      if let parent = item.parent, parent > 0 { uploads[parent, default: []].append(site.media.count) }
      site.media.append(
        ImportedMedia(
          address: address, path: item.meta("_wp_attached_file") ?? Self.path(ofUpload: address),
          page: item.link.flatMap { $0 == address ? nil : old.address($0)?.path },
          alternative: item.meta("_wp_attachment_image_alt")?.plainLine ?? "", caption: item.excerpt ?? ""))
    }
  }

  /// The path below the folder of uploads: `2019/05/garden.jpg`.
  static func path(ofUpload address: String) -> String {
    let path = PercentEncoding.decoded(String(address.prefix { $0 != "?" && $0 != "#" }))
    if let mark = path.firstRange(of: "/uploads/") { return String(path[mark.upperBound...]) }
    let start = path.firstRange(of: "://")?.upperBound ?? path.startIndex
    return path[start...].split(separator: "/").dropFirst().joined(separator: "/")
  }

  /// The menu that stands in the head of the site, as far as the export shows.
  mutating func readMenus() {
    let entries = export.items.filter { $0.type == "nav_menu_item" && $0.status == "publish" }
    let menus = Dictionary(grouping: entries) { $0.terms.first { $0.taxonomy == "nav_menu" }?.slug ?? "" }
    let names = ["primary", "main", "header", "top", "menu-1"]
    let best = menus.max { left, right in
      let ranks = [left, right].map { menu in
        names.firstIndex { menu.key.contains($0) }.map { names.count - $0 } ?? 0
      }
      return (ranks[0], linkCount(left.value), right.key) < (ranks[1], linkCount(right.value), left.key)
    }
    guard let best else { return }
    let top = best.value.filter { (Int($0.meta("_menu_item_menu_item_parent") ?? "") ?? 0) == 0 }.sorted {
      $0.order < $1.order
    }
    site.navigation = top.compactMap { entry in link(entry) }
    let rest = best.value.count - top.count
    if rest > 0 {
      site.remarks.append(
        ImportRemark(
          .settings, "\(rest) entries below others of the menu “\(best.key)” are left out: menus have one level"))
    }
    for (name, entries) in menus.sorted(by: { $0.key < $1.key }) where name != best.key {
      site.remarks.append(ImportRemark(.settings, "the menu “\(name)” with \(entries.count) entries is left out"))
    }
  }

  /// How many entries on the first level of a menu lead somewhere.
  private func linkCount(_ entries: [WordPressItem]) -> Int {
    entries.count { ($0.meta("_menu_item_menu_item_parent") ?? "0") == "0" && link($0) != nil }
  }

  /// The link of a menu's entry; nil for one that leads nowhere, or to what readers cannot see.
  private func link(_ entry: WordPressItem) -> ImportedLink? {
    let number = entry.meta("_menu_item_object_id").flatMap { Int($0) }
    let target: (label: String, address: String)? =
      switch entry.meta("_menu_item_type") {
      case "post_type":
        number.flatMap { items[$0] }.flatMap { item in
          isOpen(item) ? address(of: item).map { (item.title, $0) } : nil
        }
      case "taxonomy":
        export.terms.first { $0.id == number && $0.taxonomy == entry.meta("_menu_item_object") }
          .map { ($0.name, "/\($0.taxonomy == "post_tag" ? "tag" : $0.taxonomy)/\($0.slug)/") }
      default:
        entry.meta("_menu_item_url").flatMap { $0.hasPrefix("#") ? nil : ("", $0) }
      }
    guard let target, let label = entry.title.plainLine.nonEmpty ?? target.label.plainLine.nonEmpty else { return nil }
    return ImportedLink(label: label, address: target.address)
  }
}
