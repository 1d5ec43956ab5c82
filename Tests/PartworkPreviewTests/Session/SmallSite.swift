import TestSupport

/// A site with a bit of everything, and a theme that shows most of the view model.
enum SmallSite {
  static let folder = Folder(content.merging(theme) { first, _ in first })

  static let content = [
    "content/site.yml": settings(),
    "content/posts/first.md": post("First", series: "walk", body: "By [Ada](/authors/ada/)."),
    "content/posts/2026-02-01-second.md": post(
      "Second", date: nil, series: "walk", body: "## More\n\nText ![A dot](/dot.svg)."),
    "content/posts/third/index.md": post("Third", series: "walk", body: "A picture: ![A dot](dot.svg \"Title\")"),
    "content/posts/third/dot.svg": dot(10),
    "content/posts/alone.md": post("Alone", author: "grace", extra: "tags: [Salt]\n", body: "> [!NOTE]\n> Alone."),
    "content/posts/soon.md": post("Soon", date: "2026-12-24", series: "climb", body: "Later."),
    "content/posts/draft.md": post("Draft", extra: "draft: true\n", body: "Not yet."),
    "content/series/walk.md": "---\ntitle: A walk\noutro: Part {{number}} of {{total}}.\n---\nOn foot.\n",
    "content/series/climb.md": "---\ntitle: A climb\n---\n",
    "content/authors/ada.md": "---\nname: Ada\n---\nWrites.\n",
    "content/authors/grace.md": "---\nname: Grace\n---\n",
    "content/categories/paths.md": "---\ntitle: Paths\n---\nWays to go.\n",
    "content/pages/about.md": "---\ntitle: About\n---\nAbout [us](/authors/).\n",
    "content/dot.svg": dot(5),
  ]

  static func settings(
    title: String = "The site", url: String = "https://example.com/", more: String = ""
  ) -> String {
    "title: \(title)\nurl: \(url)\nlanguage: en\ntimezone: UTC\n\(more)"
  }

  static func post(
    _ title: String, date: String? = "2026-01-01", author: String = "ada", series: String? = nil, extra: String = "",
    body: String
  ) -> String {
    let date = date.map { "date: \($0)\n" } ?? ""
    let series = series.map { "series: \($0)\n" } ?? ""
    return "---\ntitle: \(title)\n\(date)author: \(author)\n\(series)categories: [Paths]\n\(extra)---\n\n\(body)\n"
  }

  static func dot(_ radius: Int, size: Int = 20) -> String {
    #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(size)" height="20"><circle r="\#(radius)"/></svg>"#
  }

  private static func page(_ main: String) -> String { "{{<layout}}{{$main}}\(main){{/main}}{{/layout}}" }

  private static let posts = "{{#posts}}{{>card}}{{/posts}}"

  static let theme = [
    "templates/layout.mustache": """
    <html><head>{{{metadata}}}<link rel="stylesheet" href="{{#asset}}style.css{{/asset}}"></head>
    <body><h1>{{page.title}}</h1>{{#page.notice}}<p>{{.}}</p>{{/page.notice}}{{$main}}{{/main}}</body></html>
    """,
    "templates/partials/card.mustache": "<a href=\"{{url}}\">{{title}}</a> {{summary}} {{wordCount}} {{{excerpt}}}\n",
    "templates/home.mustache": page("\(posts){{#seriesList}}{{title}} {{total}}{{/seriesList}}"),
    "templates/post.mustache": page(
      """
      {{#post}}{{#memberships}}{{number}}/{{total}}{{#recap}}{{description}}{{/recap}}{{{intro}}}{{/memberships}}
      {{#contents}}{{text}}{{/contents}}{{{content}}}{{#image}}{{url}} {{width}}{{/image}}
      {{#memberships}}{{#next}}{{url}}{{description}}{{/next}}{{{outro}}}{{/memberships}}
      {{#callToAction}}{{{content}}}{{/callToAction}}{{/post}}
      """),
    "templates/series.mustache": page("{{#series}}{{title}}{{#parts}}{{number}} {{title}}{{/parts}}{{/series}}"),
    "templates/series-all.mustache": page("{{#chapters}}{{title}}{{{content}}}{{/chapters}}"),
    "templates/series-index.mustache": page("{{#seriesList}}{{title}}{{/seriesList}}"),
    "templates/category.mustache": page(
      "{{category.name}}{{#term.subcategories}}{{name}}{{/term.subcategories}}\(posts)"),
    "templates/category-index.mustache": page("{{#categories}}{{name}} {{postCount}}{{/categories}}"),
    "templates/author.mustache": page("{{author.name}}{{{author.bio}}}\(posts)"),
    "templates/author-index.mustache": page("{{#authors}}{{name}} {{postCount}}{{/authors}}"),
    "templates/archive.mustache": page("{{#years}}{{year}}\(posts){{/years}}"),
    "templates/page.mustache": page("{{{content}}}"),
    "templates/404.mustache": page("Nothing here"),
    "templates/assets/style.css": "p { color: black }",
    "templates/assets/dot.svg": dot(1),
  ]
}
