import Foundation
import TestSupport
import Testing

@Suite struct PublishCommandTests {
  private static func site(url: String = "https://ann.dev/", targets: String) -> Folder {
    Folder.site([
      "content/site.yml": "title: A\nurl: \(url)\npublish: {targets: \(targets)}\n",
      "content/posts/a.md": Folder.post("", "[gone](gone.md)\n"),
    ])
  }

  @Test(arguments: [["publish", "sever"], ["publish", "Server", "--dry-run"], ["publish", "x"], ["publish"]])
  func `a wrong target is reported before the errors of the site`(arguments: [String]) async throws {
    let targets = "{server: {type: folder, path: there}, stick: {type: folder, path: stick}}"
    let (outcome, left) = try await Program.run(arguments, in: Self.site(targets: targets))
    #expect(outcome.status == 1)
    let first = outcome.errors.split(separator: "\n").first ?? ""
    #expect(first.hasPrefix("error: there is no target") || first.hasPrefix("error: there are several targets"))
    #expect(!outcome.errors.contains("gone.md"), "\(outcome.errors)")
    #expect(left["public/index.html"] == nil)
  }

  @Test func `what the build did not make is not sent, which is said in one line`() async throws {
    var site = Self.site(targets: "{server: {type: folder, path: there}}")
    site["content/posts/a.md"] = nil
    site["public/.env"] = "SECRET=1"
    site["public/.gitkeep"] = ""
    let (outcome, left) = try await Program.run(["publish"], in: site)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(left["there/index.html"] != nil && left["there/.env"] == nil && left["public/.env"] == "SECRET=1")
    #expect(
      outcome.errors.contains(
        """
        warning: the build did not make `.env` in `public/`: not sent
          hint: move what readers need to `content/`

        """), "\(outcome.errors)")
  }

  @Test func `what a program prints does not control the terminal`() async throws {
    var site = Self.site(targets: "{server: {type: rsync, destination: there}}")
    site["content/posts/a.md"] = nil
    site["bin/rsync"] = "#!/bin/sh\nprintf 'a\\033[2Jb\\tc\\302\\233d\\342\\200\\256e\\n' >&2\nexit 12\n"
    try await withTemporaryFolder(site) { directory in
      let bin = directory.appending(path: "bin")
      chmod(bin.appending(path: "rsync").path(), 0o755)
      let path = "\(bin.path()):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
      let outcome = try await Program.run(["publish"], in: directory, environment: ["PATH": path])
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("  | a<U+001B>[2Jb\tc<U+009B>d<U+202E>e\n"), "\(outcome.errors)")
    }
  }

  @Test func `errors in the settings are reported, and no target is missed`() async throws {
    let (outcome, _) = try await Program.run(["publish", "sever"], in: Self.site(targets: "{server: {type: flder}}"))
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("did you mean `folder`?") && !outcome.errors.contains("no target"))
  }

  @Test func `a site at an example's URL is not sent`() async throws {
    var site = Self.site(url: "https://example.com/", targets: "{server: {type: folder, path: there}}")
    site["content/posts/a.md"] = nil
    let (outcome, left) = try await Program.run(["publish"], in: site)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix(
        "content/site.yml:2:6: error: the `url` of the site, `https://example.com`, is only an example\n"))
    #expect(left["there/index.html"] == nil)
    site["content/site.yml"] = site["content/site.yml"]?.replacing("example.com", with: "ann.dev")
    let (done, published) = try await Program.run(["publish"], in: site)
    #expect(done.status == 0, "\(done.errors)")
    #expect(published["there/index.html"] != nil)
  }
}
