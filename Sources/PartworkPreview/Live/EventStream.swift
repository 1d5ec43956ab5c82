/// The events of one tab, written as server-sent events (HTML Standard, 9.2): the state when it joins, and again after
/// every change.
struct EventStream: Sendable {
  let site: LiveSite
  let path: RequestPath

  /// What the tab has been told before.
  let known: Revision?
  let signals: AsyncStream<TabSignal>

  /// Calls `send` with one text after the other until the tab leaves.
  func forEach(_ send: (String) async throws -> Void) async throws {
    // A browser that loses the connection reconnects after this many milliseconds.
    try await send("retry: 500\n\n")
    var known = known
    for await signal in signals {
      switch signal {
      case .change:
        let event = site.event(for: path, since: known)
        known = event.revision
        try await send(event.text)
      case .rest:
        try await send("event: rest\ndata:\n\n")
      }
    }
  }
}

/// What a tab's stream is told.
enum TabSignal: Sendable {
  /// The site has changed.
  case change

  /// The tab must stop listening until its reader returns to it.
  case rest
}

/// A moment in the life of a preview: which run of the server, and how many changes into it.
///
/// Each page carries the revision that it was sent at, and each event its own, so that a tab that was asleep can say
/// which changes it has missed.
struct Revision: Hashable, Sendable {
  /// A word that no other run of the server has.
  var run: String
  var number: Int
}

extension Revision: LosslessStringConvertible {
  var description: String { "\(run).\(number)" }

  /// Reads `run.number`, the form of event IDs.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    self.init(run: String(parts[0]), number: number)
  }
}
