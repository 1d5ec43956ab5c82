import FlyingFox
import FlyingSocks
import Foundation

/// A client's connection, from its first request to its last.
struct Connection: Sendable {
  let socket: AsyncSocket
  let handler: SiteHandler

  /// Answers until the client has gone, or until it or this has to end the connection.
  func serve() async {
    defer { try? socket.close() }
    var reader = RequestReader(socket)
    do {
      while let head = try await reader.next() {
        let response = handler.response(to: head.request)
        try await send(response, isLast: !head.keepsConnection, isOld: head.request.version == HTTPVersion("HTTP/1.0"))
        guard head.keepsConnection, try await reader.skip(head.bodyLength ?? 0) else { break }
      }
    } catch let fault as RequestFault {
      try? await send(HTTPResponse(statusCode: fault.status), isLast: true)
    } catch {
      // The client has gone, or the preview ends, or a file was shortened while it was sent.
      return
    }
    await drain()
  }

  /// Takes in what the client still sends, for a while: a connection that is closed before that is reset, and the
  /// client may lose the answer.
  private func drain() async {
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var rest = 4 * 1024 * 1024
    while rest > 0, let bytes = try? await socket.read(atMost: 4096) { rest -= bytes.count }
  }

  private func send(_ response: HTTPResponse, isLast: Bool, isOld: Bool = false) async throws {
    guard case .httpBody(let body) = response.payload else { return }
    var headers = response.headers
    if isLast { headers[.connection] = "close" } else if isOld { headers[.connection] = "keep-alive" }
    if let count = body.count, headers[.contentLength] == nil { headers[.contentLength] = String(count) }
    if body.count == nil { headers[.transferEncoding] = "chunked" }
    let status = response.statusCode
    let lines = headers.map { "\($0.key.rawValue): \($0.value)\r\n" }.sorted().joined()
    // The head goes out with the first bytes of the body, in one packet where they fit.
    var waiting = Data("HTTP/1.1 \(status.code) \(status.phrase)\r\n\(lines)\r\n".utf8)
    for try await bytes in body {
      waiting.append(bytes)
      try await socket.write(waiting)
      waiting.removeAll()
    }
    if !waiting.isEmpty { try await socket.write(waiting) }
  }
}
