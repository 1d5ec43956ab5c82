import PartworkSupport
import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// A site as texts by path, in which a test marks the places of diagnostics: `["posts/a.md": "…1️⃣…"]`.
///
/// Paths are below `content/` unless they begin with `templates/`. What a test does not care about is filled in: a
/// `site.yml` and a theme whose templates are empty.
struct SiteText: ExpressibleByDictionaryLiteral {
  private var texts: [String: MarkedText]

  init(_ texts: [String: MarkedText]) {
    self.texts = ["content/site.yml": "title: Site\nurl: https://example.com/\n"]
    for kind in PageKind.allCases where kind.fallback == nil { self.texts["templates/\(kind.rawValue).mustache"] = "" }
    for (path, text) in texts { self.texts[Self.path(path)] = text }
  }

  init(dictionaryLiteral elements: (String, MarkedText)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }

  /// The same site with the templates of the site in `folder`.
  func withTheme(of folder: URL) throws -> SiteText {
    var site = self
    for (path, bytes) in try Folder(reading: folder.appending(path: "templates")).files {
      site.texts["templates/\(path)"] = MarkedText(String(decoding: bytes, as: UTF8.self))
    }
    return site
  }

  /// The same site with another text at `path`.
  func adding(_ path: String, _ text: MarkedText) -> SiteText {
    var site = self
    site.texts[Self.path(path)] = text
    return site
  }

  var folder: Folder { Folder(texts.mapValues(\.text)) }

  fileprivate subscript(path: String) -> MarkedText? { texts[path] }

  fileprivate static func path(_ path: String) -> String {
    path.hasPrefix("templates/") ? path : "content/\(path)"
  }

  /// The site, taken through every stage but writing, on 1 June 2026.
  func prepared(now: String = "2026-06-01", drafts: Bool = false, future: Bool = false, url: String? = nil) async throws
    -> PreparedSite
  {
    try await withTemporaryFolder(folder) { site in
      try await prepare(site.path(), options(now: now, drafts: drafts, future: future, url: url))
    }
  }

  /// Fails unless the site has exactly the `expected` diagnostics, by path, each at its mark in the file's text.
  func expect(
    _ expected: [String: [ExpectedDiagnostic]], now: String = "2026-06-01", drafts: Bool = false, future: Bool = false,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws {
    expect(
      try await prepared(now: now, drafts: drafts, future: future).diagnostics, expected, sourceLocation: sourceLocation
    )
  }

  /// Fails unless the diagnostics `found` are exactly the `expected` ones.
  func expect(
    _ found: [Diagnostic], _ expected: [String: [ExpectedDiagnostic]],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    var byFile = Dictionary(grouping: found) { $0.location?.file ?? "" }
    for (path, diagnostics) in expected {
      let path = Self.path(path)
      expectDiagnostics(
        byFile.removeValue(forKey: path) ?? [], diagnostics, in: self[path] ?? "", sourceLocation: sourceLocation)
    }
    for diagnostic in byFile.values.joined() {
      Issue.record("unexpected: \(diagnostic)", sourceLocation: sourceLocation)
    }
  }
}

/// The options of a run on the day or at the moment `now`.
func options(now: String, drafts: Bool = false, future: Bool = false, url: String? = nil) throws -> EditionOptions {
  EditionOptions(
    clock: .written(try DateInput(parsing: now)), showsDrafts: drafts, showsScheduled: future,
    url: try url.map { try SiteURL(parsing: $0) })
}

/// A post: its title and date, other lines of its front matter, and its text.
func postText(_ title: String, _ date: String = "2026-03-12", _ lines: String = "", body: String = "") -> MarkedText {
  MarkedText("---\ntitle: \(title)\ndate: \(date)\n\(lines.isEmpty ? "" : lines + "\n")---\n\(body)")
}

/// A series: its title, other lines of its front matter, and its introduction.
func seriesText(_ title: String, _ lines: String = "", body: String = "") -> MarkedText {
  MarkedText("---\ntitle: \(title)\n\(lines.isEmpty ? "" : lines + "\n")---\n\(body)")
}

extension PreparedSite {
  /// The parts of a series, as readers know them: posts by slug, `(Title)` for scheduled and `[Title]` for announced
  /// ones.
  func parts(_ id: String) -> [String] {
    let order = site.series.first { $0.id == id }?.order.parts ?? []
    return order.map { part in
      switch part {
      case .post(let post): site.posts[post].slug
      case .scheduled(let announcement): "(\(announcement.title))"
      case .announced(let announcement): "[\(announcement.title)]"
      }
    }
  }

  var slugs: [String] { site.posts.map(\.slug) }

  /// The page at `url` as text; nil if there is none.
  func html(_ url: String) -> String? {
    context.plan.pages.first { $0.url == url }.map { String(decoding: renderer.render($0), as: UTF8.self) }
  }

  /// The file at `path` of the output as text; nil if there is none.
  func output(_ path: String) -> String? {
    context.plan.outputs.first { $0.path == path }.flatMap { output in
      renderer.files(of: output).first.flatMap { file in
        if case .bytes(let bytes) = file.content { String(decoding: bytes, as: UTF8.self) } else { nil }
      }
    }
  }

  /// The paths of the output.
  var paths: [String] { context.plan.outputs.map(\.path) }
}
