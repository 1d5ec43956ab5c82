import Foundation
import TestSupport
import Testing

@Suite struct RenderCommandTests {
  @Test func `standard input becomes HTML, with links as written`() async throws {
    let outcome = try await Program.run(["render", "-"], input: "A *b* [c](d.md#e)\n")
    #expect(outcome.status == 0)
    #expect(outcome.output == "<p>A <em>b</em> <a href=\"d.md#e\">c</a></p>\n")
    #expect(outcome.errors == "")
  }

  @Test func `a file is read without its front matter`() async throws {
    let (outcome, _) = try await Program.run(["render", "a.md"], in: Folder(["a.md": "---\ntitle: A\n---\nText\n"]))
    #expect(outcome.output == "<p>Text</p>\n")
  }

  @Test func `a warning names what is left out and its line in the file`() async throws {
    let file = Folder(["a.md": "---\ntitle: A\n---\nText\n\n<b>bold</b>\n"])
    let (outcome, _) = try await Program.run(["render", "a.md"], in: file)
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("a.md:6:1: warning: raw HTML"), "\(outcome.errors)")
  }

  @Test func `text that cannot be parsed exits with 1`() async throws {
    let file = Folder(["a.md": "---\ntitle: A\n---\n\n" + String(repeating: "![[]()", count: 30_000) + "\n"])
    let (outcome, _) = try await Program.run(["render", "a.md"], in: file)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(
      outcome.errors.hasPrefix("a.md:5: error: this paragraph has too many links and unclosed images"),
      "\(outcome.errors)")
  }

  @Test func `plain CommonMark has no extensions, front matter or typography`() async throws {
    let text = "---\na: \"b\"\n---\n~~c~~ <b>d</b>\n"
    let outcome = try await Program.run(["render", "--commonmark", "-"], input: text)
    #expect(outcome.output == "<hr />\n<h2>a: &quot;b&quot;</h2>\n<p>~~c~~ <b>d</b></p>\n")
    #expect(outcome.errors == "")
  }

  @Test func `text that is not UTF-8 is repaired`() async throws {
    let file = Folder(["a.md": Data([0x41, 0xFF, 0x42, 0x0A])])
    let (outcome, _) = try await Program.run(["render", "--commonmark", "a.md"], in: file)
    #expect(outcome.output == "<p>A\u{FFFD}B</p>\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full, as on Linux"))
  func `a full disk exits with 74`() async throws {
    let outcome = try await Program.run(["render", "-"], input: "Text\n", outputPath: "/dev/full")
    #expect(outcome.status == 74)
    #expect(
      outcome.errors == """
        error: could not write to standard output: No space left on device
          hint: check where it goes: a disk may be full, or a program may have ended

        """)
  }

  /// script/conformance runs the program on the whole specification; this is every 40th example.
  @Test(.enabled(if: Specification.exists, "needs the CommonMark specification beside the repository"))
  func `examples from the specification are rendered byte for byte`() async throws {
    let examples = try Specification.examples()
    #expect(examples.count == 652)
    for example in stride(from: 0, to: examples.count, by: 40).map({ examples[$0] }) {
      let outcome = try await Program.run(["render", "-", "--commonmark"], input: example.markdown)
      #expect(outcome.output == example.html, "example of \(example.markdown)")
    }
  }
}

/// The examples of the CommonMark specification, version 0.30.
private enum Specification {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/conformance/commonmark-0.30.txt")

  static var exists: Bool { FileManager.default.fileExists(atPath: file.standardizedFileURL.path()) }

  /// An example is between two fences of 32 backquotes; a line with a single dot separates its halves, and arrows are
  /// tabs.
  static func examples() throws -> [(markdown: String, html: String)] {
    let fence = String(repeating: "`", count: 32)
    let text = try String(contentsOf: file, encoding: .utf8).replacing("→", with: "\t")
    return text.components(separatedBy: "\n\(fence) example\n").dropFirst().compactMap { rest in
      guard let end = rest.range(of: "\n\(fence)\n") else { return nil }
      let halves = "\n\(rest[..<end.lowerBound])\n".components(separatedBy: "\n.\n")
      guard halves.count == 2 else { return nil }
      return (String((halves[0] + "\n").dropFirst()), halves[1])
    }
  }
}
