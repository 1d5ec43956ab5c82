import PartworkMustache

let mustacheBenchmarks: [Benchmark] = [
  Benchmark("mustache: render a page of 35 KB with 50 rows", budget: .microseconds(100)) {
    let library = MustachePage.library
    let page = MustachePage.value
    let size = try render(library, page).count
    precondition((34_000...36_000).contains(size), "the page has \(size) bytes")
    return { keep(try render(library, page)) }
  },
  Benchmark("mustache: compile a layout, a page and a partial") {
    let sources = MustachePage.sources
    return { keep(TemplateLibrary(sources)) }
  },
  Benchmark("mustache: check a page with its layout and partial") {
    let library = MustachePage.library
    return { keep(library.check("category", against: MustachePage.shape)) }
  },
]

private func render(_ library: TemplateLibrary, _ page: Value) throws -> [UInt8] {
  var output: [UInt8] = []
  try library.render("category", page, into: &output)
  return output
}

/// A category's page: a layout by inheritance, a long introduction as finished HTML, and 50 posts of 8 fields.
private enum MustachePage {
  static let sources = [
    source("layout", layout), source("category", category), source("byline", isPartial: true, byline),
  ]
  static let library = TemplateLibrary(sources)

  static let post = Shape(
    "Post", "",
    ["title", "subtitle", "url", "date", "day", "author", "minutes", "summary"].map { Field($0, .text) })
  static let site = Shape("Site", "", [Field("title", .text), Field("url", .text), Field("language", .text)])
  static let shape = Shape(
    "Page", "",
    [
      Field("site", .record(site)), Field("title", .text), Field("body", .html),
      Field("posts", .list(.record(post))),
    ])

  static var value: Value {
    let posts = (1...50).map { number in
      record(
        post,
        [
          "How to be a \"great\" mentor, part \(number)", "What <matters> & what not", "/posts/great-mentor-\(number)/",
          "12 March 2026", "2026-03-12", "The editors", "7", "What it is about.",
        ])
    }
    let body = String(repeating: "<p>A paragraph of the body, which is HTML already &amp; stays it.</p>\n", count: 290)
    return record(
      shape,
      [record(site, ["A site of many parts", "/", "en"]), "Mentorship & more", .html(body), .list(posts)])
  }

  private static func record(_ shape: Shape, _ values: [Value]) -> Value {
    .record(.computed(shape) { values[$0] })
  }

  private static func source(_ name: String, isPartial: Bool = false, _ text: String) -> TemplateSource {
    TemplateSource(name, isPartial: isPartial, file: "templates/\(name).mustache", text: Array(text.utf8))
  }

  private static let layout = """
    <!doctype html>
    <html lang="{{site.language}}">
    <head>
      <meta charset="utf-8">
      <title>{{$title}}{{title}}{{/title}} · {{site.title}}</title>
      <link rel="stylesheet" href="{{site.url}}assets/style.css">
    </head>
    <body>
    <header><a href="{{site.url}}">{{site.title}}</a></header>
    <main>
    {{$main}}
    {{/main}}
    </main>
    <footer>{{$footer}}<p>{{site.title}}</p>{{/footer}}</footer>
    </body>
    </html>

    """

  private static let category = """
    {{<layout}}
    {{$main}}
      <h1>{{title}}</h1>
    {{{body}}}
      {{#posts}}
      <article class="h-entry">
        <h2><a href="{{url}}">{{title}}</a></h2>
        {{#subtitle}}<p>{{subtitle}}</p>{{/subtitle}}
        {{>byline}}
        <p class="p-summary">{{summary}}</p>
      </article>
      {{/posts}}
    {{/main}}
    {{/layout}}

    """

  private static let byline = """
    <p>{{author}}, <time datetime="{{day}}">{{date}}</time>, {{minutes}} min</p>

    """
}

/// Templates of 100 KB that would be slow with a careless compiler or checker.
let hostileMustacheBenchmarks: [Benchmark] =
  [
    "{{", "{{{", "{{!", "{{=", "{{=a ", "{{a\n", "{{a}}", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{/a}}",
    "{{^a}}\n{{/a}}\n",
    "{{$b}}\n", "{{$b}}{{/b}}", "{{>p}}", "{{<p}}{{$b}}{{/b}}{{/p}}", "   ", "  {{a}}", "}}", "\n", "{{#f}}",
  ].map { unit in
    Benchmark("mustache: 100 KB of \(unit.replacing("\n", with: "⏎"))", budget: .milliseconds(100)) {
      let text = Array(String(repeating: unit, count: 100_000 / unit.utf8.count).utf8)
      let sources = [
        TemplateSource("main", file: "main", text: text),
        TemplateSource("p", isPartial: true, file: "p", text: Array("{{$b}}{{/b}}".utf8)),
      ]
      return {
        let library = TemplateLibrary(sources, functions: ["f": ["a": "b"]])
        keep(library.check("main", against: Shape("Page", "", [Field("c", .text)])))
        var output: [UInt8] = []
        try? library.render("main", ["a": true], into: &output)
        keep(output)
      }
    }
  }
