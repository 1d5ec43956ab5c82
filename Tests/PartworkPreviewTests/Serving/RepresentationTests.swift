import Testing

@testable import PartworkPreview

@Suite struct RepresentationTests {
  @Test func `a client that has the content gets 304`() async throws {
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
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
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
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
    try await RunningPreview.run(PreviewServerTests.content) { preview async throws in
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

  @Test func `a large file is complete`() async throws {
    let large = String(repeating: "0123456789abcdef", count: 40_000)
    try await RunningPreview.run(["large.bin": large, "index.html": ""]) { preview async throws in
      #expect(try await preview.get("/large.bin").body == large)
      let part = try await preview.get("/large.bin", headers: ["Range": "bytes=131070-262150"])
      #expect(part.body.utf8.count == 131_081)
      #expect(part.body == String(large.dropFirst(131_070).prefix(131_081)))
    }
  }
}
