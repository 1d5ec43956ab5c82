import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import Partwork

/// The place of a new post in its series.
@Suite struct NewPartTests {
  private let settings = "title: A\nurl: https://example.com/\n"

  /// What a post "New part" of the series "s" becomes in a site with `files`.
  private func add(
    to files: [String: String], title: String = "New part", date: DateInput? = nil, part: Int? = nil,
    isDraft: Bool = false
  ) async throws -> (added: (file: String, notes: [String]), post: PostSource?, site: Folder) {
    let folder = Folder(files.merging(["content/site.yml": settings]) { own, _ in own })
    return try await withTemporaryFolder(folder) { directory in
      let post = NewPost(title: title, date: date, series: "s", part: part, isDraft: isDraft)
      let added = try await Partwork.add(.post(post), to: directory.path(), clock: .instant(1_773_358_200))
      let site = try Folder(reading: directory)
      #expect(!(await readContent(site: directory.path()).diagnostics.hasErrors), "what was written can be read")
      return (added, readPost(site[added.file] ?? ""), site)
    }
  }

  private func member(_ part: String = "") -> String { "---\ntitle: P\ndate: 2026-01-01\nseries: s\n\(part)---\n" }

  @Test func `the first part of a series is part 1`() async throws {
    let (_, post, _) = try await add(to: ["content/series/s.md": "---\ntitle: S\n---\n"])
    #expect(post?.part?.value == 1)
  }

  @Test func `the next part follows the highest number, including drafts`() async throws {
    let (_, post, _) = try await add(to: [
      "content/series/s.md": "---\ntitle: S\n---\n", "content/posts/a.md": member("part: 1\n"),
      "content/posts/b.md": member("part: 4\ndraft: true\n"),
    ])
    #expect(post?.part?.value == 5)
  }

  @Test func `a series ordered by date needs no number`() async throws {
    let (added, post, _) = try await add(to: [
      "content/series/s.md": "---\ntitle: S\n---\n", "content/posts/a.md": member(),
    ])
    #expect(post?.part == nil && post?.series.map(\.value) == ["s"])
    #expect(added.notes == [])
  }

