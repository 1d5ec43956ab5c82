import Foundation
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite struct BuildRecordTests {
  @Test func `a file that was written in the tick in which the build began is not trusted`() async throws {
    let text: SiteText = ["posts/a.md": postText("A")]
    try await withTemporaryFolder(text.folder) { directory in
      let options = try options(now: "2026-06-01")
      let request = await BuildRequest(options, of: directory.path(), by: "/bin/sh")
      let newest = try #require(request.files?.newest)
      let site = await prepare(directory.path(), options)
      let output = OutputFolder(nil, ofSite: directory.path())
      _ = try await output.write(site.renderer.files)
      for (start, isTrusted) in [(newest + 1, false), (newest + FileStatus.tick + 1, true)] {
        await output.remember(
          request, begunAt: start, files: site.renderer.files, of: site, outline: await site.outline(asOf: start),
          notes: [], diagnostics: [])
        let record = await output.lastBuild(like: request)
        #expect((record?.answers(request) == true) == isTrusted)
      }
    }
  }

  /// What a build noted while it wrote is what a look at its files finds, also for those in folders that were there.
  @Test func `a site without templates is known by what its build noted`() async throws {
    let files = ["content/site.yml": "title: A\nurl: https://ann.dev/\n", "content/posts/a.md": postText("A").text]
    try await withTemporaryFolder(Folder(files)) { directory in
      let options = try options(now: "2026-06-01")
      let output = OutputFolder(nil, ofSite: directory.path())
      for name in ["b", "c"] {
        try Folder(["content/posts/\(name).md": postText(name).text]).write(to: directory)
        let request = await BuildRequest(options, of: directory.path(), by: "/bin/sh")
        let start = try #require(request.files?.newest) + FileStatus.tick + 1
        let site = await prepare(directory.path(), options)
        let written = WrittenFiles()
        _ = try await output.write(site.renderer.files, noting: written)
        await output.remember(
          request, begunAt: start, files: site.renderer.files, noted: written, of: site,
          outline: await site.outline(asOf: start), notes: [], diagnostics: [])
        #expect(await output.lastBuild(like: request)?.answers(request) == true)
      }
      try Folder(["templates/partials/head.mustache": "<!-- -->"]).write(to: directory)
      let changed = await BuildRequest(options, of: directory.path(), by: "/bin/sh")
      #expect(await output.lastBuild(like: changed)?.answers(changed) == false)
    }
  }

  @Test func `a site with a symbolic link is always built`() async throws {
    let text: SiteText = ["posts/a.md": postText("A"), "a.txt": "a"]
    try await withTemporaryFolder(text.folder) { directory in
      try FileManager.default.createSymbolicLink(
        at: directory.appending(path: "content/b.txt"), withDestinationURL: directory.appending(path: "content/a.txt"))
      let request = await BuildRequest(try options(now: "2026-06-01"), of: directory.path(), by: "/bin/sh")
      #expect(request.files == nil)
    }
  }

  @Test(arguments: [
    ("2026-12-31T22:59:59Z", true), ("2026-12-31T23:00:00Z", false), ("2026-01-02T00:00:00Z", true),
    ("2025-12-31T23:00:00Z", true), ("2025-12-31T22:00:00Z", false),
  ])
  func `a build is made again in another year of the site's calendar`(now: String, isSame: Bool) async throws {
    let text: SiteText = ["site.yml": "title: A\nurl: https://example.com/\ntimezone: Europe/Berlin\n"]
    try await withTemporaryFolder(text.folder) { directory in
      func request(_ now: String) async throws -> BuildRequest {
        let moment = try #require(ISO8601DateFormatter().date(from: now))
        let options = EditionOptions(clock: .instant(Int(moment.timeIntervalSince1970)))
        return await BuildRequest(options, of: directory.path(), by: "/bin/sh")
      }
      let first = try await request("2026-06-01T00:00:00Z")
      let site = await prepare(directory.path(), EditionOptions(clock: first.clock))
      let output = OutputFolder(nil, ofSite: directory.path())
      _ = try await output.write(site.renderer.files)
      let start = try #require(first.files?.newest) + FileStatus.tick + 1
      await output.remember(
        first, begunAt: start, files: site.renderer.files, of: site, outline: await site.outline(asOf: start),
        notes: [], diagnostics: [])
      let next = try await request(now)
      #expect(await output.lastBuild(like: next)?.answers(next) == isSame)
    }
  }

  /// The new bytes have the size of the old ones, and the same file, so only its time of change can tell.
  @Test func `a page that changes right after a build is noticed`() async throws {
    let text: SiteText = ["posts/a.md": postText("A")]
    try await withTemporaryFolder(text.folder) { directory in
      let options = try options(now: "2026-06-01")
      let request = await BuildRequest(options, of: directory.path(), by: "/bin/sh")
      let site = await prepare(directory.path(), options)
      let output = OutputFolder(nil, ofSite: directory.path())
      let page = directory.appending(path: "public/index.html")
      for _ in 0..<5 {
        let written = WrittenFiles()
        _ = try await output.write(site.renderer.files, noting: written)
        await output.remember(
          request, begunAt: try #require(request.files?.newest) + FileStatus.tick + 1, files: site.renderer.files,
          noted: written, of: site, outline: 0, notes: [], diagnostics: [])
        let bytes = try Data(contentsOf: page)
        try Data(repeating: 0, count: bytes.count).write(to: page)
        #expect(await output.lastBuild(like: request) == nil)
      }
    }
  }

  @Test func `a build for another URL is not trusted`() async throws {
    var texts: Set<String> = []
    for url in ["https://ann.dev", "https://bea.dev"] {
      let options = EditionOptions(clock: .instant(0), url: SiteURL(origin: url))
      texts.insert(await BuildRequest(options, of: "/nowhere", by: "/bin/sh").text)
    }
    #expect(texts.count == 2)
  }

  @Test func `a build by another program is not trusted`() async throws {
    let options = try options(now: "2026-06-01")
    let first = await BuildRequest(options, of: "/nowhere", by: "/bin/sh")
    let second = await BuildRequest(options, of: "/nowhere", by: "/bin/ls")
    let unknown = await BuildRequest(options, of: "/nowhere", by: nil)
    #expect(first.text != second.text)
    #expect(unknown.files == nil)
  }
}
