import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PartworkImport

/// Pictures and files, from a folder or from a server.
@Suite(.timeLimit(.minutes(3))) struct MediaStoreTests {
  private static let hasCurl = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/curl")
  }

  private let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)

  @Test func `a file of the uploads is taken from there, and nothing outside of them`() async throws {
    try await withTemporaryFolder(Folder(["up/2019/05/a.jpg": "a", "secret.jpg": "s"])) { folder in
      let options = MediaStore.MediaOptions(uploads: folder.appending(path: "up").path, downloads: false)
      let store = MediaStore(options: options, folder: folder.path(), searchPath: [])
      let found = try await store.get(
        [
          ImportedMedia(address: "https://e.org/a.jpg", path: "2019/05/a.jpg"),
          ImportedMedia(address: "https://e.org/s.jpg", path: "../secret.jpg"),
          ImportedMedia(address: "https://e.org/b.jpg", path: "2019/05/b.jpg"),
        ], progress: { _ in })
      #expect(found.map { $0.map { URL(filePath: $0).lastPathComponent } } == ["a.jpg", nil, nil])
    }
  }

  @Test(.enabled(if: hasCurl, "curl is not installed"))
  func `files are downloaded once, up to their bound, and missing ones are named`() async throws {
    let asked = Mutex<[String]>([])
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: 0), logger: .disabled,
      handler: ClosureHTTPHandler { request in
        asked.withLock { $0.append(request.path) }
        switch request.path {
        case "/a.jpg": return HTTPResponse(statusCode: .ok, body: Data("picture".utf8))
        case "/large.jpg": return HTTPResponse(statusCode: .ok, body: Data(repeating: 0, count: 5000))
        case "/moved.jpg":
          return HTTPResponse(statusCode: .movedPermanently, headers: [.location: "/a.jpg"], body: Data())
        default: return HTTPResponse(statusCode: .notFound, body: Data())
        }
      })
    let running = Task { try await server.run() }
    defer { running.cancel() }
    try await server.waitUntilListening(timeout: 60)
    guard case .ip4(_, let port)? = await server.listeningAddress else {
      Issue.record("the server has no port")
      return
    }
    try await withTemporaryFolder { folder in
      var options = MediaStore.MediaOptions()
      options.limit = 1000
      let store = MediaStore(options: options, folder: folder.appending(path: "downloads").path, searchPath: path)
      let files = ["a.jpg", "moved.jpg", "large.jpg", "gone.jpg"].map {
        ImportedMedia(address: "http://127.0.0.1:\(port)/\($0)", path: $0)
      }
      let steps = Mutex<[String]>([])
      let found = try await store.get(files) { step in steps.withLock { $0.append(step) } }
      #expect(found.map { $0 != nil } == [true, true, false, false])
      let first = try #require(found[0])
      #expect(try Data(contentsOf: URL(filePath: first)) == Data("picture".utf8))
      #expect(steps.withLock { $0 }.first == "Downloading 1 of 4: a.jpg")
      // What is there is not asked for again.
      asked.withLock { $0 = [] }
      _ = try await store.get(Array(files.prefix(2)), progress: { _ in })
      #expect(asked.withLock { $0 } == [])
    }
  }
}
