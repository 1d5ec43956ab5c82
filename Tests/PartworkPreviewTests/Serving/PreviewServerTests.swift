import PartworkDiagnostics
import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct PreviewServerTests {
  static let content = [
    "index.html": "<html><body><p>Home</p></body></html>", "posts/x/index.html": "<body>X</body>",
    "404.html": "<body>Not here</body>", "notes.txt": "0123456789",
  ]

  @Test func `pages have their type and may not be stored`() async throws {
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

  @Test func `a page that readers do not see yet says so if its theme does not`() async throws {
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

  @Test func `a missing page gets the site's own 404 page`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for target in ["/none/", "/posts/", "/notes.txt/", "//example.com", "/posts/x/none.png"] {
        let response = try await preview.get(target)
        #expect(response.status == 404)
        #expect(response.body.contains("Not here"))
      }
    }
  }

  @Test func `a site below a path is served there, and the root redirects to it`() async throws {
    try await RunningPreview.run(Self.content, basePath: "/blog/") { preview async throws in
      #expect(try await preview.get("/blog/posts/x/").status == 200)
      #expect(try await preview.get("/")["Location"] == "/blog/")
      #expect(try await preview.get("/blog")["Location"] == "/blog/")
      #expect(try await preview.get("/blog/posts/x")["Location"] == "/blog/posts/x/")
      #expect(try await preview.get("/posts/x/").status == 404)
      #expect(try await preview.get("/.partwork/live.js").status == 200)
    }
  }

  @Test func `the reported URL is percent-encoded`() async throws {
    for base in ["/", "/my%20blog/caf%C3%A9/"] {
      try await RunningPreview.run(Self.content, basePath: base) { preview async throws in
        #expect(preview.url == "http://127.0.0.1:\(preview.port)\(base)")
        #expect(try await preview.get("\(base)posts/x")["Location"] == "\(base)posts/x/")
        #expect(try await preview.get("\(base)posts/x/").status == 200)
      }
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

  @Test func `a host that is not this machine is an error`() async throws {
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

  @Test func `stopping does not wait for clients, and frees the port`() async throws {
    var port: UInt16 = 0
    var start = ContinuousClock.now
    var idle: [RawConnection] = []
    try await RunningPreview.run(Self.content) { preview async throws in
      port = preview.port
      // Neither a tab that listens nor a silent client holds it up.
      let tab = try RawConnection(port: port)
      tab.send("GET /.partwork/events?path=/&id=a HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(await tab.read { $0.contains("event: state") }.contains("event: state"))
      idle = [tab, try RawConnection(port: port)]
      start = .now
    }
    #expect(ContinuousClock.now - start < .seconds(120), "it hangs")
    #expect(throws: ConnectionFailed.self) { try RawConnection(port: port) }
    #expect(idle.count == 2)
  }
}
