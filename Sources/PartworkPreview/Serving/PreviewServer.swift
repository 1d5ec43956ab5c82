import FlyingSocks
import Foundation
import HTTPTypes

/// Answers browsers.
struct PreviewServer: Sendable {
  let handler: SiteHandler
  let connections = OpenConnections()

  /// Answers those who connect to `socket`, until the task is cancelled.
  func run(on socket: Socket) async throws {
    // The system's timers take descriptors when they are first used; later there may be none left.
    try? await Task.sleep(for: .nanoseconds(1))
    let pool = Self.pool()
    try await pool.prepare()
    let listening = try AsyncSocket(socket: socket, pool: pool)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { try await accept(on: listening) }
        try await group.next()
        group.cancelAll()
      }
    } catch {
      // When it stops, some tasks find the pool gone before they learn of the cancellation.
      if !Task.isCancelled { throw error }
    }
  }

  /// What waits for all sockets at once, in the way of the system.
  private static func pool() -> some AsyncSocketPool {
    #if canImport(Darwin)
      .kQueue()
    #else
      .ePoll()
    #endif
  }

  private func accept(on listening: AsyncSocket) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        try await connections.waitForRoom()
        do {
          let connection = Connection(socket: try await listening.accept(), handler: handler)
          let key = connections.add(connection.socket)
          group.addTask {
            await connection.serve { connections.set(key, isIdle: $0) }
            connections.close(key, connection.socket)
          }
        } catch is SocketError {
          // Too many connections are open, or the client went away before it was accepted.
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }
}

/// A client's connection, from its first request to its last.
struct Connection: Sendable {
  let socket: AsyncSocket
  let handler: SiteHandler

  /// How much of a file is read at a time.
  private static let chunk = 128 * 1024

  /// Answers until the client has gone, or until either side has to close the connection, which the caller does.
  ///
  /// - Parameter setIdle: called with whether it waits for the next request.
  func serve(_ setIdle: (Bool) -> Void) async {
    var reader = RequestReader(socket)
    do {
      while let request = try await reader.next() {
        setIdle(false)
        defer { setIdle(true) }
        try await send(handler.response(to: request), to: request)
        guard request.keepsConnection, try await reader.skip(request.bodyLength ?? 0) else { break }
      }
    } catch let fault as RequestFault {
      try? await send(PreviewResponse(status: fault.status), to: nil)
    } catch {
      // The client has gone, the preview stops, or a file got shorter while it was sent.
      return
    }
    await drain()
  }

  /// Reads what the client still sends, for a while: a connection that is closed before that is reset, and the client
  /// may lose the answer.
  private func drain() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var rest = 4 * 1024 * 1024
    while rest > 0, let bytes = try? await socket.read(atMost: 4096) { rest -= bytes.count }
  }

  /// - Parameter request: what this answers; nil if it could not be read.
  private func send(_ response: PreviewResponse, to request: RequestHead?) async throws {
    var waiting = head(of: response, to: request)
    // The head goes out with the first bytes of the body, in one packet if they fit.
    func send(_ bytes: some Sequence<UInt8>) async throws {
      waiting.append(contentsOf: bytes)
      try await socket.write(waiting)
      waiting.removeAll()
    }
    if request?.method == .head || response.status == .notModified { return try await send([]) }
    switch response.body {
    case .bytes(let bytes):
      try await send(bytes)
    case .file(let file, let range):
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunk) {
        try await send(file.bytes(start..<min(start + Self.chunk, range.upperBound)))
      }
      if range.isEmpty { try await send([]) }
    case .events(let events):
      // In chunks (RFC 9112, 7.1), since nobody knows how many bytes there will be.
      try await events.forEach { try await send("\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n".utf8) }
      try await send("0\r\n\r\n".utf8)
    }
  }

  private func head(of response: PreviewResponse, to request: RequestHead?) -> Data {
    var headers = response.headers
    if !(request?.keepsConnection ?? false) {
      headers[.connection] = "close"
    } else if request?.version == "HTTP/1.0" {
      headers[.connection] = "keep-alive"
    }
    if let count = response.body.count {
      headers[.contentLength] = String(count)
    } else {
      headers[.transferEncoding] = "chunked"
    }
    let lines = headers.map { "\($0.name): \($0.value)\r\n" }.sorted().joined()
    return Data("HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\n\(lines)\r\n".utf8)
  }
}
