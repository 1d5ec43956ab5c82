import PartworkSupport

extension Markup {
  /// Writes the JSON text that `write` writes, as it is.
  mutating func json(_ layout: JSONLayout, _ write: (inout JSONWriter) -> Void) {
    JSONWriter.append(layout, to: &utf8, write)
  }

  /// Writes `path`, which begins with "/", as an absolute URL of `site`, in ASCII, inside an element or an attribute.
  mutating func url(_ path: String, of site: SiteURL) {
    if !site.append(path, to: &utf8) { escaped(PercentEncoding.url(site.absolute(path))) }
  }
}
