internal import PartworkSupport

/// The paragraphs that close several texts: the bio of their author, what follows every part of a series,
/// or a call to action. They are said once in a Partwork site.
struct Closings {
  /// Moves what closes the posts of `site` to where it belongs.
  ///
  /// - Parameter texts: the Markdown of the posts.
  static func move(in site: inout ImportedSite, _ texts: inout [ImportedText]) {
    // From the last paragraph up: posts end with what belongs to the series, then the bio, then the call to action.
    moveCallToAction(in: &site, &texts)
    moveBios(in: &site, &texts)
    moveOutros(in: &site, &texts)
  }

  /// What closes all parts of a series, and no post besides.
  private static func moveOutros(in site: inout ImportedSite, _ texts: inout [ImportedText]) {
    let places = Dictionary(site.posts.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    for index in site.series.indices {
      let parts = site.series[index].parts.compactMap { places[$0] }
      guard parts.count > 1, let closing = SharedClosing(parts.map { ending(of: texts[$0]) }) else { continue }
      let others = texts.indices.contains { !parts.contains($0) && closing.isIn(ending(of: texts[$0])) }
      if others { continue }
      site.series[index].outro = closing.text
      for part in parts {
        let rest = ending(of: texts[part]).map(closing.rest) ?? ""
        remove(ending(of: texts[part]) ?? "", from: [part], &texts)
        if !rest.isEmpty { texts[part].markdown += "\n\(rest)\n" }
      }
      let likeness = closing.isWhole ? "" : "; the sentences in which they differ stay in the posts"
      site.remarks.append(
        ImportRemark(
          .series,
          "“\(closing.text.shortened(toWords: 8))” closes all parts of “\(site.series[index].title)”, and is its outro\(likeness)"
        ))
    }
  }

  /// What closes at least three posts of one author, and none of others.
  private static func moveBios(in site: inout ImportedSite, _ texts: inout [ImportedText]) {
    for index in site.authors.indices where site.authors[index].bio.isEmpty && site.authors[index].markdownBio.isEmpty {
      let author = site.authors[index]
      let own = site.posts.indices.filter { site.posts[$0].authors == [author.id] }
      guard let closing = frequent(own, texts), isAbout(author, closing) else { continue }
      let posts = site.posts.indices.filter { ending(of: texts[$0]) == closing }
      guard posts.allSatisfy({ site.posts[$0].authors == [author.id] }) else { continue }
      site.authors[index].markdownBio = closing
      remove(closing, from: posts, &texts)
      site.remarks.append(
        ImportRemark(
          .authors,
          "the paragraph “\(closing.shortened(toWords: 8))” closes \(posts.count) posts of \(author.name), and is the bio"
        ))
    }
  }

  /// Whether a text speaks of the author in the third person, as bios do.
  private static func isAbout(_ author: ImportedAuthor, _ text: String) -> Bool {
    let words = author.name.split(separator: " ").map(String.init)
    return words.contains { $0.count > 2 && text.contains($0) } || text.lowercased().contains("about the author")
  }

  /// A paragraph with a link that closes at least three posts, and more than half of all.
  private static func moveCallToAction(in site: inout ImportedSite, _ texts: inout [ImportedText]) {
    guard let closing = frequent(Array(texts.indices), texts),
      closing.contains("](") || closing.contains("://")
    else { return }
    let posts = texts.indices.filter { ending(of: texts[$0]) == closing }
    let slugs = Set(posts.map { site.posts[$0].slug })
    // What closes one series among other posts is its outro.
    let isOutro = posts.count < texts.count && site.series.contains { Set($0.parts) == slugs }
    guard 2 * posts.count > texts.count, !isOutro else { return }
    site.callToAction = closing
    remove(closing, from: posts, &texts)
    site.remarks.append(
      ImportRemark(
        .settings,
        "the paragraph “\(closing.shortened(toWords: 8))” closes \(posts.count) of \(texts.count) posts, and is the call to action"
      ))
  }
}

extension Closings {
  /// The last paragraph of a text that has another before it.
  private static func ending(of text: ImportedText) -> String? {
    if text.markdown.isEmpty { return nil }
    // It ends with a line feed.
    let bytes = text.markdown.utf8
    var start = bytes.index(before: bytes.endIndex)
    while start > bytes.startIndex {
      let before = bytes.index(before: start)
      if bytes[before] == UInt8(ascii: "\n"), bytes[start] == UInt8(ascii: "\n") { break }
      start = before
    }
    guard start > bytes.startIndex else { return nil }
    let paragraph = text.markdown[start...].trimmedText ?? ""
    // Lists, code, tables, pictures and notes are not what closes many posts.
    let isText =
      paragraph.count > 40 && paragraph.count < 1500 && !paragraph.contains("\n    ")
      && !"-+>|`#![".contains(paragraph.first ?? "#") && !paragraph.contains("{{")
    return isText || paragraph.hasPrefix("[") && !paragraph.hasPrefix("[^") && paragraph.count > 40 ? paragraph : nil
  }

  /// What closes most of `posts`, if it closes three or more.
  private static func frequent(_ posts: [Int], _ texts: [ImportedText]) -> String? {
    let counts = Dictionary(grouping: posts.compactMap { ending(of: texts[$0]) }, by: \.self).mapValues(\.count)
    return counts.filter { $0.value > 2 }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private static func remove(_ closing: String, from posts: [Int], _ texts: inout [ImportedText]) {
    for index in posts {
      guard let range = texts[index].markdown.ranges(of: closing).last else { continue }
      let rest = texts[index].markdown[..<range.lowerBound]
      texts[index].markdown = (rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? "") + "\n"
    }
  }
}