  @Test(arguments: ["  - ", "- ", "    -   "], ["\n", "\r\n"])
  func `a list of parts gets one more line, and is otherwise unchanged`(lead: String, end: String) async throws {
    let before = ["---", "title: S # a comment", "parts: # in order", lead + "a", "", "# below"].map { $0 + end }
      .joined()
    let after = ["status: paused", "---", "Body"].map { $0 + end }.joined()
    let (added, post, site) = try await add(to: [
      "content/posts/a.md": member(), "content/series/s.md": before + after,
    ])
    let list = before.replacing("\(lead)a\(end)", with: "\(lead)a\(end)\(lead)new-part\(end)")
    #expect(site["content/series/s.md"] == list + after)
    #expect(post?.part == nil)
    #expect(
      added.notes == [
        "Added `- new-part` to content/series/s.md as entry 2 of its `parts`: move it if it belongs earlier."
      ])
  }

  private let announcing = """
    ---
    title: S
    parts:
      - a
      - title: New part
        date: 2026-05-01
        description: >-
          What it will
          be about.

      - title: Another
    ---

    """

  @Test func `a post replaces its announcement`() async throws {
    let (added, post, site) = try await add(to: ["content/posts/a.md": member(), "content/series/s.md": announcing])
    #expect(
      site["content/series/s.md"] == "---\ntitle: S\nparts:\n  - a\n  - new-part\n\n  - title: Another\n---\n")
    #expect(post?.description == "What it will be about.")
    #expect(post?.date?.value == DateInput(year: 2026, month: 5, day: 1))
    #expect(
      added.notes == [
        "Replaced entry 2 of the `parts` of content/series/s.md, which announced this post, with `- new-part`.",
        "Readers will see it from 2026-05-01 on.",
      ])
  }

  @Test(arguments: [
    ("2026-03-12", "2026-03-12", nil),
    ("2026-01-31", "2026-01-31", "Its date is 2026-01-31, which was announced: change `date:` if it appears later."),
    ("2026-12-24T18:00:00Z", "2026-12-24T18:00:00Z", "Readers will see it from 2026-12-24 on."),
    (nil, "2026-03-12", nil),
  ])
  func `a post takes the date that was announced`(announced: String?, date: String, note: String?) async throws {
    let series = """
      ---
      title: S
      parts:
        - title: NEW PART!\(announced.map { "\n    date: \($0)" } ?? "")
      ---

      """
    let (added, _, site) = try await add(to: ["content/series/s.md": series])
    #expect(site[added.file] == "---\ntitle: New part\ndate: \(date)\nseries: s\n---\n\n")
    #expect(Array(added.notes.dropFirst()) == (note.map { [$0] } ?? []))
    #expect(site["content/series/s.md"] == "---\ntitle: S\nparts:\n  - new-part\n---\n")
  }

  @Test func `a date that was asked for wins over the announced one`() async throws {
    let date = DateInput(year: 2026, month: 2, day: 2)
    let (added, post, _) = try await add(
      to: ["content/posts/a.md": member(), "content/series/s.md": announcing], date: date)
    #expect(post?.date?.value == date)
    #expect(added.notes.count == 1)
  }

  @Test(arguments: [(1, ["new-part", "a", "b"]), (2, ["a", "new-part", "b"]), (3, ["a", "b", "new-part"])])
  func `a number is a place in the list of parts`(part: Int, order: [String]) async throws {
    let (added, post, site) = try await add(
      to: [
        "content/posts/a.md": member(), "content/posts/b.md": member(),
        "content/series/s.md": "---\ntitle: S\nparts:\n- a\n- b\n---\n",
      ], part: part)
    #expect(post?.part == nil)
    #expect(readSeries(site["content/series/s.md"] ?? "")?.parts?.map(\.slug) == order)
    #expect(added.notes == ["Added `- new-part` to content/series/s.md as entry \(part) of its `parts`."])
  }

  @Test func `a number is written where the posts have numbers`() async throws {
    let files = ["content/series/s.md": "---\ntitle: S\n---\n", "content/posts/a.md": member("part: 1\n")]
    #expect(try await add(to: files, part: 5).post?.part?.value == 5)
    await #expect(throws: WriteError.self) { try await add(to: files, part: 1) }
  }

  @Test(arguments: [1, 3, 4]) func `a number must be that of the announced part`(part: Int) async throws {
    let files = ["content/posts/a.md": member(), "content/series/s.md": announcing]
    do {
      _ = try await add(to: files, part: part)
      Issue.record("it is refused")
    } catch WriteError.site(let diagnostics) {
      #expect(diagnostics.map(\.message) == ["the series announces this post as part 2"])
    }
    let (_, _, site) = try await add(to: files, part: 2)
    #expect(site["content/series/s.md"]?.contains("  - a\n  - new-part\n") == true)
  }

  @Test func `a number of a part that is announced with another title keeps the announcement`() async throws {
    let (added, post, site) = try await add(
      to: ["content/posts/a.md": member(), "content/series/s.md": announcing], title: "Else", part: 2)
    #expect(
      site["content/series/s.md"] == announcing.replacing("  - title: New part", with: "  - else\n  - title: New part"))
    #expect(post?.date?.value == DateInput(year: 2026, month: 3, day: 12))
    #expect(
      added.notes == [
        "Added `- else` to content/series/s.md as entry 2 of its `parts`, before the part it announces: remove that entry if "
          + "this is it."
      ])
  }

  @Test func `a number must not leave a gap in the list of parts`() async throws {
    let files = ["content/posts/a.md": member(), "content/series/s.md": "---\ntitle: S\nparts:\n- a\n---\n"]
    do {
      _ = try await add(to: files, part: 3)
      Issue.record("it is refused")
    } catch WriteError.site(let diagnostics) {
      #expect(
        diagnostics.map(\.message) == ["part 3 would leave a gap: the next part is part 2"])
      #expect(diagnostics.map(\.hint) == ["write `--part 2`, or leave it out"])
    }
  }

  @Test func `the announcement stays while the part is a draft`() async throws {
    let (_, _, site) = try await add(
      to: ["content/posts/a.md": member(), "content/series/s.md": announcing], isDraft: true)
    #expect(
      site["content/series/s.md"]
        == announcing.replacing("  - title: New part", with: "  - new-part\n  - title: New part"))
  }

  @Test(arguments: [
    "parts: [a, {title: New part, description: \"In }\"}]", "parts: [a,]", "parts: [a] # not [b]",
    "parts:\n  - a\n  - title: New part # soon\n",
    "parts: [\n  a,\n]\n", "parts:\n  - &x a\n  - {title: New part, description: *x}\n",
  ])
  func `a list that cannot be edited safely is left to the writer`(list: String) async throws {
    let file = "---\ntitle: S\n\(list.hasSuffix("\n") ? list : list + "\n")---\n"
    let (added, _, site) = try await add(to: ["content/posts/a.md": member(), "content/series/s.md": file])
    #expect(site["content/series/s.md"] == file)
    #expect(added.notes.count == 1 && added.notes[0].contains("`- new-part`"), "\(added.notes)")
  }

  @Test(arguments: [
    ("[a]", "[a, new-part]"), ("[ a, {title: Été} ]", "[ a, {title: Été}, new-part ]"),
    ("[{title: New part}, a]", "[new-part, a]"),
    ("[{title: Été}, {title: New part, date: 2026-05-01}] # in order", "[{title: Été}, new-part] # in order"),
  ])
  func `a list on one line gets one more entry, and is otherwise unchanged`(before: String, after: String) async throws
  {
    func series(_ list: String) -> String { "---\ntitle: S\nparts: \(list)\nstatus: paused\n---\nBody" }
    let (_, _, site) = try await add(to: ["content/posts/a.md": member(), "content/series/s.md": series(before)])
    #expect(site["content/series/s.md"] == series(after))
  }

  @Test func `permissions and links of the series file are kept`() async throws {
    let folder = Folder([
      "content/site.yml": settings, "content/posts/a.md": member(), "real.md": "---\ntitle: S\nparts:\n- a\n---\n",
      "content/series/x": "",
    ])
    try await withTemporaryFolder(folder) { directory in
      let manager = FileManager.default
      try manager.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: directory.appending(path: "real.md").path())
      try manager.createSymbolicLink(
        atPath: directory.appending(path: "content/series/s.md").path(), withDestinationPath: "../../real.md")
      let post = NewPost(title: "B", series: "s")
      _ = try await Partwork.add(.post(post), to: directory.path(), clock: .instant(0))
      let site = try Folder(reading: directory)
      #expect(site["real.md"] == "---\ntitle: S\nparts:\n- a\n- b\n---\n")
      let attributes = try manager.attributesOfItem(atPath: directory.appending(path: "real.md").path())
      #expect(attributes[.posixPermissions] as? Int == 0o640)
      #expect(site.paths.filter { $0.contains("partwork") } == [], "no temporary file is left")
    }
  }
}
