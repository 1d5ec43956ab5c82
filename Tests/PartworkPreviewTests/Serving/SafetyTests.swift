import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct SafetyTests {
  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/posts/../../secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
    "/notes.txt%00.html", "/%2e%2e%2f%2e%2e%2fetc/passwd",
  ])
  func `no path leads outside the site`(target: String) async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      try Data("secret".utf8).write(to: preview.directory.appending(path: "secret.txt"))
      let response = try await preview.get(target)
      #expect(response.status == 400)
      #expect(!response.body.contains("secret"))
    }
  }

  @Test func `a symbolic link is followed only within the site`() async throws {
    try await withTemporaryFolder(Folder(["secret.txt": "secret"])) { outside in
      try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
        try preview.remove("notes.txt")
        let link = preview.directory.path + "/content/notes.txt"
        #expect(symlink(outside.path + "/secret.txt", link) == 0)
        let response = try await preview.get("/notes.txt")
        #expect(response.status == 404)
        #expect(!response.body.contains("secret"))
        #expect(unlink(link) == 0)
        #expect(symlink("index.html", link) == 0)
        #expect(try await preview.get("/notes.txt").body.contains("Home"))
      }
    }
  }

  @Test func `requests that use another host name are refused`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      #expect(try await preview.get("/", host: "rebound.example:\(preview.port)").status == 403)
      #expect(try await preview.get("/", host: "127.0.0.1").status == 200)
      #expect(try await preview.get("/", host: "").status != 200)
      let connection = try RawConnection(port: preview.port)
      connection.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
      #expect(try RawResponse(await connection.read { _ in false }).status == 400)
    }
  }

  @Test func `only GET and HEAD are allowed`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let response = try await preview.get("/", method: method)
        #expect(response.status == 405)
        #expect(response["Allow"] == "GET, HEAD")
      }
    }
  }

  @Test func `slow, half-open and silent clients do not hold up others`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
      var idle: [RawConnection] = []
      for number in 0..<100 {
        let connection = try RawConnection(port: preview.port)
        if number % 3 == 1 { connection.send("GET / HTTP/1.1\r\nHost: loc") }
        if number % 3 == 2 {
          connection.send("GET /notes.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
          connection.finishSending()
        }
        idle.append(connection)
      }
      let start = ContinuousClock.now
      #expect(try await preview.get("/posts/x/").status == 200)
      #expect(ContinuousClock.now - start < .seconds(120), "it hangs")
      // And a request that comes in pieces is answered once it is complete.
      idle[1].send("alhost\r\nConnection: close\r\n\r\n")
      #expect(try RawResponse(await idle[1].read { _ in false }).status == 200)
    }
  }
}
