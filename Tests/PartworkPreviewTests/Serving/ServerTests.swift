import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct ServerTests {
  static let content = [
    "index.html": "<html><body><p>Home</p></body></html>", "posts/x/index.html": "<body>X</body>",
    "404.html": "<body>Not here</body>", "notes.txt": "0123456789",
  ]

  @Test func `pages come with their type, and without leave to keep them`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for target in ["/posts/x/", "/posts/x/index.html", "/posts/x/?q=1"] {
        let response = try await preview.get(target)
        #expect(response.status == 200)
        #expect(response["Content-Type"] == "text/html; charset=utf-8")
        #expect(response["Cache-Control"] == "no-store")
        #expect(response["Access-Control-Allow-Origin"] == nil)
        #expect(response.body.hasPrefix("<body>X<script src=\"/.partwork/live.js\""))
        #expect(response.body.hasSuffix("</script></body>"))
      }
      #expect(try await preview.get("/notes.txt").body == "0123456789")
      #expect(try await preview.get("/notes.txt")["Content-Type"] == "text/plain; charset=utf-8")
    }
  }

  @Test func `what readers do not see yet says so, where its theme does not`() async throws {
    let content = ["drafts/a.html": "<body>A</body>", "drafts/b.html": "<body>Draft &amp; not for all: B</body>"]
    try await RunningPreview.run(content) { preview async throws in
      let page = try await preview.get("/drafts/a.html").body
      #expect(page.contains(" data-notice=\"Draft &amp; not for all\"></script>"))
      #expect(try await !preview.get("/drafts/b.html").body.contains("data-notice"))
    }
  }

  @Test func `a missing slash is added`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let response = try await preview.get("/posts/x?a=1")
      #expect(response.status == 308)
      #expect(response["Location"] == "/posts/x/?a=1")
    }
  }

  @Test func `what does not exist is the site's own page with status 404`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for target in ["/none/", "/posts/", "/notes.txt/", "//example.com", "/posts/x/none.png"] {
        let response = try await preview.get(target)
        #expect(response.status == 404)
        #expect(response.body.contains("Not here"))
      }
    }
  }

  @Test func `a site below a path is there, and the root leads to it`() async throws {
    try await RunningPreview.run(Self.content, basePath: "/blog/") { preview async throws in
      #expect(try await preview.get("/blog/posts/x/").status == 200)
      #expect(try await preview.get("/")["Location"] == "/blog/")
      #expect(try await preview.get("/blog")["Location"] == "/blog/")
      #expect(try await preview.get("/blog/posts/x")["Location"] == "/blog/posts/x/")
      #expect(try await preview.get("/posts/x/").status == 404)
      #expect(try await preview.get("/.partwork/live.js").status == 200)
    }
  }

  @Test func `a client that has the content is told so`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for target in ["/posts/x/", "/notes.txt"] {
        let tag = try #require(try await preview.get(target)["ETag"])
        let response = try await preview.get(target, headers: ["If-None-Match": tag])
        #expect(response.status == 304)
        #expect(response.body == "")
        #expect(try await preview.get(target, headers: ["If-None-Match": "\"other\""]).status == 200)
      }
      let tag = try #require(try await preview.get("/notes.txt")["ETag"])
      try preview.write("012345678X", to: "notes.txt")
      #expect(try await preview.get("/notes.txt", headers: ["If-None-Match": tag]).status == 200)
    }
  }

  @Test func `HEAD gets the length and no body`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for target in ["/posts/x/", "/notes.txt", "/none/", "/.partwork/live.js"] {
        let whole = try await preview.get(target)
        let head = try await preview.get(target, method: "HEAD")
        #expect(head.status == whole.status)
        #expect(head["Content-Length"] == String(whole.body.utf8.count))
        #expect(head.body == "")
      }
    }
  }

  @Test func `a range of bytes is sent alone`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let part = try await preview.get("/notes.txt", headers: ["Range": "bytes=2-4"])
      #expect(part.status == 206)
      #expect(part.body == "234")
      #expect(part["Content-Range"] == "bytes 2-4/10")
      let none = try await preview.get("/notes.txt", headers: ["Range": "bytes=10-"])
      #expect(none.status == 416)
      #expect(none["Content-Range"] == "bytes */10")
      let changed = try await preview.get("/notes.txt", headers: ["Range": "bytes=2-4", "If-Range": "\"old\""])
      #expect(changed.status == 200)
      #expect(changed.body == "0123456789")
    }
  }

  @Test func `a large file comes whole`() async throws {
    let large = String(repeating: "0123456789abcdef", count: 40_000)
    try await RunningPreview.run(["large.bin": large, "index.html": ""]) { preview async throws in
      #expect(try await preview.get("/large.bin").body == large)
      let part = try await preview.get("/large.bin", headers: ["Range": "bytes=131070-262150"])
      #expect(part.body.utf8.count == 131_081)
      #expect(part.body == String(large.dropFirst(131_070).prefix(131_081)))
    }
  }

  @Test(arguments: [
    "/../secret.txt", "/%2e%2e/secret.txt", "/posts/../../secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
    "/notes.txt%00.html", "/%2e%2e%2f%2e%2e%2fetc/passwd",
  ])
  func `no path leads out of the site`(target: String) async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      try Data("secret".utf8).write(to: preview.directory.appending(path: "secret.txt"))
      let response = try await preview.get(target)
      #expect(response.status == 400)
      #expect(!response.body.contains("secret"))
    }
  }

  @Test func `a symbolic link out of the site is not followed, one inside is`() async throws {
    try await withTemporaryFolder(Folder(["secret.txt": "secret"])) { outside in
      try await RunningPreview.run(Self.content) { preview async throws in
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

  @Test func `requests by a foreign name are refused`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      #expect(try await preview.get("/", host: "rebound.example:\(preview.port)").status == 403)
      #expect(try await preview.get("/", host: "127.0.0.1").status == 200)
      #expect(try await preview.get("/", host: "").status != 200)
      let connection = try RawConnection(port: preview.port)
      connection.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
      #expect(try RawResponse(await connection.read { _ in false }).status == 400)
    }
  }

  @Test func `only GET and HEAD are known`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let response = try await preview.get("/", method: method)
        #expect(response.status == 405)
        #expect(response["Allow"] == "GET, HEAD")
      }
    }
  }

  @Test func `slow, half-open and silent clients hold up nobody`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
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
      #expect(ContinuousClock.now - start < .seconds(30), "it hangs")
      // And what came in pieces is answered once it is whole.
      idle[1].send("alhost\r\nConnection: close\r\n\r\n")
      #expect(try RawResponse(await idle[1].read { _ in false }).status == 200)
    }
  }

  @Test func `several requests on one connection are answered in order`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let connection = try RawConnection(port: preview.port)
      for target in ["/posts/x/", "/", "/posts/x/"] {
        connection.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let response = try RawResponse(await connection.read { $0.contains("</body>") })
        #expect(response.status == 200)
        #expect(response.body.contains(target == "/" ? "Home" : "X"))
      }
    }
  }

  @Test func `a taken port is an error that names a free one`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      var options = SitePreview.Options()
      options.port = preview.port
      let tree = WatchedTree(root: preview.directory.path, folders: ["content"])
      let second = SitePreview(PlainSite(directory: preview.directory), watching: tree, options: options)
      let error = await #expect(throws: ListeningError.self) { try await second.run { _ in } }
      guard case .portTaken(preview.port, let free?) = error else {
        Issue.record("unexpected: \(String(describing: error))")
        return
      }
      #expect(free > preview.port)
      #expect(error?.diagnostic.message == "port \(preview.port) is taken")
      #expect(error?.diagnostic.hint == "port \(free) is free: add `--port \(free)`")
    }
  }

  @Test func `a host that is not here is an error`() async throws {
    try await withTemporaryFolder(Folder(["content/index.html": ""])) { directory in
      for (host, expected) in [
        ("192.0.2.1", ListeningError.foreignHost("192.0.2.1")), ("no such host", .unknownHost("no such host")),
      ] {
        var options = SitePreview.Options()
        options.host = host
        options.port = 0
        let tree = WatchedTree(root: directory.path, folders: ["content"])
        let preview = SitePreview(PlainSite(directory: directory), watching: tree, options: options)
        await #expect(throws: expected) { try await preview.run { _ in } }
      }
    }
  }

  @Test func `stopping waits for no client and frees the port`() async throws {
    var port: UInt16 = 0
    var start = ContinuousClock.now
    var idle: [RawConnection] = []
    try await RunningPreview.run(Self.content) { preview async throws in
      port = preview.port
      // A tab that listens and a client that says nothing do not hold it up.
      let tab = try RawConnection(port: port)
      tab.send("GET /.partwork/events?path=/&id=a HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(await tab.read { $0.contains("event: state") }.contains("event: state"))
      idle = [tab, try RawConnection(port: port)]
      start = .now
    }
    #expect(ContinuousClock.now - start < .seconds(30), "it hangs")
    #expect(throws: ConnectionFailed.self) { try RawConnection(port: port) }
    #expect(idle.count == 2)
  }
}
