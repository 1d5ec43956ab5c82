import Foundation
import TestSupport
import Testing

@testable import Partwork

@Suite struct ShareCardTests {
  /// The texts of the card of the post at `url`, each with its size, and its bars.
  private func card(
    _ title: String, _ lines: String = "", site more: [String: MarkedText] = [:]
  ) async throws -> (texts: [String], svg: String) {
    let texts: [String: MarkedText] = ["posts/a.md": postText(title, "2026-03-12", lines)]
    let site = try await SiteText(texts.merging(more) { $1 }).prepared().site
    let svg = CardStyle(site).svg(ShareCard(.post(Handle(0)), of: site))
    let elements = XMLElements(svg)
    return (elements.texts("svg/text"), svg)
  }

  @Test func `a part shows its series, its own title and its place`() async throws {
    let series: [String: MarkedText] = [
      "series/letters.md": seriesText("Letters & more", "parts: [a, {title: Later}, {title: Last}]")
    ]
    let card = try await card("'Letters & more: on <listening>'", "subtitle: Slowly\nseries: letters", site: series)
    #expect(card.texts == ["Letters & more", "On <listening>", "Slowly", "Site  ·  Part 1 of 3"])
    #expect(card.svg.components(separatedBy: "height=\"10\"").count == 4)
    #expect(card.svg.components(separatedBy: "fill-opacity=\"0.15\"").count == 3)
  }

  @Test func `a post without a series shows its title and the name of the site`() async throws {
    let card = try await card("On listening")
    #expect(card.texts == ["On listening", "Site"])
    #expect(!card.svg.contains("height=\"10\""))
  }

  @Test(arguments: [
    ("One", 1), ("A title that needs about two lines of its card", 2),
    ("聞くことの大切さについて先輩から学んだことと、その後の話", 3),
    (String(repeating: "a title without an end ", count: 20), 4),
    (String(repeating: "Donaudampfschifffahrt", count: 20), 1),
  ]) func `titles are cut into lines, four at most`(title: String, lines: Int) async throws {
    let card = try await card(title)
    #expect(card.texts.count == lines + 1, "\(card.texts)")
    if lines == 4 { #expect(card.texts[3].hasSuffix("…")) }
  }

  @Test func `no line begins with a comma`() async throws {
    let card = try await card("聞くことの大切さについて、先輩から学んだ三つのこと")
    #expect(card.texts.allSatisfy { $0.first != "、" })
  }

  @Test func `a card in Arabic begins at the right`() async throws {
    let card = try await card("ما تعلمته", "language: ar")
    #expect(card.svg.contains("<text x=\"1120\"") && card.svg.contains("direction=\"rtl\""))
    #expect(!card.svg.contains("<text x=\"80\""))
  }

  @Test func `the accent and the background are those of the site`() async throws {
    let settings: MarkedText = """
      title: Site
      url: https://example.com/
      theme: {accent: "#005f87", background: "#fffefa"}
      """
    let card = try await card("A", site: ["site.yml": settings])
    #expect(card.svg.contains("fill=\"#005f87\"") && card.svg.contains("fill=\"#fffefa\""))
  }
}
