import PartworkSupport
import PartworkDiagnostics
import Partwork
import Synchronization

/// The site as it stands, and the tabs that look at it.
final class LiveSite: Sendable {
  private struct State {
    var snapshot: (any SiteSnapshot)?
    var diagnostics: [Diagnostic] = []
    var revision: Revision

    /// The number of the revision in which a file was last changed, by its path in the output.
    var fileChanges: [String: Int] = [:]

    /// Fingerprints of pages of this revision, by the paths of their requests.
    var fingerprints: [String: String] = [:]
    var tabs: [Tab] = []
  }

  private struct Tab {
    let id: String

    /// The address of the browser.
    let address: String
    let signal: AsyncStream<TabSignal>.Continuation
  }

  private let state: Mutex<State>

  /// The absolute path of the site's folder. No file outside of it is ever sent.
  let root: String

  /// How many tabs of one browser are kept up to date at once. Browsers allow a site six connections, and one has to be
  /// left for pages.
  private static let mostTabs = 5

  init(root: String) {
    self.root = root
    state = Mutex(State(revision: Revision(run: String(UInt64.random(in: .min ... .max), radix: 36), number: 0)))
  }

  /// The site, its errors, and when it came to be so.
  var current: (snapshot: (any SiteSnapshot)?, diagnostics: [Diagnostic], revision: Revision) {
    state.withLock { ($0.snapshot, $0.diagnostics, $0.revision) }
  }

  /// The bytes of `content`; nil where it is a file that is gone.
  func bytes(of content: PreviewContent) -> [UInt8]? {
    switch content {
    case .bytes(let bytes): bytes
    case .file(let path): OpenFile(path, in: root).flatMap { try? $0.bytes(0..<$0.size) }
    }
  }

  /// Takes over what was read, and tells the tabs.
  func update(_ reading: SiteReading) {
    let (tabs, former) = state.withLock { state in
      let former = state.snapshot
      state.revision.number += 1
      state.snapshot = reading.snapshot ?? state.snapshot
      state.diagnostics = reading.diagnostics
      state.fingerprints = [:]
      for path in reading.changedFiles { state.fileChanges[path] = state.revision.number }
      return (state.tabs, former)
    }
    // To let go of a large site takes a while.
    withExtendedLifetime(former) {
      for tab in tabs { tab.signal.yield(.change) }
    }
  }

  /// Signals for the tab `id` of the browser at `address`, one at least after each change.
  ///
  /// They end when the tab leaves or comes anew, and when its browser has more tabs than can be kept up to date: the one
  /// that has been here longest is told to rest.
  func join(_ id: String, at address: String) -> AsyncStream<TabSignal> {
    // One waiting signal is as good as several: the tab is told how things stand, not what happened.
    let (signals, signal) = AsyncStream.makeStream(of: TabSignal.self, bufferingPolicy: .bufferingNewest(1))
    leave(id)
    let resting = state.withLock { state in
      let neighbours = state.tabs.filter { $0.address == address }
      let resting = neighbours.count >= Self.mostTabs ? neighbours.first : nil
      state.tabs.removeAll { $0.id == resting?.id }
      state.tabs.append(Tab(id: id, address: address, signal: signal))
      return resting
    }
    resting?.signal.yield(.rest)
    resting?.signal.finish()
    return signals
  }

  /// Ends the signals of the tab `id`.
  func leave(_ id: String) {
    let gone = state.withLock { state in
      let gone = state.tabs.filter { $0.id == id }
      state.tabs.removeAll { $0.id == id }
      return gone
    }
    for tab in gone { tab.signal.finish() }
  }

  /// Ends the signals of all tabs.
  func end() {
    let tabs = state.withLock { state in
      defer { state.tabs = [] }
      return state.tabs
    }
    for tab in tabs { tab.signal.finish() }
  }

  /// How things stand for a tab that looks at `path` and has heard nothing since `known`.
  func update(for path: RequestPath, since known: Revision?) -> LiveUpdate {
    let (snapshot, diagnostics, revision, changes) = state.withLock {
      ($0.snapshot, $0.diagnostics, $0.revision, $0.fileChanges)
    }
    // Of another run nothing is known; such a tab reloads in any case.
    let heard = known?.run == revision.run ? known?.number ?? 0 : 0
    let base = snapshot?.basePath ?? "/"
    return LiveUpdate(
      revision: revision, page: fingerprint(of: path), assets: snapshot?.assets?.url ?? "",
      changedFiles: changes.filter { $0.value > heard }.keys.sorted().map { base + PercentEncoding.path($0) },
      problems: Overlay.html(diagnostics))
  }

  /// The fingerprint of the page that a request for `path` gets.
  private func fingerprint(of path: RequestPath) -> String {
    let (known, revision) = state.withLock { ($0.fingerprints[path.text], $0.revision) }
    if let known { return known }
    let fingerprint = SiteAnswer.find(path, in: self).fingerprint
    state.withLock { state in
      if state.revision == revision { state.fingerprints[path.text] = fingerprint }
    }
    return fingerprint
  }
}

/// What a tab's stream is told.
enum TabSignal: Sendable {
  /// The site has changed.
  case change

  /// The tab is to listen no more until its reader turns to it.
  case rest
}
