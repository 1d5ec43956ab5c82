import Foundation
import Testing

/// docs/cli.md names all commands and options that exist, and no others.
@Suite struct DocumentationTests {
  @Test func `the page names every command, argument and option`() async throws {
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/cli.md"),
      encoding: .utf8)
    let outcome = try await Program.run(["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(outcome.output.utf8))
    var waiting = [(name: "partwork", command: dump.command)]
    var known: Set = ["generate-completion-script"]
    while let (name, command) = waiting.popLast() {
      if command.commandName == "help" || command.shouldDisplay == false { continue }
      #expect(page.contains(name), "`\(name)` is not in docs/cli.md")
      for argument in command.arguments ?? [] {
        for option in argument.names ?? [] where option.kind == "long" {
          known.insert(option.name)
          #expect(page.contains("`--\(option.name)"), "`--\(option.name)` of `\(name)` is not in docs/cli.md")
        }
      }
      waiting += (command.subcommands ?? []).map { ("\(name) \($0.commandName)", $0) }
    }
    for option in page.split(separator: "`--").dropFirst().map({ $0.prefix { $0.isLetter || $0 == "-" } })
    where option.first?.isLetter == true {
      #expect(known.contains(String(option)), "there is no `--\(option)`")
    }
  }

  @Test(arguments: [
    "README.md", "action.yml", "docs/install.md", "docs/publishing.md", "packaging/partwork.rb",
  ])
  func `every file that names a version names this one`(file: String) async throws {
    let version = try await Program.run(["--version"]).output.trimmingCharacters(in: .newlines)
    let text = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(file)"), encoding: .utf8
    )
    let named = text.matches(of: /(?:partwork-|partwork@v|\/v|version "|default: )([0-9]+\.[0-9]+\.[0-9]+)/).map(\.1)
    #expect(!named.isEmpty && named.allSatisfy { $0 == version })
  }

  /// The parts of `--experimental-dump-help` that this test needs.
  private struct Dump: Decodable {
    struct Command: Decodable {
      let commandName: String
      let shouldDisplay: Bool?
      let arguments: [Argument]?
      let subcommands: [Command]?
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }

      let names: [Name]?
    }

    let command: Command
  }
}
