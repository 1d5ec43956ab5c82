import FlyingSocks
import Foundation
import Synchronization

/// The connections of a preview, of which there are never so many that the system has no descriptor left for files: when
/// another client comes, those that have been idle for the longest time are closed.
final class OpenConnections: Sendable {
  /// The most that are open at a time.
  let most: Int
  private let state = Mutex<(next: Int, open: [Int: OpenConnection])>((0, [:]))

  init(most: Int = OpenConnections.standard) {
    self.most = most
  }

  /// A quarter of the files that the process may open: each connection may be sending one, and macOS allows 256.
  private static var standard: Int {
    var limit = rlimit()
    #if canImport(Darwin)
      let result = getrlimit(RLIMIT_NOFILE, &limit)
    #else
      let result = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #endif
    return result == 0 ? max(8, Int(min(limit.rlim_cur / 4, 256))) : 64
  }

  /// Waits until one more may be opened.
  func waitForRoom() async throws {
    while !hasRoom() { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// Whether one more may be opened; if not, some are told to end, which takes a moment.
  private func hasRoom() -> Bool {
    state.withLock { state in
      if state.open.count < most { return true }
      if state.open.values.contains(where: \.isEnding) { return false }
      let idle = state.open.compactMap { key, connection in connection.idleSince.map { (key: key, since: $0) } }
      for oldest in idle.sorted(by: { $0.since < $1.since }).prefix(max(1, most / 8)) { state.open[oldest.key]?.end() }
      return false
    }
  }

  /// Runs `body` as a connection over `socket`, which is closed at the end. `body` calls its argument with whether it
  /// waits for the client.
  func run(_ socket: AsyncSocket, _ body: (_ setIdle: (Bool) -> Void) async -> Void) async {
    let key = state.withLock { state in
      state.next += 1
      state.open[state.next] = OpenConnection(descriptor: socket.socket.file.rawValue)
      return state.next
    }
    await body { isIdle in
      state.withLock { $0.open[key]?.idleSince = isIdle ? .now : nil }
    }
    // Under the lock, since the number of a closed descriptor is used again at once.
    state.withLock { state in
      state.open[key] = nil
      try? socket.close()
    }
  }
}

private struct OpenConnection {
  let descriptor: Int32
  /// When it began to wait for the client's next request; nil while it answers one.
  var idleSince: ContinuousClock.Instant? = .now
  private(set) var isEnding = false

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Ends what is being read from the client.
  mutating func end() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    isEnding = true
  }
}
