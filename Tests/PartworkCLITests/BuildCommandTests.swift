import Foundation
import TestSupport
import Testing

@Suite struct BuildCommandTests {
  private let site = Folder.site([
    "content/posts/a/index.md": Folder.post("", "![A dog](dog.png)\n"),
    "content/posts/a/dog.png": "GIF89a\u{1}\u{0}\u{1}\u{0}",
    "content/posts/b.md": "---\ntitle: B\ndate: 2026-05-01\n---\nText.\n",
    "content/posts/c.md": Folder.post("draft: true\n"),
  ])

  @Test func `a build writes to public and says what it left out`() async throws {
    let (outcome, built) = try await Program.run(["build", "--now", "2026-03-12"], in: site)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Built 8 pages in public: ") == true, "\(outcome.output)")
    #expect(
      lines.dropFirst() == [
        "Left out content/posts/b.md: goes live on 2026-05-01.", "Left out content/posts/c.md: a draft.",
      ])
    #expect(built["public/posts/a/index.html"]?.contains("A post") == true)
    #expect(built["public/posts/b/index.html"] == nil)
  }

  @Test func `a build says once what it leaves out because programs are missing`() async throws {
    var site = Folder.site(["content/posts/a.md": Folder.post("", "```swift\nlet a = 1\n```\n")])
    site["content/site.yml"] = "title: Test\nurl: https://example.com/\n"
    try await withTemporaryFolder(site) { directory in
      for _ in 1...2 {
        let outcome = try await Program.run(["build"], in: directory, environment: ["PATH": "/nowhere"])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(
          outcome.output.split(separator: "\n").dropFirst() == [
            """
            Left out what needs other programs: colours in code (highlight), share cards (rsvg-convert). \
            docs/install.md says how to install them.
            """
          ])
      }
    }
  }

  @Test func `a site in another folder is built there, with its images`() async throws {
    try await withTemporaryFolder(site) { directory in
      let outcome = try await Program.run(["build", "--site", directory.path()], in: URL(filePath: "/"))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Folder(reading: directory)["public/posts/a/dog.png"] == "GIF89a\u{1}\u{0}\u{1}\u{0}")
    }
  }

  @Test func `the clock can be set by an option or SOURCE_DATE_EPOCH`() async throws {
    let (_, later) = try await Program.run(["build", "--now", "2026-05-01"], in: site)
    #expect(later["public/posts/b/index.html"] != nil)
    let epoch = ["SOURCE_DATE_EPOCH": "1773302400"]
    let (_, then) = try await Program.run(["build"], in: site, environment: epoch)
    #expect(then["public/posts/b/index.html"] == nil)
  }

  @Test func `a site with errors is not built, and all errors are printed in order`() async throws {
    var wrong = site
    wrong["content/posts/a/index.md"] = "---\ntitle: A\ndate: 2026-02-30\nsereis: s\n---\n"
    wrong["content/authors/x.md"] = "---\nrole: R\n---\n"
    let (outcome, built) = try await Program.run(["build"], in: wrong, environment: ["TERM": "xterm-256color"])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        content/authors/x.md:1:1: error: `name` is missing
          hint: write `name: …`
        content/posts/a/index.md:3:7: error: `date`: there is no day `2026-02-30`
          hint: that month has 28 days
        content/posts/a/index.md:4:1: error: `sereis`: unknown key
          hint: did you mean `series`?
        3 errors; nothing was written.

        """, "plain text, since this is not a terminal")
    #expect(built == wrong)
  }

  @Test func `warnings stop only a strict build`() async throws {
    var site = site
    site["content/posts/a/index.md"] = Folder.post("part: 2\n")
    let (lenient, _) = try await Program.run(["build", "--now", "2026-03-12"], in: site)
    #expect(lenient.status == 0)
    #expect(lenient.errors.hasSuffix("1 warning.\n"))
    let (strict, built) = try await Program.run(["build", "--now", "2026-03-12", "--strict"], in: site)
    #expect(strict.status == 1)
    #expect(strict.errors.hasSuffix("1 warning; nothing was written.\n"))
    #expect(built["public/index.html"] == nil)
  }

  @Test func `an output folder that cannot be written is an error of the site`() async throws {
    var blocked = site
    blocked["public"] = "a file"
    let (outcome, _) = try await Program.run(["build"], in: blocked)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("public: error: the output folder `public` is not a folder\n"))
  }
}
