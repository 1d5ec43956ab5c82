internal import Foundation
internal import Partwork
internal import PartworkDiagnostics
internal import PartworkSupport

/// Posts and pages.
extension WordPressReader {
  /// Gives each post its slug: that of WordPress, or else one made from its title. None is given twice.
  mutating func nameSlugs(of posts: [WordPressItem]) {
    var taken: Set<String> = []
    // Published posts have the first choice, since readers know their addresses.
    for item in posts.filter(isOpen) + posts.filter({ !isOpen($0) }) {
      let name = Slug.make(item.name).nonEmpty ?? Slug.make(item.title.plainLine).nonEmpty ?? "post"
      let usual = name == "index" ? "index-post" : name
      let slug = usual.numbered(besides: taken)
      taken.insert(slug)
      if let id = item.id { slugs[id] = slug }
    }
  }

  /// The post that an item is.
  mutating func post(_ item: WordPressItem) -> ImportedPost {
    var post = text(item, slug: item.id.flatMap { slugs[$0] } ?? Slug.make(item.title.plainLine).nonEmpty ?? "post")
    post.date = date(of: item)
    if post.date == nil, item.type == "post" {
      post.date = "1970-01-01"
      site.remarks.append(ImportRemark(.texts, "“\(post.title)” has no date, and gets 1970-01-01", at: item.place))
    }
    post.shortTitle = item.meta("_spost_short_title")?.plainLine.nonEmpty
    post.authors = authors(of: item)
    post.categories = categories(of: item)
    post.tags = item.terms.filter { $0.taxonomy == "post_tag" }.compactMap { tagNames[$0.slug] }.uniqued
    post.isSticky = item.isSticky
    if let address = post.address {
      for former in item.metas("_wp_old_slug").uniqued where former != item.name {
        if let alias = Self.replacing(item.name, with: PercentEncoding.decoded(former), in: address) {
          post.aliases.append(alias)
        }
      }
    }
    return post
  }

  /// What posts and pages have in common.
  private mutating func text(_ item: WordPressItem, slug: String) -> ImportedPost {
    var title = item.title.plainLine
    if title.isEmpty {
      title =
        item.excerpt?.plainLine.shortened(toWords: 8).nonEmpty ?? item.name.replacing("-", with: " ").nonEmpty
        ?? "Untitled"
      site.remarks.append(ImportRemark(.texts, "a \(item.type) without a title is called “\(title)”", at: item.place))
    }
    var post = ImportedPost(title: title, slug: slug, text: item.source)
    post.number = item.id
    if isOpen(item) { post.feedID = item.guid }
    if !isOpen(item) {
      post.visibility = .hidden
      site.remarks.append(
        .draft("the \(item.type) “\(title)”", reasonToHide(item), at: item.place))
    }
    post.address = isOpen(item) ? address(of: item) : nil
    if isOpen(item), item.status == "publish", post.address == nil, let link = item.link ?? item.guid {
      site.lostAddresses.append(link)
    }
    post.subtitle = item.meta("kia_subtitle", "wps_subtitle", "_subtitle", "_secondary_title")?.plainLine.nonEmpty
    post.description = description(of: item)
    post.updated = updated(item)
    post.extra = extra(of: item)
    post.footnotes = Self.footnotes(item.meta("footnotes"))
    post.media = (item.id.flatMap { uploads[$0] } ?? [])
    if let number = item.meta("_thumbnail_id").flatMap({ Int($0) }) {
      post.image = attachments[number]
      if post.image == nil {
        site.remarks.append(
          ImportRemark(.media, "the featured picture of “\(title)” is not in the export", at: item.place))
      }
    }
    if let target = item.meta("_links_to") {
      site.remarks.append(ImportRemark(.addresses, "“\(title)” sent its readers to \(target)", at: item.place))
    }
    return post
  }

  /// The path that readers found the item at; nil if it was `/?p=12`.
  func address(of item: WordPressItem) -> String? {
    guard let link = item.link, let address = old.address(link), address.query.isEmpty,
      address.path != "/" || item.type == "page"
    else { return nil }
    return address.path
  }

