internal import Foundation
internal import PartworkSupport

/// Which texts are posts, and where they were on the old site.
extension MarkdownReader {
  /// Whether a text is a post: the others are pages.
  func isPost(_ file: SourceFile) -> Bool {
    if source == .jekyll { return file.path.contains("_posts/") || file.path.contains("_drafts/") }
    let isAtRoot = !file.path.dropFirst(contentFolder.count).dropLast(file.stem == "index" ? "/index.md".count : 0)
      .contains("/")
    let hasDate = file.matter["date"] != nil || file.matter["pubDate"] != nil || file.dateInName != nil
    let isTagged = file.matter.names("tags").contains { $0 == "post" || $0 == "posts" }
    return isTagged || hasDate && !isAtRoot
  }

  /// Where a text was on the old site.
  func address(of file: SourceFile) -> String? {
    let matter = file.matter
    let own = (source == .zola ? matter["path"] : matter["url"] ?? matter["permalink"])?.text
    let inner = file.path.dropFirst(contentFolder.count)
    var segments = inner.split(separator: "/").dropLast().map(String.init)
    let date = (file.matter["date"] ?? file.matter["pubDate"])?.text.flatMap(Self.date) ?? file.dateInName ?? ""
    let slug = matter["slug"]?.text ?? file.nameWithoutDate
    func filled(_ pattern: String) -> String {
      let day = date.prefix(10).split(separator: "-").map(String.init)
      let categories =
        (file.path.components(separatedBy: "_posts/").first?.split(separator: "/").map(String.init) ?? [])
        + matter.names("categories", "category", isSplit: source == .jekyll)
      let values: [(String, String)] = [
        (":categories", categories.map { Slug.make($0) }.joined(separator: "/")), (":year", day.first ?? ""),
        (":short_year", String((day.first ?? "").suffix(2))), (":month", day.count > 1 ? day[1] : ""),
        (":i_month", String(day.count > 1 ? Int(day[1]) ?? 0 : 0)), (":day", day.count > 2 ? day[2] : ""),
        (":i_day", String(day.count > 2 ? Int(day[2]) ?? 0 : 0)), (":output_ext", ".html"),
        (":slugorfilename", slug), (":slugorcontentbasename", slug), (":contentbasename", file.nameWithoutDate),
        (":filename", file.nameWithoutDate),
        (":sections", segments.joined(separator: "/")), (":section", segments.first ?? ""),
        (":title", source == .jekyll ? slug : Slug.make(matter["title"]?.text ?? slug)), (":slug", slug),
        (":name", file.nameWithoutDate),
      ]
      let text = values.reduce(pattern) { $0.replacing($1.0, with: $1.1) }
      let isFolder = text.hasSuffix("/")
      return "/" + text.split(separator: "/").joined(separator: "/") + (isFolder ? "/" : "")
    }
    if let own {
      if own.contains("{") { return nil }
      let path =
        own.contains(":") && source == .jekyll
        ? filled(own)
        : "/" + own.split(separator: "/").joined(separator: "/") + (own.hasSuffix("/") || source == .zola ? "/" : "")
      return path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
    }
    switch source {
    case .jekyll:
      let styles = [
        "date": "/:categories/:year/:month/:day/:title:output_ext", "pretty": "/:categories/:year/:month/:day/:title/",
        "none": "/:categories/:title:output_ext", "weekdate": "/:categories/:year/:title:output_ext",
      ]
      let style = settings["permalink"]?.text ?? "date"
      if isPost(file) { return filled(styles[style] ?? style) }
      let stem = ([String](segments) + (file.stem == "index" ? [] : [file.stem])).joined(separator: "/")
      let isFolder = file.stem == "index" || style == "pretty" || style.hasSuffix("/")
      return stem.isEmpty ? "/" : "/\(stem)\(isFolder ? "/" : ".html")"
    case .hugo:
      let isBundle = file.stem == "index"
      let section = segments.first ?? ""
      let pattern = settings["permalinks.\(section)"]?.text ?? settings["permalinks.page.\(section)"]?.text
      let name = isBundle ? matter["slug"]?.text ?? segments.popLast() ?? "" : matter["slug"]?.text ?? file.stem
      if let pattern, isPost(file) || pattern.contains(":section") {
        return filled(isBundle ? pattern.replacing(":filename", with: name).replacing(":slug", with: name) : pattern)
      }
      if isBundle, matter["slug"] != nil { _ = segments.popLast() }
      return "/"
        + (segments + [name]).filter { !$0.isEmpty }.map { $0.lowercased().replacing(" ", with: "-") }.joined(
          separator: "/") + "/"
    case .zola:
      if file.stem == "index" {
        let name = matter["slug"]?.text ?? (segments.popLast()).map { SourceFile.withoutDate($0) } ?? ""
        if matter["slug"] != nil { _ = segments.popLast() }
        return "/" + (segments + [name]).joined(separator: "/") + "/"
      }
      return "/" + (segments + [Slug.make(slug)]).joined(separator: "/") + "/"
    case .eleventy:
      let name = file.nameWithoutDate
      if name == "index" || name == segments.last {
        return segments.isEmpty ? "/" : "/" + segments.joined(separator: "/") + "/"
      }
      return "/" + (segments + [name]).joined(separator: "/") + "/"
    }
  }
}

extension SourceFile {
  /// The date that its name, or that of its folder for an index, begins with.
  var dateInName: String? {
    let name = stem == "index" ? String(folder.split(separator: "/").last ?? "") : stem
    return name.prefixMatch(of: /\d{4}-\d{1,2}-\d{1,2}/).flatMap { MarkdownReader.date(String($0.output)) }
  }

  /// The name without that date, and for an index the name of its folder.
  var nameWithoutDate: String {
    let name = stem == "index" && folder.contains("/") ? String(folder.split(separator: "/").last ?? "") : stem
    return Self.withoutDate(name)
  }

  static func withoutDate(_ name: String) -> String {
    guard let match = name.prefixMatch(of: /\d{4}-\d{1,2}-\d{1,2}[-_]/), match.range.upperBound != name.endIndex else {
      return name
    }
    return String(name[match.range.upperBound...])
  }
}
