import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading publish targets") struct PublishSettingsTests {
  private func read(_ yaml: String) -> (settings: Settings, diagnostics: [Diagnostic]) {
    Settings.read(Array("title: A\nurl: https://example.com\npublish:\n\(yaml)\n".utf8))
  }

  @Test func `every type and its keys are read`() throws {
    let yaml = """
        default: server
        targets:
          pages:
            type: git
            repository: "git@example.com:me/site.git"
            branch: pages
            cname: www.example.com
            nojekyll: false
            history: orphan
          server: {type: rsync, destination: "me@host.example.com:/srv/site"}
          bucket: {type: rclone, remote: "s3:my-bucket/blog"}
          stick: {type: folder, path: /mnt/stick/site}
      """
    let publish = try #require(read(yaml).settings.publish)
    #expect(read(yaml).diagnostics == [])
    #expect(publish.targets.map(\.name.value) == ["pages", "server", "bucket", "stick"])
    #expect(publish.standard?.name.value == "server")
    guard case .git(let git) = publish.targets[0].destination, case .rsync(let rsync) = publish.targets[1].destination,
      case .rclone(let rclone) = publish.targets[2].destination,
      case .folder(let folder) = publish.targets[3].destination
    else {
      Issue.record("the types are wrong: \(publish.targets)")
      return
    }
    #expect(git.repository.value == "git@example.com:me/site.git")
    #expect(git.branch.value == "pages")
    #expect(git.cname?.value == "www.example.com")
    #expect(!git.nojekyll)
    #expect(git.history == .orphan)
    #expect(rsync.value == "me@host.example.com:/srv/site")
    #expect(rclone.value == "s3:my-bucket/blog")
    #expect(folder.value == "/mnt/stick/site")
  }

  @Test func `a single target needs no default, several do`() {
    let one = read("  targets:\n    a: {type: folder, path: /a}").settings.publish
    #expect(one?.standard?.name.value == "a")
    let two = read("  targets:\n    a: {type: folder, path: /a}\n    b: {type: folder, path: /b}").settings.publish
    #expect(two?.standard == nil)
  }

  @Test func `a git target has defaults`() {
    let publish = read("  targets:\n    a: {type: git, repository: /srv/site.git}").settings.publish
    guard case .git(let git)? = publish?.targets.first?.destination else {
      Issue.record("no git target")
      return
    }
    #expect(git.branch.value == "gh-pages")
    #expect(git.history == .append)
    #expect(git.nojekyll)
    #expect(git.cname == nil)
  }

  @Test(arguments: [
    ("  targets:\n    a: 1️⃣{type: rsync}", "`publish.targets.a.destination` is missing", nil),
    ("  targets:\n    a: 1️⃣{type: git}", "`publish.targets.a.repository` is missing", nil),
    ("  targets:\n    a: 1️⃣{type: rclone}", "`publish.targets.a.remote` is missing", nil),
    ("  targets:\n    a: 1️⃣{type: folder}", "`publish.targets.a.path` is missing", nil),
    ("  targets:\n    a: 1️⃣{path: /a}", "`publish.targets.a.type` is missing", nil),
    ("  targets:\n    a: {type: 1️⃣rsynk, destination: b}", "`rsynk` is not a valid `type`", "did you mean `rsync`?"),
    (
      "  targets:\n    a: {type: 1️⃣ftp}", "`ftp` is not a valid `type`",
      "write `folder`, `git`, `rsync` or `rclone`"
    ),
    (
      "  targets:\n    a: {type: folder, path: /a, 1️⃣pth: /b}", "`publish.targets.a.pth`: unknown key",
      "did you mean `path`?"
    ),
    ("  targets:\n    a: 1️⃣/srv/site", "`publish.targets.a` must be a map, not text", nil),
    ("  targets: 1️⃣[a]", "`publish.targets` must be a map, not a list", nil),
    (
      "  1️⃣target: {}\n  targets: {a: {type: folder, path: /a}}", "`publish.target`: unknown key",
      "did you mean `targets`?"
    ),
    (
      "  default: 1️⃣pags\n  targets:\n    pages: {type: folder, path: /a}",
      "`pags` is not one of `publish.targets`", "did you mean `pages`?"
    ),
    ("  1️⃣default: a", "`publish.targets` is missing", nil),
    ("  targets:\n    a: {type: git, repository: r, history: 1️⃣none}", "`none` is not a valid `history`", nil),
    ("  targets:\n    a: {type: git, repository: 1️⃣\"r\\ns\"}", "`r\ns` has a line break", "write it on one line"),
    ("  targets:\n    a: {type: folder, path: 1️⃣\"/a\\n\"}", "`/a\n` has a line break", "write it on one line"),
    ("  targets:\n    a: {type: rsync, destination: 1️⃣\"a:\\nb\"}", "`a:\nb` has a line break", "write it on one line"),
    (
      "  targets:\n    a: {type: rclone, remote: 1️⃣\"a:\\Lb\"}", "`a:\u{2028}b` has a line break", "write it on one line"
    ),
  ])
  func `an error is reported at its place`(yaml: String, message: String, hint: String?) {
    let text = MarkedText("title: A\nurl: https://example.com\npublish:\n\(yaml)\n")
    expectDiagnostics(
      Settings.read(Array(text.text.utf8)).diagnostics, [.error(message, at: 1, hint: hint)], in: text)
  }

  @Test(arguments: [
    "https://x.com/", "x.com/blog", "-x", "x-.com", "com", "a..com", ".com", "x.com.", "a b.com", "a_b.com",
    "192.0.2.1",
    "x.com:80", "a\\nb.com", "\(String(repeating: "a", count: 64)).com", "münchen.example", "*.x.com",
  ])
  func `a cname that is not a host name is an error`(name: String) {
    let text = MarkedText(
      "title: A\nurl: https://example.com\npublish:\n  targets:\n    a: {type: git, repository: r, cname: 1️⃣\"\(name)\"}\n"
    )
    let shown = name.replacing("\\n", with: "\n")
    expectDiagnostics(
      Settings.read(Array(text.text.utf8)).diagnostics, [.error("`\(shown)` is not a host name", at: 1)], in: text)
  }

  @Test(arguments: ["www.my-name.net", "WWW.My-Name.NET", "xn--mnchen-3ya.example", "a.b.c.d.example", "1.example"])
  func `a host name is read`(name: String) throws {
    let yaml = "  targets:\n    a: {type: git, repository: r, cname: \(name)}"
    #expect(read(yaml).diagnostics == [])
    guard case .git(let git)? = read(yaml).settings.publish?.targets.first?.destination else {
      Issue.record("no git target")
      return
    }
    #expect(git.cname?.value == name.lowercased())
  }

  @Test(arguments: [
    "-x", "@", "HEAD", "a..b", "a.lock", "a.lock/b", "/a", "a/", "a//b", ".a", "a/.b", "a b", "a~", "a^", "a:", "a?",
    "a*", "a[", "a\\\\b", "a@{b", "a.", "a\\nb", "a\\tb",
  ])
  func `a branch that git does not allow is an error`(name: String) {
    let text = MarkedText(
      "title: A\nurl: https://example.com\npublish:\n  targets:\n    a: {type: git, repository: r, branch: 1️⃣\"\(name)\"}\n"
    )
    let shown = name.replacing("\\n", with: "\n").replacing("\\t", with: "\t").replacing("\\\\", with: "\\")
    expectDiagnostics(
      Settings.read(Array(text.text.utf8)).diagnostics,
      [.error("`\(shown)` is not a name that git allows for a branch", at: 1)], in: text)
  }

  @Test(arguments: ["gh-pages", "a/b", "é", "a@b", "feature/x.y", "@a", "HEAD/x", "{a}", "a.lockx", "a/-b"])
  func `a branch that git allows is read`(name: String) {
    #expect(read("  targets:\n    a: {type: git, repository: r, branch: \"\(name)\"}").diagnostics == [])
  }
}
