import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  @Test func `a site without errors`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post(), "content/posts/b.md": Folder.post("draft: true\n")])
    let (outcome, left) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == "Checked 8 pages: no errors or warnings.\nLeft out content/posts/b.md: a draft.\n")
    #expect(left == site, "nothing is written")
  }

  @Test func `warnings are printed, and fail a strict check`() async throws {
    let site = Folder.site(["content/pages/about.md": "---\ntitle: About\n---\nText.\n"])
    let warning = """
      content/pages/about.md: warning: nothing links to this page
        hint: link to /about/ from a text, or add it to the `navigation` in content/site.yml
      1 warning.

      """
    let (outcome, _) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 0 && outcome.errors == warning)
    #expect(outcome.output == "Checked 8 pages: no errors.\n")
    let (strict, _) = try await Program.run(["check", "--strict"], in: site)
    #expect(strict.status == 1 && strict.errors == warning && strict.output == "")
  }

  @Test func `errors are printed before warnings, each in the order of their places`() async throws {
    let site = Folder.site([
      "content/posts/a.md": Folder.post("", "![](dog.png)\n\n[B](b.md)\n"),
      "content/dog.png": "GIF89a\u{1}\u{0}\u{1}\u{0}",
    ])
    let (outcome, _) = try await Program.run(["check"], in: site)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("  ") } == [
        "content/posts/a.md:5:5: error: there is no file `dog.png`",
        "content/posts/a.md:7:5: error: there is no file `b.md`",
        "content/posts/a.md:5:5: warning: the image `dog.png` has no alternative text", "2 errors, 1 warning.",
      ])
  }

  @Test func `drafts are checked on request`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post("draft: true\n", "[B](b.md)\n")])
    #expect(try await Program.run(["check"], in: site).outcome.status == 0)
    #expect(try await Program.run(["check", "--drafts"], in: site).outcome.status == 1)
  }

  private static let hasCurl =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/curl")
    }

  @Test(.enabled(if: hasCurl, "curl is not installed"))
  func `links to other sites are tried only on request`() async throws {
    // Port 1 is reserved, and nothing listens on it.
    let site = Folder.site(["content/posts/a.md": Folder.post("", "[A](http://127.0.0.1:1/x)\n")])
    let (without, _) = try await Program.run(["check"], in: site)
    #expect(without.errors == "")
    let (with, _) = try await Program.run(["check", "--external"], in: site)
    #expect(with.status == 0)
    #expect(
      with.errors.hasPrefix(
        "content/posts/a.md:5:5: warning: http://127.0.0.1:1/x is on a server that does not answer\n"),
      "\(with.errors)")
  }

  @Test func `links to other sites cannot be tried without curl`() async throws {
    let site = Folder.site(["content/posts/a.md": Folder.post("", "[A](http://127.0.0.1:1/x)\n")])
    let (outcome, _) = try await Program.run(["check", "--external"], in: site, environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == """
        error: links to other sites cannot be tried: the program `curl` was not found
          hint: install it, such as with `sudo apt install curl`
        1 error.

        """)
  }

  @Test(
    .enabled(if: hasCurl, "curl is not installed"),
    arguments: [
      ("HTTP/1.1 404 Not Found\r\n", "does not exist (404)"), ("HTTP/1.1 500 Oh", "breaks off its answer"),
      ("HTTP/1.1 200", "breaks off its answer"), ("", "breaks off its answer"), ("nonsense", "cannot be opened"),
    ])
  func `a server that breaks off its answer is a warning`(answer: String, fault: String) async throws {
    let server = try RudeServer(answer: answer)
    defer { server.stop() }
    let links = "[A](\(server.url)a) [B](\(server.url)b) [C](\(server.url)c)"
    let site = Folder.site(["content/posts/a.md": Folder.post("", links + "\n")])
    let (outcome, _) = try await Program.run(["check", "--external"], in: site)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("3 warnings."), "\(outcome.errors)")
    #expect(outcome.errors.contains(fault), "\(outcome.errors)")
    for name in ["a", "b", "c"] { #expect(outcome.errors.contains("warning: \(server.url)\(name) ")) }
  }
}

/// A server that sends each client the same bytes and closes the connection.
private final class RudeServer: Sendable {
  let url: String
  private let descriptor: Int32

  init(answer: String) throws {
    #if canImport(Darwin)
      let type = SOCK_STREAM
    #else
      let type = Int32(SOCK_STREAM.rawValue)
    #endif
    let listening = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(listening, address, length) == 0 && listen(listening, 20) == 0
          && getsockname(listening, address, &length) == 0
      }
    }
    guard isBound else { throw CocoaError(.fileReadUnknown) }
    descriptor = listening
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    Thread.detachNewThread {
      while true {
        let client = accept(listening, nil, nil)
        if client < 0 { return }
        var request = [UInt8](repeating: 0, count: 4096)
        _ = recv(client, &request, request.count, 0)
        let bytes = Array(answer.utf8)
        _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        close(client)
      }
    }
  }

  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }
}
