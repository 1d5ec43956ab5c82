import FlyingFox
import FlyingSocks
import Foundation

/// Listens for browsers and answers them.
struct PreviewServer: Sendable {
  let host: String

  /// The port to listen at; 0 takes any that is free.
  let port: UInt16
  let handler: SiteHandler

  /// Serves until the task is cancelled; then the port is free again.
  /// - Parameter onListening: called once, with the port, when browsers can come.
  /// - Throws: `ListeningError`.
  func run(onListening: (UInt16) -> Void) async throws {
    var port = self.port
    var hasBegun = false
    while !Task.isCancelled {
      do {
        try await serve(at: port) { listening in
          if !hasBegun { onListening(listening) }
          port = listening
          hasBegun = true
        }
      } catch let error as SocketError {
        if Task.isCancelled { return }
        // A connection that cannot be accepted, as too many are open, ends the server and all its connections. Those
        // that matter come back.
        guard case .failed("Accept", _, _) = error else { throw explain(error) }
        try? await Task.sleep(for: .milliseconds(100))
      } catch is CancellationError {
        return
      }
    }
  }

  /// Finds out whether the port can be listened at, before more is done for it.
  func checkPort() throws(ListeningError) {
    do {
      switch try ListeningAddress(host: host, port: port) {
      case .ip4(let address): try Self.tryListening(at: address)
      case .ip6(let address): try Self.tryListening(at: address)
      }
    } catch let error as SocketError {
      throw explain(error)
    } catch let error as ListeningError {
      throw error
    } catch {
      throw .system("\(error)")
    }
  }

  private func serve(at port: UInt16, onListening: (UInt16) -> Void) async throws {
    let server = try makeServer(port)
    try await withThrowingTaskGroup(of: UInt16?.self) { group in
      group.addTask {
        try await server.run()
        return nil
      }
      group.addTask {
        try await server.waitUntilListening()
        return await server.port
      }
      while let result = try await group.next() {
        if let port = result { onListening(port) }
      }
    }
  }

  private func makeServer(_ port: UInt16) throws(ListeningError) -> HTTPServer {
    let configuration: HTTPServer.Configuration
    switch try ListeningAddress(host: host, port: port) {
    case .ip4(let address): configuration = .init(address: address, pool: PromptPool(), logger: .disabled)
    case .ip6(let address): configuration = .init(address: address, pool: PromptPool(), logger: .disabled)
    }
    return HTTPServer(config: configuration, handler: handler)
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

  private static func isFree(_ address: some SocketAddress) -> Bool { (try? tryListening(at: address)) != nil }

  private static func tryListening(at address: some SocketAddress) throws {
    let socket = try Socket(domain: Int32(type(of: address).family))
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
    } catch {
      try? socket.close()
      throw error
    }
    // Where this fails it has closed the socket.
    try socket.listen()
    try? socket.close()
  }
}

extension HTTPServer {
  fileprivate var port: UInt16? {
    switch listeningAddress {
    case .ip4(_, let port), .ip6(_, let port): port
    default: nil
    }
  }
}
