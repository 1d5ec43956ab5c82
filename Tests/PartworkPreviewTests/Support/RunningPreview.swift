import Foundation
import Synchronization
import TestSupport
import Testing

@testable import PartworkPreview

/// A running preview of a site on disk, on a free port.
final class RunningPreview: Sendable {
  let directory: URL
  let port: UInt16
  private let events: Events

  private init(_ directory: URL, _ port: UInt16, _ events: Events) {
    self.directory = directory
    self.port = port
    self.events = events
  }

  /// Runs `body` on the preview of `content`, the files in the site's `content`.
  static func run(
    _ content: [String: String], basePath: String = "/", host: String = "127.0.0.1",
    _ body: (RunningPreview) async throws -> Void
  ) async throws {
    let files = Dictionary(uniqueKeysWithValues: content.map { ("content/\($0)", $1) })
    try await withTemporaryFolder(Folder(files)) { directory in
      var options = SitePreview.Options()
      options.port = 0
      options.host = host
      let tree = WatchedTree(root: directory.path, folders: ["content"])
      let preview = SitePreview(PlainSite(directory: directory, basePath: basePath), watching: tree, options: options)
      let events = Events()
      let running = Task { try await preview.run { events.add($0) } }
      do {
        let port = try #require(try await events.port(), "the preview did not start")
        try await body(RunningPreview(directory, port, events))
      } catch {
        running.cancel()
        _ = await running.result
        throw error
      }
      running.cancel()
      try await running.value
    }
  }

  /// The URL that it reports.
  var url: String? { events.url }

  /// Gets `target` over a new connection.
  func get(
    _ target: String, method: String = "GET", host: String? = nil, headers: [String: String] = [:]
  ) async throws -> RawResponse {
    let connection = try RawConnection(port: port)
    let lines = headers.map { "\($0): \($1)\r\n" }.joined()
    connection.send(
      "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "localhost:\(port)")\r\nConnection: close\r\n\(lines)\r\n")
    return try RawResponse(await connection.read { _ in false })
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: directory.appending(path: "content/\(path)"))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: directory.appending(path: "content/\(path)"))
  }
}

/// What a preview has reported.
private final class Events: Sendable {
  private let urls = Mutex<[String]>([])

  func add(_ event: PreviewEvent) {
    if case .listening(let url) = event { urls.withLock { $0.append(url) } }
  }

  var url: String? { urls.withLock { $0.first } }

  /// The port it listens on, as soon as it does.
  func port() async throws -> UInt16? {
    for _ in 0..<2000 {
      if let url { return URL(string: url)?.port.flatMap { UInt16($0) } }
      try await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }
}
