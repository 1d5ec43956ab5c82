import Foundation
import TestSupport
import Testing

@Suite struct NewCommandTests {
  @Test func `a new series, author and posts build without warnings`() async throws {
    try await withTemporaryFolder(.site([:])) { site in
      let series = try await Program.run(["new", "series", "Letters: from the garden"], in: site)
      #expect(series.output == "content/series/letters-from-the-garden.md\n")
      #expect(
        series.errors == "Write its parts with `partwork new post \"…\" --series letters-from-the-garden`.\n")
      let author = try await Program.run(["new", "author", "The editors", "--id", "eds"], in: site)
      #expect(author.output == "content/authors/eds.md\n")
      for number in 1...3 {
        let post = try await Program.run(
          ["new", "post", "Letter \(number)", "--series", "letters-from-the-garden", "--now", "2026-03-12"], in: site)
        #expect(post.status == 0 && post.errors == "", "\(post.errors)")
        #expect(post.output == "content/posts/letter-\(number).md\n")
      }
      let files = try Folder(reading: site)
      #expect(
        files["content/posts/letter-3.md"]
          == "---\ntitle: Letter 3\ndate: 2026-03-12\nauthor: eds\nseries: letters-from-the-garden\npart: 3\n---\n\n")
      let built = try await Program.run(["build", "--strict"], in: site)
      #expect(built.status == 0 && built.errors == "", "\(built.errors)")
    }
  }

  @Test func `the printed path works in the shell`() async throws {
    try await withTemporaryFolder(Folder.site([:])) { directory in
      let outcome = try await Program.run(
        ["new", "post", "A", "--folder", "--draft", "--site", directory.path()], in: URL(filePath: "/"))
      #expect(outcome.output == "\(directory.path())/content/posts/a/index.md\n")
    }
  }

  @Test func `nothing is overwritten`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post()])
    let (outcome, left) = try await Program.run(["new", "post", "A"], in: site)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        content/posts/a.md: error: this file already exists and is left unchanged
          hint: choose another title, or another slug with `--slug`

        """)
    #expect(left == site)
  }

  @Test func `an unknown series is an error with a suggestion`() async throws {
    let site = Folder.site(["content/series/mentorship.md": "---\ntitle: M\n---\n"])
    let (outcome, left) = try await Program.run(["new", "post", "A", "--series", "mentorhsip"], in: site)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "error: there is no series `mentorhsip`\n  hint: did you mean `mentorship`?\n")
    #expect(left == site)
  }

  @Test func `every option of a post is written`() async throws {
    let site = Folder.site([
      "content/authors/ann.md": "---\nname: Ann\n---\n", "content/authors/bo.md": "---\nname: Bo\n---\n",
      "content/series/s.md": "---\ntitle: S\n---\n",
    ])
    let (outcome, left) = try await Program.run(
      [
        "new", "post", "A", "--author", "ann", "--author", "bo", "--category", "Letters", "--category", "Salt",
        "--series", "s", "--part", "2", "--date", "2026-03-12T09:30", "--draft",
      ], in: site)
    #expect(outcome.status == 0 && outcome.output == "content/posts/a.md\n", "\(outcome.errors)")
    #expect(
      left["content/posts/a.md"] == """
        ---
        title: A
        date: 2026-03-12T09:30:00Z
        authors: [ann, bo]
        series: s
        part: 2
        categories: [Letters, Salt]
        draft: true
        ---


        """)
  }

  @Test func `a category and a page build`() async throws {
    try await withTemporaryFolder(.site([:])) { site in
      for (command, path) in [
        (["category", "Working relationships"], "categories/working-relationships"),
        (["page", "About us"], "pages/about-us"),
        (["page", "The team", "--path", "about/team"], "pages/about/team"),
        (["category", "C#", "--slug", "c-sharp"], "categories/c-sharp"),
      ] {
        let outcome = try await Program.run(["new"] + command, in: site)
        #expect(outcome.output == "content/\(path).md\n", "\(outcome.errors)")
      }
      let built = try await Program.run(["build"], in: site)
      #expect(built.status == 0, "\(built.errors)")
    }
  }

  @Test(arguments: [
    (["post", "A", "--part", "2"], "--part needs --series"),
    (["post", "A", "--series", "s", "--part", "0"], "--part must be 1 or more"),
    (["post", "A", "--date", "2026-02-30"], "there is no day `2026-02-30`"),
    (["page", "A", "--edit"], "export EDITOR=nano"),
  ])
  func `wrong usage is explained, and nothing is written`(arguments: [String], message: String) async throws {
    let site = Folder.site([:])
    let (outcome, left) = try await Program.run(
      ["new"] + arguments, in: site, environment: ["EDITOR": "", "VISUAL": " "])
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
    #expect(left == site)
  }

  @Test(arguments: [
    ["EDITOR": "./editor"], ["EDITOR": "false", "VISUAL": "sh editor --wait"], ["VISUAL": "'./my editor'"],
  ])
  func `the file is opened in the editor`(environment: [String: String]) async throws {
    let script = "#!/bin/sh\nfor file; do :; done\necho \"$@\" > arguments\necho Text >> \"$file\"\nexit 3\n"
    try await withTemporaryFolder(.site(["editor": script, "my editor": script])) { directory in
      for name in ["editor", "my editor"] {
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: "\(directory.path())/\(name)")
      }
      let outcome = try await Program.run(
        ["new", "author", "Ann; Bo", "--edit"], in: directory, environment: environment)
      #expect(outcome.output == "content/authors/ann-bo.md\n", "\(outcome.errors)")
      #expect(outcome.status == 3, "the editor's own exit code")
      let site = try Folder(reading: directory)
      #expect(site["content/authors/ann-bo.md"] == "---\nname: Ann; Bo\n---\n\nText\n")
      #expect(site["arguments"]?.hasSuffix("content/authors/ann-bo.md\n") == true)
    }
  }
}
