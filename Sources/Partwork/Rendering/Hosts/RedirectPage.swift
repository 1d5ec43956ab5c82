import PartworkSupport

/// The page at an earlier URL, for hosts without redirects: it sends browsers on and tells search engines the new URL.
///
/// Its only words are the title of the page it leads to, so it is in the site's language.
struct RedirectPage: Sendable {
  let redirect: Redirect
  let site: SiteURL

  /// The site's language (BCP 47).
  let language: String

  /// The page as HTML.
  var html: String {
    let href = PercentEncoding.url(site.href(redirect.to))
    var html = Markup(.html)
    html.raw("<!doctype html>\n")
    html.open("html", ["lang": language])
    html.open("head")
    html.empty("meta", ["charset": "utf-8"])
    html.element("title", redirect.title)
    html.empty("link", ["rel": "canonical", "href": PercentEncoding.url(site.absolute(redirect.to))])
    html.empty("meta", ["name": "robots", "content": "noindex"])
    html.empty("meta", ["http-equiv": "refresh", "content": "0; url=\(href)"])
    html.close("head")
    html.open("body")
    html.open("p")
    html.element("a", redirect.title, ["href": href])
    html.close("p")
    html.close("body")
    html.close("html")
    return html.text
  }
}
