import PartworkDiagnostics
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Partwork

@Suite(.timeLimit(.minutes(3))) struct ExternalLinkTests {
  private static let hasCurl = ConditionTrait.enabled(
    if: (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/curl")
    }, "curl is not installed")

  /// The external links of a site, by URL, with their places.
  private func externalLinks(_ files: [String: String]) async throws -> [ExternalLink] {
    try await withTemporaryFolder(Folder(files)) { folder in
      await prepare(folder.path(), EditionOptions(clock: .instant(1_773_302_400))).context.externalLinks
    }
  }

  @Test func `each URL is listed once, with every place where it is written`() async throws {
    let links = try await externalLinks([
      "content/site.yml": "title: A\nurl: https://example.com/\nnavigation:\n- B: HTTPS://b.example/x#top\n",
      "content/posts/x.md":
        "---\ntitle: A\ndate: 2026-03-01\nauthor: ada\n---\n[B](https://b.example/x) [m](mailto:a@b.example) [i](/posts/x/) <https://example.com/none/>\n\n"
        + "![P](//c.example/p.png) [B](https://b.example/x#y)\n",
      "content/authors/ada.md": "---\nname: Ada\nurl: http://ada.example:8080\n---\n",
    ])
    #expect(
      links == [
        ExternalLink(
          url: "http://ada.example:8080",
          places: [SourceLocation("content/authors/ada.md", line: 3, column: 6)]),
        ExternalLink(
          url: "https://b.example/x",
          places: [
            SourceLocation("content/posts/x.md", line: 6, column: 5),
            SourceLocation("content/posts/x.md", line: 8, column: 29),
            SourceLocation("content/site.yml", line: 4, column: 6),
          ]),
        ExternalLink(
          url: "https://c.example/p.png", places: [SourceLocation("content/posts/x.md", line: 8, column: 6)]),
      ])
    #expect(links.map(\.host) == ["ada.example:8080", "b.example", "c.example"])
  }

  /// The warnings about paths on a server that answers with `respond`.
  private func fault(
    _ paths: [String], timeout: Double = 240, _ respond: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) async throws -> [String] {
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled, handler: ClosureHTTPHandler(respond))
    let running = Task { try await server.run() }
    defer { running.cancel() }
    try await server.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("the server has no port")
      return []
    }
    let origin = "http://127.0.0.1:\(port)"
    let links = paths.map { ExternalLink(url: origin + $0, places: [SourceLocation("a.md", line: 1)]) }
    return await ExternalLinkChecker(timeout: timeout).check(links).map { $0.message.replacing(origin, with: "") }
  }

  @Test(hasCurl) func `only links that do not work for readers are warnings`() async throws {
    let paths = ["/200", "/301", "/401", "/403", "/404", "/410", "/418", "/429", "/500", "/999"]
    let found = try await fault(paths) { request in
      let code = Int(request.path.dropFirst()) ?? 200
      let headers: HTTPHeaders = code == 301 ? [.location: "/200"] : [:]
      return HTTPResponse(statusCode: HTTPStatusCode(code, phrase: "x"), headers: headers)
    }
    #expect(
      found == [
        "/404 does not exist (404)", "/410 is gone for good (410)", "/418 cannot be opened (418)",
        "/500 causes an error on its server (500)",
      ])
  }

  @Test(hasCurl) func `a server that does not know HEAD is asked with GET`() async throws {
    let asked = Mutex<[String]>([])
    let found = try await fault(["/x"]) { request in
      asked.withLock { $0.append(request.method.rawValue) }
      return HTTPResponse(statusCode: request.method == .HEAD ? .methodNotAllowed : .ok)
    }
    #expect(found == [])
    #expect(asked.withLock { $0 } == ["HEAD", "GET"])
  }

  @Test(hasCurl) func `at most two links to one server are tried at once`() async throws {
    let counts = Mutex((now: 0, most: 0, all: 0))
    let found = try await fault((1...9).map { "/\($0)" }) { _ in
      counts.withLock { counts in
        counts.now += 1
        counts.all += 1
        counts.most = max(counts.most, counts.now)
      }
      try await Task.sleep(for: .milliseconds(20))
      counts.withLock { $0.now -= 1 }
      return HTTPResponse(statusCode: .ok)
    }
    #expect(found == [])
    let (_, most, all) = counts.withLock { $0 }
    #expect(most <= 2 && all == 9)
  }

  @Test(hasCurl) func `a page that is empty or large is a page`() async throws {
    let found = try await fault(["/empty", "/large"]) { request in
      // No HEAD, so that the answers to GET count.
      if request.method == .HEAD { return HTTPResponse(statusCode: .methodNotAllowed) }
      guard request.path == "/large" else { return HTTPResponse(statusCode: HTTPStatusCode(416, phrase: "x")) }
      return HTTPResponse(statusCode: .ok, body: Data(repeating: 0, count: 10_000_000))
    }
    #expect(found == [])
  }

  @Test(hasCurl) func `a server that is silent or missing`() async throws {
    let silent = try await fault(["/x"], timeout: 0.5) { _ in
      try await Task.sleep(for: .seconds(3))
      return HTTPResponse(statusCode: .ok)
    }
    #expect(silent == ["/x does not answer in time"])
    // Port 1 is reserved, and nothing listens there.
    let links = ["http://127.0.0.1:1/", "http://nowhere.invalid/", "http:///"].map { url in
      ExternalLink(url: url, places: [SourceLocation("a.md", line: 1), SourceLocation("b.md", line: 2)])
    }
    let found = await ExternalLinkChecker(timeout: 10).check(links)
    #expect(found.filter { $0.location?.file == "b.md" }.map(\.message) == found.prefix(3).map(\.message))
    #expect(
      found.prefix(3).map(\.message) == [
        "http:/// is not a URL that browsers can open",
        "http://127.0.0.1:1/ is on a server that does not answer",
        "http://nowhere.invalid/ is on a server that does not exist",
      ])
    #expect(found.allSatisfy { $0.severity == .warning })
  }
}
