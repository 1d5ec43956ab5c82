import Foundation
import Partwork
import PartworkDiagnostics
import TestSupport
import Testing

@testable import PartworkImport

/// Sites of Jekyll, Hugo, Zola and Eleventy, from their folders to a site that builds.
@Suite struct MarkdownReaderTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/import/samples").standardizedFileURL

  /// Imports the site `files` and hands over what was written.
  private func run(
    _ source: MarkdownSource, _ files: [String: String], _ body: (Folder, ImportReport) throws -> Void
  ) async throws {
    try await withTemporaryFolder(Folder(files)) { folder in
      try await run(source, folder.path) { site, report in try body(site, report) }
    }
  }

  private func run(
    _ source: MarkdownSource, _ folder: String, _ body: (Folder, ImportReport) throws -> Void
  ) async throws {
    try await withTemporaryFolder { target in
      let site = try MarkdownReader.site(in: folder, of: source)
      let choices = SiteImporter.ImportChoices(media: MediaStore.MediaOptions(downloads: false))
      let report = try await SiteImporter(to: target.path(), choices).write(site)
      #expect(report.diagnostics.filter { $0.severity == .error } == [])
      try body(try Folder(reading: target), report)
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: samples.path), "../shared/import/samples is absent"),
    arguments: [MarkdownSource.jekyll, .zola, .eleventy])
  func `a public site comes over and builds`(_ source: MarkdownSource) async throws {
    try await run(source, Self.samples.appending(path: source.rawValue).path) { site, report in
      #expect(site.paths.count { $0.hasPrefix("content/posts/") } > 3)
      #expect(report.text.contains("- The site builds."))
    }
  }

  @Test func `Hugo: bundles, permalinks, aliases, series, shortcodes and menus`() async throws {
    try await run(
      .hugo,
      [
        "hugo.toml": """
        title = "Letters"
        baseURL = "https://letters.example/"
        languageCode = "en-gb"
        [permalinks]
        posts = "/:year/:month/:slug/"
        [[menu.main]]
        name = "About"
        url = "/about/"
        weight = 2
        """,
        "content/posts/first/index.md": """
        +++
        title = "First"
        date = 2020-01-02T10:00:00+01:00
        tags = ["a", "b c"]
        categories = ["News"]
        series = ["Walks"]
        series_order = 2
        aliases = ["/old-first/"]
        mood = "calm"
        +++
        ![A tree](tree.jpg) and [the second]({{< ref "second.md" >}}) and [again](../../02/second/).

        {{< figure src="/images/sea.png" alt="The sea" caption="Waves" >}}

        {{< youtube abc123 >}}

        {{< highlight python >}}
        print(1)
        {{< /highlight >}}

        {{% notice tip %}}
        Rest.
        {{% /notice %}}

        {{</* kept */>}} {{< unknown x="1" >}}
        """,
        "content/posts/first/tree.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0}",
        "static/images/sea.png": "GIF89a\u{2}\u{0}\u{1}\u{0}",
        "content/posts/second.md":
          "---\ntitle: Second\ndate: 2020-02-03\nseries: [Walks]\nseries_order: 1\n---\nText.\n",
        "content/posts/draft.md": "---\ntitle: Secret\ndate: 2020-02-03\ndraft: true\n---\nText.\n",
        "content/posts/expired.md": "---\ntitle: Expired\ndate: 2020-02-03\nexpiryDate: 2021-01-01\n---\nText.\n",
        "content/posts/hidden.md": "---\ntitle: No page\ndate: 2020-02-03\nbuild: {render: never}\n---\nText.\n",
        "content/about.md": "---\ntitle: About\n---\nAbout us.\n",
      ]
    ) { site, report in
      #expect(
        site["content/posts/first/index.md"] == """
          ---
          title: First
          date: 2020-01-02T10:00:00+01:00
          series: walks
          categories: [News]
          tags: [a, b c]
          aliases: ["/old-first/"]
          extra:
            mood: calm
          ---

          ![A tree](tree.jpg) and [the second](../second.md) and [again](../second.md).

          ![The sea](sea.png "Waves")

          <https://www.youtube.com/watch?v=abc123>

          ```python
          print(1)
          ```

          > [!TIP]
          > Rest.

          {{< kept >}} {{< unknown x="1" >}}

          """)
      #expect(site["content/series/walks.md"]?.contains("parts: [second, first]") == true)
      #expect(site["content/site.yml"]?.contains("permalink: /:year/:month/:slug/") == true)
      #expect(
        site["content/site.yml"]?.contains("{label: About, url: pages/about.md}") == true,
        "\(site["content/site.yml"] ?? "")")
      #expect(site["content/posts/draft.md"]?.contains("draft: true") == true)
      #expect(site["content/posts/expired.md"]?.contains("draft: true") == true)
      #expect(site["content/posts/hidden.md"] == nil)
      #expect(site["content/pages/about.md"] != nil)
      #expect(report.remarks.contains { $0.subject == .texts && $0.message.contains("{{< unknown") })
      #expect(report.lostAddresses == [])
    }
  }

  @Test func `Jekyll: names of files, drafts, permalinks, Liquid and authors`() async throws {
    try await run(
      .jekyll,
      [
        "_config.yml": "title: Letters\nurl: https://letters.example\nbaseurl: /blog\npermalink: pretty\n",
        "_data/authors.yml": "ann:\n  name: Ann Author\n  bio: Ann writes.\n  email: ann@letters.example\n",
        "_posts/2020-01-02-first.md": """
        ---
        title: First
        author: ann
        tags: one two
        redirect_from: [/older/]
        ---
        [next]({% post_url 2020-02-03-second %}) ![p]({{ site.baseurl }}/images/a.png) {{ page.title }}
        {: .note}

        {% highlight ruby %}
        puts 1
        {% endhighlight %}

        {% raw %}{{ shown }}{% endraw %}{% comment %}not this{% endcomment %}
        """,
        "_posts/2020-02-03-second.md": "---\ntitle: Second\npublished: false\n---\nText.\n",
        "news/_posts/2020-03-04-third.md": "---\ntitle: Third\n---\nText.\n",
        "_drafts/later.md": "---\ntitle: Later\n---\nText.\n",
        "about.md": "---\ntitle: About\n---\nText.\n",
        "README.md": "No front matter.\n",
        "images/a.png": "GIF89a\u{1}\u{0}\u{1}\u{0}",
      ]
    ) { site, report in
      let post = try #require(site["content/posts/first/index.md"])
      #expect(post.contains("author: ann-author") && post.contains("tags: [one, two]"))
      #expect(post.contains("date: 2020-01-02") && post.contains("aliases: [\"/older/\"]"))
      #expect(
        post.hasSuffix(
          """
          [next](/2020/02/03/second/) ![p](a.png) First

          ```ruby
          puts 1
          ```

          {{ shown }}

          """), "\(post)")
      #expect(site["content/posts/second.md"]?.contains("draft: true") == true)
      #expect(site["content/posts/later.md"]?.contains("draft: true") == true)
      #expect(site["content/posts/third.md"]?.contains("categories: [news]") == true)
      #expect(site["content/authors/ann-author.md"]?.contains("Ann writes.") == true)
      #expect(site.files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("ann@letters.example") })
      #expect(site["content/pages/about.md"] != nil && !site.paths.contains { $0.contains("readme") })
      #expect(report.lostAddresses == [])
    }
  }

  @Test func `Zola: dates in names, paths, taxonomies, internal links and shortcodes`() async throws {
    try await run(
      .zola,
      [
        "config.toml": "base_url = \"https://letters.example\"\ntitle = \"Letters\"\n",
        "content/blog/2020-01-02-first.md": """
        +++
        title = "First"
        [taxonomies]
        tags = ["a"]
        series = ["Walks"]
        [extra]
        mood = "calm"
        +++
        [second](@/blog/second.md#part) {{ youtube(id="abc") }}

        {% quote(author="Ann") %}
        Words.
        {% end %}
        """,
        "content/blog/second.md": "+++\ntitle = \"Second\"\ndate = 2020-02-03\npath = \"other/place\"\n+++\n## Part\n",
        "content/_index.md": "+++\ntitle = \"Home\"\n+++\nWelcome.\n",
      ]
    ) { site, report in
      let post = try #require(site["content/posts/first.md"])
      #expect(post.contains("date: 2020-01-02") && post.contains("series: walks") && post.contains("  mood: calm"))
      #expect(
        post.hasSuffix(
          "[second](second.md#part) <https://www.youtube.com/watch?v=abc>\n\n> Words.\n> — Ann\n"), "\(post)")
      #expect(site["content/posts/second.md"]?.contains("permalink: \"/other/place/\"") == true)
      #expect(site["content/home.md"]?.contains("Welcome.") == true)
      #expect(report.lostAddresses == [])
    }
  }

  @Test func `Eleventy: JSON front matter, collections and HTML`() async throws {
    try await run(
      .eleventy,
      [
        "src/_data/metadata.json": "{\"title\": \"Letters\", \"url\": \"https://letters.example/\"}",
        "src/blog/first.md":
          "---json\n{\"title\": \"First\", \"date\": \"2020-01-02\", \"tags\": [\"posts\", \"sea\"]}\n---\n<div class=\"x\">Kept</div>\n",
        "src/about.md": "---\ntitle: About\n---\nText.\n",
      ]
    ) { site, report in
      #expect(site["content/posts/first.md"]?.contains("tags: [sea]") == true)
      #expect(site["content/site.yml"]?.contains("markdown: {rawHTML: true}") == true)
      #expect(site["content/site.yml"]?.contains("title: Letters") == true)
      #expect(report.remarks.contains { $0.message.hasPrefix("HTML:") })
      #expect(report.lostAddresses == [])
    }
  }

  @Test func `a folder without texts is said to be none`() async throws {
    try await withTemporaryFolder(Folder(["readme.txt": "x"])) { folder in
      let site = try MarkdownReader.site(in: folder.path, of: .hugo)
      #expect(site.isUnreadable && site.diagnostics.count == 1)
    }
  }
}

