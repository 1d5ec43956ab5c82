import FlyingFox
import FlyingSocks
import Foundation

/// Listens for browsers and answers them.
struct PreviewServer: Sendable {
  let host: String

  /// The port to listen at; 0 takes any that is free.
  let port: UInt16
  let handler: SiteHandler

  /// Listens, so that browsers wait from now on, and nobody else has the port.
  func listen() throws(ListeningError) -> Socket {
    do {
      switch try ListeningAddress(host: host, port: port) {
      case .ip4(let address): return try Self.listen(at: address)
      case .ip6(let address): return try Self.listen(at: address)
      }
    } catch let error as SocketError {
      throw explain(error)
    } catch let error as ListeningError {
      throw error
    } catch {
      throw .system("\(error)")
    }
  }

  /// Answers those who come to `socket`, until the task is cancelled.
  func run(on socket: Socket) async throws {
    let pool = HTTPServer.defaultPool()
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
      // At the end some find the pool gone before they learn of the end.
      if !Task.isCancelled { throw error }
    }
  }

  private func accept(on listening: AsyncSocket) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        do {
          let connection = Connection(socket: try await listening.accept(), handler: handler)
          group.addTask { await connection.serve() }
        } catch is SocketError {
          // Too many connections are open, or the client has gone before it was taken in.
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }

  private func explain(_ error: SocketError) -> ListeningError {
    guard case .failed(let call, let code, let message) = error, call == "Bind" || call == "Listen" else {
      return .system(error.localizedDescription)
    }
    switch code {
    case EADDRINUSE: return .portTaken(port, free: nextFreePort())
    case EACCES: return .portForbidden(port)
    case EADDRNOTAVAIL: return .foreignHost(host)
    default: return .system(message)
    }
  }

  /// The first port above the wanted one that could be listened at just now.
  private func nextFreePort() -> UInt16? {
    guard port < UInt16.max else { return nil }
    return (port + 1...UInt16.max).prefix(100).first { port in
      switch try? ListeningAddress(host: host, port: port) {
      case .ip4(let address): Self.isFree(address)
      case .ip6(let address): Self.isFree(address)
      case nil: false
      }
    }
  }

  private static func isFree(_ address: some SocketAddress) -> Bool {
    guard let socket = try? listen(at: address) else { return false }
    try? socket.close()
    return true
  }

  private static func listen(at address: some SocketAddress) throws -> Socket {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      // Connections have it from here. Without it the kernel holds the second part of a response back until the client
      // has acknowledged the first (Nagle's algorithm), which takes a client 40 ms.
      try socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
      try socket.bind(to: address)
    } catch {
      try? socket.close()
      throw error
    }
    // Where this fails it has closed the socket.
    try socket.listen()
    return socket
  }
}

extension Socket {
  /// The port that it listens at.
  var port: UInt16 {
    switch try? sockname() {
    case .ip4(_, let port), .ip6(_, let port): port
    default: 0
    }
  }
}
