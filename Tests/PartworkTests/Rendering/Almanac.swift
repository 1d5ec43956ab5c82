import PartworkSupport
import Foundation
import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

/// A site with everything that feeds and the heads of pages show: above all "Neap tides", the second of three parts, by
/// two authors.
enum Almanac {
  /// - Parameters:
  ///   - neapTides: the front matter of "Neap tides", beside its title, date and series.
  ///   - files: more files, and other texts for those that are here.
  static func prepared(
    title: String = "Neap tides < spring tides", neapTides: String = neapTides, files: [String: MarkedText] = [:]
  ) async throws -> PreparedSite {
    let texts: [String: MarkedText] = [
      "site.yml":
        "title: The Almanac\nurl: https://almanac.example/\ndescription: Tides & tables\nlanguage: en-GB\n",
      "authors/editors.md":
        "---\nname: The editors\nrole: Editors\navatar: {src: /moon.gif, alt: ''}\nurl: https://social.example/@editors\n---\n",
      "authors/tables.md": "---\nname: The tide tables\n---\n",
      "series/tides.md": seriesText("Tides", "parts: [tides, neap-tides, spring-tides]"),
      "posts/tides.md": postText("Tides", "2026-03-01"),
      "posts/neap-tides.md": postText(
        title, "2026-03-12", "series: tides\n\(neapTides)", body: "See [about](/about/?a=1&b=2)."),
      "posts/spring-tides.md": postText("Spring tides", "2026-03-20"),
      "pages/about.md": "---\ntitle: About\n---\n",
      "moon.gif": "GIF89a\u{20}\u{4}v\u{2}",
    ]
    let site = try await SiteText(texts.merging(files) { $1 }).prepared()
    #expect(!site.diagnostics.hasErrors)
    return site
  }

  static let neapTides = """
    subtitle: When the moon pulls sideways
    description: 'The "weak" ones'
    updated: 2026-04-01T08:00:00Z
    authors: [editors, tables]
    categories: [The Sea, Moon]
    image: {src: /moon.gif, alt: The moon}
    """
}

extension PreparedSite {
  /// The head of the page at `url`.
  func head(_ url: String) throws -> PageHead {
    PageHead(try #require(context.plan.pages.first { $0.url == url }), in: context)
  }

  /// A feed with the posts of these slugs.
  func feed(_ slugs: String..., authors: [String] = []) -> FeedPlan {
    FeedPlan(
      title: "The Almanac", subtitle: "Tides & tables", homeURL: "/", atomURL: "/feed.xml", jsonURL: "/feed.json",
      authors: site.authors.handles.filter { authors.contains(site.authors[$0].id) },
      posts: slugs.flatMap { slug in site.posts.handles.filter { site.posts[$0].slug == slug } })
  }

  func atom(_ feed: FeedPlan) -> XMLElements { XMLElements(AtomFeed(feed, in: context).markup.text) }
}

extension PageHead {
  /// What it writes.
  var text: String {
    var html = Markup(.html)
    write(to: &html)
    return html.text
  }
}

/// The instant of an RFC 3339 text, in UTC.
func instant(_ text: String) throws -> Timestamp {
  let utc = try #require(TimeZone(identifier: "UTC"))
  return try Timestamp(rfc3339: text, in: utc)
}
