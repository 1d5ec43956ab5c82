import FlyingFox
import FlyingSocks

/// Answers browsers.
struct PreviewServer: Sendable {
  let handler: SiteHandler

  /// Answers those who connect to `socket`, until the task is cancelled.
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
      // When it stops, some tasks find the pool gone before they learn of the cancellation.
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
          // Too many connections are open, or the client went away before it was accepted.
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }
}
