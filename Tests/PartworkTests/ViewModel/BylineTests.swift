import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite("Bylines in the theme") struct BylineTests {
  @Test(arguments: [
    ("ann", "Ann Example"),
    ("[ann, bo]", "Ann Example, Bo"),
    ("[ann, {id: bo, role: Illustrations}]", "Ann Example, Bo (Illustrations)"),
    ("[{id: ann, role: 訳}, bo, {id: chi, role: Maps & tables}]", "Ann Example (訳), Bo, Chi (Maps & tables)"),
    ("[{id: chi, role: Editing}]", "Chi (Editing)"),
  ])
  func `a byline reads as a list, with what each author did`(authors: String, byline: String) async throws {
    let site = try await site(first: "authors: \(authors)", second: "authors: ann")
    #expect(try site.bylines("/posts/first/") == [byline])
    #expect(try site.bylines("/").contains(byline))
    #expect(try site.bylines("/series/letters/all/").contains(byline))
  }

  @Test func `the list of an author's posts says what the author did in each`() async throws {
    let site = try await site(first: "authors: [ann, {id: bo, role: Illustrations}]", second: "authors: bo")
    #expect(try site.bylines("/authors/bo/") == ["Bo", "Ann Example, Bo (Illustrations)"])
  }

  @Test func `a bio shows what the author did in the post, else the usual role`() async throws {
    let site = try await site(
      first: "authors: [ann, {id: bo, role: Illustrations}, chi, {id: dee, role: Maps}]", second: "authors: ann")
    let html = try #require(site.html("/posts/first/"))
    #expect(texts(in: html, from: "<p class=\"bio-role p-role\">", to: "</p>") == ["Writer", "Illustrations", "Maps"])
    let author = try #require(site.html("/authors/dee/"))
    #expect(texts(in: author, from: "<p class=\"page-subtitle p-role\">", to: "</p>") == ["Cartographer"])
  }

  @Test(arguments: [
    ("authors: ann", "authors: ann", "Ann Example"),
    ("authors: [ann, {id: bo, role: Maps}]", "authors: [{id: bo, role: Maps}, ann]", "Ann Example, Bo (Maps)"),
    ("authors: [ann, {id: bo, role: Maps}]", "authors: [ann, {id: bo, role: Photos}]", "Ann Example, Bo"),
    ("authors: [ann, {id: bo, role: Maps}]", "authors: bo", "Ann Example, Bo"),
    ("authors: bo", "authors: [{id: chi, role: Text}]", "Bo, Chi (Text)"),
  ])
  func `a series shows a role that an author has in all its parts`(
    first: String, second: String, byline: String
  ) async throws {
    let site = try await site(first: first, second: second)
    #expect(try site.bylines("/series/letters/").first == byline)
    #expect(try site.bylines("/series/letters/all/").first == byline)
  }

  @Test func `a series shows the roles that it gives`() async throws {
    let site = try await site(
      first: "authors: ann", second: "authors: ann", series: "authors: [ann, {id: dee, role: Research}]")
    #expect(try site.bylines("/series/letters/").first == "Ann Example, Dee (Research)")
    let html = try #require(site.html("/series/letters/"))
    #expect(texts(in: html, from: "<p class=\"bio-role p-role\">", to: "</p>") == ["Writer", "Research"])
  }

  /// A site with the package's own theme, and a series of two posts.
  private func site(first: String, second: String, series: String = "") async throws -> PreparedSite {
    var texts: [String: MarkedText] = [
      "authors/ann.md": "---\nname: Ann Example\nrole: Writer\n---\n",
      "authors/bo.md": "---\nname: Bo\n---\n",
      "authors/chi.md": "---\nname: Chi\n---\n",
      "authors/dee.md": "---\nname: Dee\nrole: Cartographer\n---\n",
      "series/letters.md": seriesText("Letters", "parts: [first, second]\n\(series)"),
      "posts/first.md": postText("First", "2026-03-01", first, body: "One."),
      "posts/second.md": postText("Second", "2026-03-02", second, body: "Two."),
    ]
    for (path, bytes) in try Folder(reading: packageRoot.appending(path: "templates")).files {
      texts["templates/\(path)"] = MarkedText(String(decoding: bytes, as: UTF8.self))
    }
    let site = try await SiteText(texts).prepared()
    #expect(site.diagnostics == [])
    return site
  }
}

extension PreparedSite {
  /// The bylines' authors on a page, as text.
  fileprivate func bylines(_ url: String) throws -> [String] {
    texts(in: try #require(html(url)), from: "<span class=\"byline-authors\">", to: "</span>")
  }
}

/// The texts of `html` between two pieces of markup, without tags and escapes.
private func texts(in html: String, from start: String, to end: String) -> [String] {
  html.components(separatedBy: start).dropFirst().map { rest in
    (rest.components(separatedBy: end).first ?? "").replacing(/<[^>]*>/, with: "").replacing("&amp;", with: "&")
  }
}
