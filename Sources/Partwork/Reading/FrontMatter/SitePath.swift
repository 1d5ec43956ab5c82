import PartworkSupport

/// The form in which all stages hold a site URL.
enum SitePath {
  /// `text` in that form: it begins with "/", has no escapes, and ends with "/" unless it names an HTML file
  /// ("/old.html").
  ///
  /// - Parameter allowsFeeds: whether it may name the file of a feed too ("/rss.xml").
  /// - Throws: what is wrong with `text`. The first and the last slash may be missing.
  static func normalised(_ text: String, allowsFeeds: Bool = false) throws(InvalidValue) -> String {
    if text.contains("://") || text.hasPrefix("//") {
      throw InvalidValue("`\(text)` must be a path on this site", hint: "leave out the host: `/path/`")
    }
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
      throw InvalidValue("`\(text)` must be only a path", hint: "remove the part that begins with `?` or `#`")
    }
    guard let path = PercentEncoding.bytes(text.utf8).flatMap({ String(validating: $0, as: UTF8.self) }) else {
      throw InvalidValue("`\(text)` has a `%` that is not an escape", hint: "write `%25` for a percent sign")
    }
    guard !path.unicodeScalars.contains(where: { $0.isControl || $0 == "\\" }) else {
      throw InvalidValue("`\(text)` has a character that URLs cannot have", hint: "use letters, digits and hyphens")
    }
    // By bytes, as disks and hosts read them: a slash and an accent after it are one character of Swift's.
    let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    guard path.utf8.count <= Limits.url, segments.count <= Limits.urlNames else {
      throw InvalidValue(
        "`\(path.prefix(40))…` is too long",
        hint: "a path may have \(Limits.url) bytes and \(Limits.urlNames) names between slashes")
    }
    guard !segments.contains("."), !segments.contains("..") else {
      throw InvalidValue("`\(text)` must not contain `.` or `..`", hint: "write the full path, starting with `/`")
    }
    guard let last = segments.last?.lowercased() else { return "/" }
    let endings = allowsFeeds ? pageEndings + feedEndings : pageEndings
    let isFile = path.utf8.last != UInt8(ascii: "/") && endings.contains(where: last.hasSuffix)
    return "/" + segments.joined(separator: "/") + (isFile ? "" : "/")
  }

  private static let pageEndings = [".html", ".htm"]
  private static let feedEndings = [".xml", ".rss", ".atom", ".rdf", ".json"]

  /// Whether `path` has the name of a feed's file: "/rss.xml".
  static func namesFeedFile(_ path: String) -> Bool {
    let name = path.lowercased()
    return feedEndings.contains(where: name.hasSuffix)
  }

  /// Whether `path`, a former URL of a page with a feed, is that of the feed: "/rss.xml", "/category/x/feed/".
  ///
  /// - Parameter isSite: whether it is the feed of the whole site: "/feed/", "/rss/". "/categories/feed/" is the page of
  ///   a category that was called Feed.
  static func namesFeed(_ path: String, ofSite isSite: Bool) -> Bool {
    if namesFeedFile(path) { return true }
    let names = path.lowercased().split(separator: "/")
    guard let name = names.last else { return false }
    return isSite ? ["feed", "rss", "rss2", "atom", "rdf"].contains(name) : names.count > 2 && name == "feed"
  }
}

extension Fields {
  /// A post's own URL.
  func permalink() -> Located<PermalinkPattern>? {
    if let value = value("permalink"), value.bool == false {
      findings.error(
        "`permalink` must be a path, not `false`", at: value.location,
        hint: Self.hideHint)
      return nil
    }
    return parsed("permalink", PermalinkPattern.init(parsing:))
  }

  /// The URL of a page, which has no date or series to fill in.
  func fixedPermalink() -> Located<String>? {
    permalink().flatMap { url in
      if url.value.hasPlaceholders {
        findings.error(
          "only the permalink of a post may have placeholders", at: url.location, hint: "write the path in full")
        return nil
      }
      return url.map { $0.path { _ in "" } }
    }
  }

  /// The former URLs of the page, which redirect to it, and of its feed.
  func aliases() -> [Located<String>] {
    unique(texts("aliases", of: .paths).compactMap { parsed($0, Self.alias) }, by: \.self, named: \.self)
  }

  private static func alias(_ text: String) throws(InvalidValue) -> String {
    let path = try SitePath.normalised(text, allowsFeeds: true)
    guard let pattern = try? PermalinkPattern(parsing: text), pattern.hasPlaceholders else { return path }
    throw InvalidValue("`\(text)`: an alias cannot have placeholders", hint: "write the former path in full")
  }
}
