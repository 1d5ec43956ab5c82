import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import PartworkCLI

@Suite struct UsageTests {
  @Test(arguments: [
    ["bild"], ["build", "--fast"], ["build", "--now", "yesterday"], ["build", "--base-url", "example.com"],
    ["build", "--site", "nowhere"], ["check", "--site", "nowhere"], ["list", "everything"], ["new", "post"],
    ["new", "chapter", "About"], ["render"], ["render", "nowhere.md"], ["render", "."],
  ])
  func `wrong usage exits with 64, and prints only to standard error`(arguments: [String]) async throws {
    let (outcome, left) = try await Program.run(arguments, in: Folder.site([:]))
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("Error: ") && outcome.errors.contains("Usage: partwork"), "\(outcome.errors)")
    #expect(left == Folder.site([:]))
  }

  @Test(arguments: [
    (["build", "--output", ""], "The value of --output is empty"),
    (["check", "--site", ""], "The value of --site is empty"),
    (["build", "--base-url", ""], "The value of --base-url is empty"),
    (["import", "feed", "feed.xml", "--site", ""], "The value of --site is empty"),
    (["preview", "--host", ""], "The value of --host is empty"), (["init", ""], "An argument is empty"),
    (["new", "post", "A", "--slug", ""], "The value of --slug is empty"), (["publish", ""], "An argument is empty"),
    (["theme", "copy", ""], "An argument is empty"), (["render", ""], "An argument is empty"),
  ])
  func `an empty value is wrong usage, and nothing is written`(arguments: [String], message: String) async throws {
    let (outcome, left) = try await Program.run(arguments, in: Folder.site(["feed.xml": "<rss/>"]))
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix("Error: \(message); if it comes from a variable, set that first.\n"), "\(outcome.errors)"
    )
    #expect(left == Folder.site(["feed.xml": "<rss/>"]))
  }

  @Test(arguments: [
    "", "abc", "-1", "+1", "1.5", " 1", "1e9", "0x10", "253402300800", "99999999999999999999", "\u{1B}[31m",
  ])
  func `a malformed SOURCE_DATE_EPOCH is wrong usage`(value: String) async throws {
    for arguments in [["build"], ["list"], ["new", "series", "A"]] {
      let (outcome, left) = try await Program.run(
        arguments, in: Folder.site([:]), environment: ["SOURCE_DATE_EPOCH": value])
      #expect(outcome.status == 64)
      #expect(outcome.errors.hasPrefix("Error: SOURCE_DATE_EPOCH is `"), "\(outcome.errors)")
      #expect(!outcome.errors.contains("\u{1B}"))
      #expect(left == Folder.site([:]))
    }
  }

  @Test(arguments: ["0", "1773302400", "253402300799"])
  func `a SOURCE_DATE_EPOCH in the years 1970 to 9999 is read`(value: String) async throws {
    let (outcome, _) = try await Program.run(["list"], in: Folder.site([:]), environment: ["SOURCE_DATE_EPOCH": value])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [["init"], ["build"], ["import", "feed", "feed.xml"], ["new", "author", "Ann"]])
  func `in a folder that was deleted, nothing is written anywhere`(arguments: [String]) async throws {
    try await withTemporaryFolder { folder in
      let losing = "mkdir lost && cd lost && rmdir ../lost && exec \"$@\""
      let outcome = try await Program.run(arguments, in: folder, by: ["/bin/sh", "-c", losing, "sh"])
      #expect(outcome.status == 74 && outcome.output == "")
      #expect(
        outcome.errors.hasSuffix(
          "error: the current folder has been deleted\n  hint: change to another, such as with `cd`\n"))
      #expect(try Folder(reading: folder).paths == [])
    }
  }

  @Test(arguments: [4, 8, 15])
  func `with too few open files, every command says so and does nothing`(limit: Int) async throws {
    try await withTemporaryFolder(Folder.site(["content/posts/a.md": Folder.post()])) { site in
      let limiting = "ulimit -n \(limit) && exec \"$@\""
      let outcome = try await Program.run(["build"], in: site, by: ["/bin/sh", "-c", limiting, "sh"])
      #expect(outcome.status == 74 && outcome.output == "")
      #expect(
        outcome.errors
          == "error: no more than \(limit) files may be open here\n  hint: raise the limit with `ulimit -n`\n")
    }
  }

  #if os(Linux)
    @Test(.enabled(if: Program.canHideProc, "this user may not hide /proc"))
    func `without /proc, every command says so and does nothing`() async throws {
      try await withTemporaryFolder(Folder.site(["content/posts/a.md": Folder.post()])) { site in
        for arguments in [["build"], ["list"], ["--version"], []] {
          let outcome = try await Program.run(arguments, in: site, hidesProc: true)
          #expect(outcome.status == 74 && outcome.output == "")
          #expect(
            outcome.errors == "error: there is no `/proc`, which programs in Swift need on Linux\n  hint: mount it\n")
        }
        let left = try Folder(reading: site)
        #expect(left["public/index.html"] == nil)
      }
    }
  #endif

  @Test(arguments: [
    ["build", "--\u{1B}[2J"], ["list", "\u{9B}x"], ["render", "a\u{202E}b"], ["check", "--site", "\u{7}"],
  ])
  func `an argument does not control the terminal`(arguments: [String]) async throws {
    let (outcome, _) = try await Program.run(arguments, in: Folder.site([:]))
    #expect(outcome.status == 64 && outcome.errors.contains("<U+"), "\(outcome.errors)")
    #expect(!outcome.errors.unicodeScalars.contains { [0x1B, 0x9B, 0x202E, 0x7].contains($0.value) })
  }

  @Test func `an invalid value is explained`() async throws {
    let (outcome, _) = try await Program.run(["build", "--now", "2026-02-30"], in: Folder.site([:]))
    #expect(outcome.errors.contains("there is no day `2026-02-30`; that month has 28 days"))
    let (folder, _) = try await Program.run(["build", "--site", "nowhere"], in: Folder.site([:]))
    #expect(folder.errors.contains("There is no folder `nowhere`; --site takes the folder that contains content/."))
  }

  @Test(arguments: [
    ["build"], ["check"], ["list"], ["preview"], ["publish"], ["new"], ["new", "post"], ["new", "series"],
    ["new", "author"], ["new", "category"], ["new", "page"], ["render"],
  ])
  func `every command has help with an example`(command: [String]) async throws {
    let outcome = try await Program.run(command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\n  partwork \(command.joined(separator: " "))"), "\(outcome.output)")
  }

  @Test func `there are completions for shells`() async throws {
    for (shell, sign) in [("bash", "complete"), ("zsh", "#compdef partwork"), ("fish", "complete -c")] {
      let outcome = try await Program.run(["--generate-completion-script", shell])
      #expect(outcome.status == 0 && outcome.output.contains(sign))
    }
  }

  @Test func `a folder without a site says what is missing`() async throws {
    let (outcome, _) = try await Program.run(["check"], in: Folder())
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        content/site.yml: error: this site has no `content` folder
          hint: start a site with `partwork init`, or name the folder of one with `--site`
        1 error.

        """)
  }

  @Test func `the exit codes are those of docs/cli.md`() {
    struct UnexpectedError: Error {}
    #expect(PartworkCommand.report(UnexpectedError()) as? ExitCode == ExitCode(70))
    #expect(ExitCode.siteHasErrors == ExitCode(1) && ExitCode.diskFailed == ExitCode(74))
    #expect(ExitCode.validationFailure == ExitCode(64))
  }
}
