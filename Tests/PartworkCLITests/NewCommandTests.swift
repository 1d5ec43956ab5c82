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
}
