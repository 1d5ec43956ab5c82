import PartworkSupport

/// The page at an earlier URL, for hosts that know no redirects: it sends browsers on and tells search engines where to.
///
/// Its only words are the title of the page it leads to, so that it speaks the site's language.
package struct RedirectPage: Sendable {
  /// The title of the page it leads to.
  package var title: String

  /// The href of that page, with base path.
  package var target: String

  /// The absolute URL of that page.
  package var canonicalURL: String

  /// The site's language (BCP 47).
  package var language: String

  package init(title: String, target: String, canonicalURL: String, language: String) {
    self.title = title
    self.target = target
    self.canonicalURL = canonicalURL
    self.language = language
  }

  /// The page as HTML.
  package func html() -> String {
    let href = PercentEncoding.url(target)
    var html = Markup(.html)
    html.raw("<!doctype html>\n")
    html.open("html", ["lang": language])
    html.open("head")
    html.empty("meta", ["charset": "utf-8"])
    html.element("title", title)
    html.empty("link", ["rel": "canonical", "href": PercentEncoding.url(canonicalURL)])
    html.empty("meta", ["name": "robots", "content": "noindex"])
    html.empty("meta", ["http-equiv": "refresh", "content": "0; url=\(href)"])
    html.close("head")
    html.open("body")
    html.open("p")
    html.element("a", title, ["href": href])
    html.close("p")
    html.close("body")
    html.close("html")
    return html.text
  }
}
