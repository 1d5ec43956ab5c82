import Partwork

extension HeadSite {
  /// The Almanac, in `language`.
  static func almanac(language: String = "en-GB") -> HeadSite {
    HeadSite(
      title: "The Almanac", url: "https://almanac.example/", description: "Tides & tables", language: language)
  }
}

extension Head {
  /// A page of the Almanac with little to say of itself.
  static func page(
    kind: Kind = .page, url: String? = "https://almanac.example/about/", image: HeadImage? = nil,
    breadcrumbs: [HeadLink] = [], language: String = "en-GB", isIndexed: Bool = true
  ) -> Head {
    Head(
      site: .almanac(language: language), title: "About", url: url, kind: kind, image: image,
      breadcrumbs: breadcrumbs, isIndexed: isIndexed)
  }

  /// A post of the Almanac with everything to say of itself.
  static func neapTides(_ article: HeadArticle) -> Head {
    Head(
      site: .almanac(), title: "Neap tides", description: "The \"weak\" ones",
      url: "https://almanac.example/posts/neap-tides/", kind: .article(article),
      image: HeadImage(url: "https://almanac.example/moon.jpg", alt: "The moon", width: 1200, height: 630),
      breadcrumbs: [
        HeadLink(label: "The Almanac", url: "https://almanac.example/"),
        HeadLink(label: "Tides", url: "https://almanac.example/series/tides/"),
        HeadLink(label: "Neap tides", url: "https://almanac.example/posts/neap-tides/"),
      ],
      previousURL: "https://almanac.example/posts/tides/", nextURL: "https://almanac.example/posts/spring-tides/",
      feeds: [
        HeadFeed(.atom, title: "The Almanac", url: "https://almanac.example/feed.xml"),
        HeadFeed(.json, title: "The Almanac", url: "https://almanac.example/feed.json"),
      ])
  }
}

extension HeadArticle {
  /// The second part of a series on tides, written by two.
  static func neapTides() throws -> HeadArticle {
    HeadArticle(
      subtitle: "When the moon pulls sideways", published: try instant("2026-03-12"),
      updated: try instant("2026-04-01T08:00:00Z"),
      authors: [
        HeadLink(label: "The editors", url: "https://almanac.example/authors/editors/"),
        HeadLink(label: "The tide tables", url: "https://almanac.example/authors/tables/"),
      ],
      categories: ["The Sea", "Moon"], wordCount: 812,
      series: [
        HeadMembership(
          series: HeadLink(label: "Tides", url: "https://almanac.example/series/tides/"), position: 2)
      ])
  }
}
