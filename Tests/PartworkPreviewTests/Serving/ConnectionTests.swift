import Foundation
import Testing

@testable import PartworkPreview

@Suite struct ConnectionTests {
  private static func answer(_ text: String, _ preview: RunningPreview) async throws -> String {
    let connection = try RawConnection(port: preview.port)
    connection.send(text)
    return await connection.read { _ in false }
  }

  @Test func `requests sent at once are answered in order, and bodies skipped`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let text = try await Self.answer(
        """
        GET /notes.txt HTTP/1.1\r\nHost: localhost\r\n\r\n\
        POST /notes.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nGET / \
        HEAD /notes.txt HTTP/1.1\r\nHost: localhost\r\n\r\n\
        GET /posts/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n
        """, preview)
      let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(statuses == ["200", "405", "200", "308"])
    }
  }

  @Test func `an HTTP 1.0 client is answered, and the connection closed`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let response = try RawResponse(
        try await Self.answer("GET /notes.txt HTTP/1.0\r\nHost: localhost\r\n\r\n", preview))
      #expect(response.status == 200)
      #expect(response["Connection"] == "close")
      #expect(response.body == "0123456789")
    }
  }

  @Test(arguments: [
    ("nonsense\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: localhost\r\nHost: x\r\n\r\n", 400),
    ("BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405),
  ])
  func `a request that cannot be answered gets an error status`(text: String, status: Int) async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      #expect(try RawResponse(try await Self.answer(text, preview)).status == status)
    }
  }

  @Test(arguments: ["\r\n", "\n", "\r\n\n\r\n"])
  func `empty lines may come first`(lines: String) async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let request = "\(lines)GET /notes.txt HTTP/1.1\r\nHost: localhost\r\n"
      let text = try await Self.answer("\(request)\r\n\(request)Connection: close\r\n\r\n", preview)
      #expect(text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["200", "200"])
    }
  }

  @Test(arguments: [("", "\n"), ("", "\r\n"), ("", "\r"), ("GET / HTTP/1.1\n", "a\n")])
  func `a head of many short lines is refused in linear time`(start: String, line: String) async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let clock = ContinuousClock.now
      let lines = start + String(repeating: line, count: 66_000 / line.utf8.count)
      for _ in 0..<3 { #expect(try RawResponse(try await Self.answer(lines, preview)).status == 431) }
      #expect(ContinuousClock.now - clock < .seconds(120), "it takes quadratic time")
    }
  }

  @Test func `a long head is read in linear time, and an endless one is refused`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let start = ContinuousClock.now
      let long = String(repeating: "a", count: 60_000)
      for _ in 0..<20 { #expect(try await preview.get("/\(long)").status == 400) }
      #expect(try await preview.get("/notes.txt", headers: ["Cookie": long]).body == "0123456789")
      let endless = String(repeating: "a", count: 1_000_000)
      #expect(try await preview.get("/\(endless)").status == 431)
      #expect(ContinuousClock.now - start < .seconds(120), "it takes quadratic time")
    }
  }

  // One after the other: with more than 1,365 files open, Foundation's `Process` reads past its list of them, and the
  // other tests run programs.
  @Test(
    .serialized,
    arguments: ["", "GET /notes.txt HTTP/1.1\r\nHost: localh", "GET /notes.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"])
  func `idle connections make room for new ones, and those that are in use stay`(text: String) async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      let events = try RawConnection(port: preview.port)
      events.send("GET /.partwork/events?path=/&id=me HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(await events.read { $0.contains("data:") }.contains("event: state"))
      var idle: [RawConnection] = []
      for _ in 0..<OpenConnections().most + 20 {
        idle.append(try RawConnection(port: preview.port))
        idle.last?.send(text)
        // Answers come in any order, and the first to wait for another request is the first to be closed.
        if idle.count == 1, text.hasSuffix("\r\n\r\n") {
          #expect(await idle[0].read { $0.hasSuffix("0123456789") }.hasPrefix("HTTP/1.1 200"))
        }
      }
      #expect(try await preview.get("/notes.txt").body == "0123456789")
      // The oldest is closed without another word; otherwise reading ends after a minute.
      let start = ContinuousClock.now
      #expect(await idle[0].read { _ in false }.isEmpty)
      #expect(ContinuousClock.now - start < .seconds(50))
      try preview.write("new", to: "notes.txt")
      #expect(await events.read { $0.contains("data:") }.contains("event: state"))
    }
  }
}
