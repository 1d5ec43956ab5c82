import PartworkSupport

/// Checks the site URLs of front matter.
enum SitePath {
  /// The form in which all stages hold a site URL: it begins with "/", has no escapes, and ends with "/" unless it names
  /// an HTML file ("/old.html").
  ///
  /// - Throws: what is wrong with `text`, which lets the first slash, the last one, or both be left out.
  static func normalised(_ text: String) throws(InvalidValue) -> String {
    if text.contains("://") || text.hasPrefix("//") {
      throw InvalidValue("`\(text)` must be a path of this site", hint: "leave the host out: `/path/`")
    }
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
      throw InvalidValue("`\(text)` must be a path alone", hint: "leave out what begins with `?` or `#`")
    }
    guard let path = PercentEncoding.bytes(text.utf8).flatMap({ String(validating: $0, as: UTF8.self) }) else {
      throw InvalidValue("`\(text)` has a `%` that is no escape", hint: "write `%25` for a percent sign")
    }
    guard !path.unicodeScalars.contains(where: { $0.isControl || $0 == "\\" }) else {
      throw InvalidValue("`\(text)` has a character that no URL can have", hint: "use letters, digits and hyphens")
    }
    let segments = path.split(separator: "/")
    guard !segments.contains("."), !segments.contains("..") else {
      throw InvalidValue("`\(text)` must not have `.` or `..` in it", hint: "write the whole path, from `/`")
    }
    guard let last = segments.last else { return "/" }
    let isFile = !path.hasSuffix("/") && (last.lowercased().hasSuffix(".html") || last.lowercased().hasSuffix(".htm"))
    return "/" + segments.joined(separator: "/") + (isFile ? "" : "/")
  }
}

extension Fields {
  /// The page's own URL.
  func permalink() -> Located<String>? {
    text("permalink").flatMap { sitePath($0) }
  }

  /// The former URLs of the page, which redirect to it.
  func aliases() -> [Located<String>] {
    unique(texts("aliases").compactMap { sitePath($0) }, by: \.self, named: \.self)
  }

  private func sitePath(_ text: Located<String>) -> Located<String>? {
    do {
      return Located(try SitePath.normalised(text.value), at: text.location)
    } catch {
      findings.error(error.message, at: text.location, hint: error.hint)
      return nil
    }
  }
}
