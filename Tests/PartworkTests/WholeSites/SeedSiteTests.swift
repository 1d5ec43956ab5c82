import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite(
  "A site of the seed posts, word for word",
  .enabled(if: SeedPosts.isPresent, "the seed posts are not beside the repository, in ../shared/seeds"))
struct SeedSiteTests {
  private static let slugs = ["mentor", "mentee", "reverse-mentor"]
  private static let days = ["2026-03-01", "2026-03-08", "2026-03-15"]

  /// The site's content with the theme of the repository; the posts are a week apart.
  private func site(_ seeds: SeedPosts) throws -> Folder {
    var folder = try Folder(reading: packageRoot.appending(path: "templates"))
    folder.files = Dictionary(uniqueKeysWithValues: folder.files.map { ("templates/" + $0, $1) })
    folder["content/site.yml"] = "title: Seeds\nurl: https://seeds.example/blog/\n"
    let series = seeds.posts[0].title.prefix { $0 != ":" }
    folder["content/series/series.md"] =
      "---\ntitle: \(yaml(String(series)))\nparts: [\(Self.slugs.joined(separator: ", "))]\n---\n"
    let author = seeds.posts[0].bio.split(separator: " ").prefix(2).joined(separator: " ")
    folder["content/authors/author.md"] = "---\nname: \(yaml(author))\n---\n\(seeds.posts[0].bio)\n"
    for (number, post) in seeds.posts.enumerated() {
      folder["content/posts/\(Self.days[number])-\(Self.slugs[number]).md"] = """
        ---
        title: \(yaml(post.title))
        subtitle: \(yaml(post.subtitle))
        author: author
        series: series
        categories: [\(post.categories.map(yaml).joined(separator: ", "))]
        callToAction: \(yaml(post.callToAction))
        ---
        \(post.markdown)
        """
    }
    return folder
  }

  private func yaml(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The text of a page as a reader sees it: without tags and line breaks.
  private func text(_ html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        text.append(character)
      }
    }
    let entities = ["&amp;": "&", "&quot;": "\"", "&#39;": "'", "&lt;": "<", "&gt;": ">"]
    for (entity, character) in entities { text = text.replacing(entity, with: character) }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Fails unless `pieces` are in `text` in this order.
  private func expectOrder(_ pieces: [String], in text: String) {
    var rest = text[...]
    for piece in pieces {
      guard let range = rest.firstRange(of: piece) else {
        Issue.record("“\(piece.prefix(80))” is missing or out of order")
        return
      }
      rest = rest[range.upperBound...]
    }
  }

  @Test func `the posts show everything that the seeds show`() async throws {
    let seeds = try SeedPosts()
    try #require(seeds.posts.count == 3)
    let output = try await withTemporaryFolder(site(seeds)) { try await build($0.path(), options(now: "2026-06-01")) }
    for (number, post) in seeds.posts.enumerated() {
      let html = try #require(output["posts/\(Self.slugs[number])/index.html"])
      let main = try #require(html.split(separator: "<main").last.map(String.init))
      let shown = text(main)
      expectOrder(
        post.categories + [post.title, post.subtitle] + post.paragraphs + [post.bio, post.callToAction], in: shown)
      #expect(shown.contains("Part \(number + 1) of 3"))
      for paragraph in post.paragraphs {
        if let heading = post.heading(of: paragraph) { #expect(main.contains("<p><strong>\(heading)</strong>")) }
      }
      #expect(post.markdown.split(separator: "**").count > 4, "no run-in heading was found in the seeds")
      let link = try #require(post.paragraphs.last?.split(separator: " ").last)
      #expect(main.contains("<a href=\"\(link)\">\(link)</a>"))
      for neighbour in [number - 1, number + 1] where seeds.posts.indices.contains(neighbour) {
        let rel = neighbour < number ? "prev" : "next"
        #expect(main.contains("href=\"/blog/posts/\(Self.slugs[neighbour])/\" rel=\"\(rel)\""))
      }
    }
  }

  @Test func `the series is on one page in order, and categories are newest first`() async throws {
    let seeds = try SeedPosts()
    try #require(seeds.posts.count == 3)
    let output = try await withTemporaryFolder(site(seeds)) { try await build($0.path(), options(now: "2026-06-01")) }
    let whole = text(try #require(output["series/series/all/index.html"]))
    expectOrder(seeds.posts.flatMap { [$0.title, $0.subtitle] + $0.paragraphs }, in: whole)
    for category in seeds.posts[0].categories {
      let page = text(try #require(output["categories/\(Slug.make(category))/index.html"]))
      expectOrder([category] + seeds.posts.reversed().map(\.title), in: page)
    }
    #expect(seeds.posts.map(\.categories.count) == [3, 3, 3])
  }
}
