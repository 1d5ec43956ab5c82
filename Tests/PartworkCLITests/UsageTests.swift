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