@Suite struct TOMLReaderTests {
  @Test func `tables, lists, strings and comments are read`() throws {
    let value = try #require(
      TOMLReader.read(
        """
        # A comment
        title = "A \\"quoted\\" title \\u00e9" # and one more
        path = 'C:\\temp'
        date = 2020-01-02T03:04:05Z
        draft = false
        tags = [
          "a",
          "b", # trailing
        ]
        a.b."c d" = 1
        point = { x = 1, y = [2, 3] }
        long = \"\"\"
        one
        two\"\"\"
        [extra.inner]
        key = "value"
        [[menu]]
        name = "first"
        [[menu]]
        name = "second"
        """))
    #expect(value["title"]?.text == "A \"quoted\" title é")
    #expect(value["path"]?.text == "C:\\temp")
    #expect(value["date"]?.text == "2020-01-02T03:04:05Z")
    #expect(value["draft"]?.bool == false)
    #expect(value["tags"]?.texts == ["a", "b"])
    #expect(value["a.b.c d"]?.text == "1")
    #expect(value["point.y"]?.texts == ["2", "3"])
    #expect(value["long"]?.text == "one\ntwo")
    #expect(value["extra.inner.key"]?.text == "value")
    #expect(value["menu"] == .list([.map(["name": .text("first")]), .map(["name": .text("second")])]))
  }

  @Test(arguments: [
    "a", "1.50", "true", "null", " a ", "a ", "a: b", "a:\u{20}\u{301}b", "a #b", "a:", "#a", "- a", "a\nb\nc", "a\tb",
    "\u{2028}\u{FEFF}", "\"a\\b\"", "[a, b]", "a, b", "{a}", "a:?", "é", "\u{1F600}",
  ])
  func `a text is written as YAML that says the same`(_ text: String) {
    let value = MatterValue.map(["key": .text(text), text: .list([.text(text), .map(["k": .text(text)])])])
    #expect(MatterValue(yaml: value.yaml) == value)
    #expect(value.yaml.split(whereSeparator: \.isNewline).count == 1)
  }

  @Test func `two keys that only control characters tell apart are one`() {
    let value = MatterValue.map(["a": .text("x"), "\u{1}a": .text("y")])
    #expect(MatterValue(yaml: value.yaml) == .map(["a": .text("y")]))
  }

  @Test(arguments: [
    ("a\u{1}b", "ab"), ("a\r\nb\rc", "a\nb\nc"), ("a\u{85}b\u{B}c", "a b c"), ("\u{1B}[31m", "[31m"),
    ("a\u{FFFF}", "a"),
    ("\u{0}", ""),
  ])
  func `control characters, which front matter may not have, are left out`(_ text: String, written: String) {
    let value = MatterValue.map(["key": .list([.text(text)]), text + "x": .text(text)])
    #expect(MatterValue(yaml: value.yaml) == .map(["key": .list([.text(written)]), written + "x": .text(written)]))
  }

  @Test(arguments: ["a", "a = ", "a = \"b", "[a", "a = [1", "a = {b = 1", "= 1", "a = 1 b = \"x\"\nc"])
  func `what is not TOML is nothing`(_ text: String) {
    #expect(TOMLReader.read(text) == nil)
  }
}