  private func description(of item: WordPressItem) -> String? {
    let keys = [
      "_yoast_wpseo_metadesc", "rank_math_description", "_seopress_titles_desc", "_aioseo_description",
      "_genesis_description", "advanced_seo_description",
    ]
    // Some have variables such as `%%excerpt%%`, which only the plugin can fill in.
    let texts = keys.compactMap { item.meta($0) }.filter { !$0.contains("%%") && !$0.contains("#post") }
    return (texts.first ?? item.excerpt)?.plainLine.nonEmpty
  }

  /// Footnotes as WordPress keeps them: a list of `{content, id}` in JSON.
  private static func footnotes(_ json: String?) -> [String: String] {
    struct Note: Decodable {
      var id: String
      var content: String
    }
    guard let json, let notes = try? JSONDecoder().decode([Note].self, from: Data(json.utf8)) else { return [:] }
    return Dictionary(notes.map { ($0.id, $0.content) }, uniquingKeysWith: { first, _ in first })
  }

  /// `path` with the last segment that is `name`, alone or before an ending, replaced.
  static func replacing(_ name: String, with other: String, in path: String) -> String? {
    var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let index = segments.lastIndex(where: { $0 == name || $0.hasPrefix(name + ".") }) else { return nil }
    segments[index] = other + segments[index].dropFirst(name.count)
    return segments.joined(separator: "/")
  }
}

/// Dates.
extension WordPressReader {
  /// The date of the item by the wall clock of the site.
  func date(of item: WordPressItem) -> String? {
    if let date = item.date { return Self.written(date) }
    let utc = item.utcDate.flatMap(SiteZone.seconds) ?? item.published.flatMap(Self.seconds)
    // Exports give drafts a `pubDate` of 1970 or of the year −1.
    guard let utc, utc > 86400, let zone = TimeZone(identifier: zone.name) else {
      return item.modified.map(Self.written)
    }
    let local = utc + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc)))
    let day = CivilDay(daysSinceEpoch: local.dividingFloor(by: 86400))
    let second = local - day.daysSinceEpoch * 86400
    func digits(_ number: Int, _ width: Int = 2) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(digits(day.year, 4))-\(digits(day.month))-\(digits(day.day))T\(digits(second / 3600)):"
      + "\(digits(second / 60 % 60)):\(digits(second % 60))"
  }

  /// `2019-05-07 18:30:00` as front matter has it.
  static func written(_ date: String) -> String { date.replacing(" ", with: "T", maxReplacements: 1) }

  /// When the item was revised, if that was on a later day than its date.
  private func updated(_ item: WordPressItem) -> String? {
    guard let modified = item.modified, let date = date(of: item), modified.prefix(10) > date.prefix(10) else {
      return nil
    }
    return Self.written(modified)
  }

  /// The seconds from 1970 of a date of RFC 822: `Mon, 09 May 2022 09:53:00 +0000`.
  private static func seconds(_ date: String) -> Int? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let words = date.split { " ,:".contains($0) }
    guard let start = words.firstIndex(where: { months.contains(String($0)) }), start > 0, words.count >= start + 5,
      let month = months.firstIndex(of: String(words[start])), let day = Int(words[start - 1]),
      let year = Int(words[start + 1]), let hour = Int(words[start + 2]), let minute = Int(words[start + 3]),
      let civil = CivilDay(year: year, month: month + 1, day: day)
    else { return nil }
    return civil.daysSinceEpoch * 86400 + hour * 3600 + minute * 60 + (Int(words[start + 4]) ?? 0)
  }
}

extension String {
  /// The name, with a number after it if it is taken.
  func numbered(besides taken: Set<String>) -> String {
    guard taken.contains(self) else { return self }
    return (2...).lazy.map { "\(self)-\($0)" }.first { !taken.contains($0) } ?? self
  }
}

extension [String] {
  /// The texts without those that were there before.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
