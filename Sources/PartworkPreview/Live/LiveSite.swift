import Partwork
import PartworkDiagnostics
import PartworkSupport
import Synchronization

/// The site as it is now, and the tabs that show it.
final class LiveSite: Sendable {
  private struct SiteState {
    var snapshot: (any SiteSnapshot)?
    var diagnostics: [Diagnostic] = []
    var revision: Revision

    /// The number of the revision in which a file last changed, by its path in the output.
    var fileChanges: [String: Int] = [:]

    /// Fingerprints of pages of this revision, by the paths of their requests; a few, since anyone may ask for many.
    var fingerprints: [String: String] = [:]
    var tabs: [Tab] = []
  }

  private struct Tab {
    let id: String

    /// The address of the browser.
    let address: String
    let signal: AsyncStream<TabSignal>.Continuation
  }

  private let state: Mutex<SiteState>

  /// The absolute path of the site's folder. No file outside it is ever sent.
  let root: String

  /// How many tabs of one browser are kept up to date at once. Browsers allow six connections to a site, and one must
  /// be left for pages.
  private static let mostTabs = 5

  /// How many fingerprints are kept: more than one for each tab that a writer has open.
  private static let mostFingerprints = 100

  init(root: String) {
    self.root = root
    state = Mutex(SiteState(revision: Revision(run: String(UInt64.random(in: .min ... .max), radix: 36), number: 0)))
  }

  /// The site, its errors and the revision that this is.
  var current: (snapshot: (any SiteSnapshot)?, diagnostics: [Diagnostic], revision: Revision) {
    state.withLock { ($0.snapshot, $0.diagnostics, $0.revision) }
  }

  /// The bytes of `content`; nil if it is a file that is gone.
  func bytes(of content: FileBody) -> [UInt8]? {
    switch content {
    case .bytes(let bytes): bytes
    case .copy(let path): ServedFile(path, in: root).flatMap { try? [UInt8]($0.bytes(0..<$0.size)) }
    }
  }

  /// Shows what was read from now on, and notifies the tabs.
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
    // Freeing a large site takes a while, so the tabs come first.
    withExtendedLifetime(former) {
      for tab in tabs { tab.signal.yield(.change) }
    }
  }

  /// Signals for the tab `id` of the browser at `address`: one at once, and at least one after each change.
  ///
  /// They end when the tab leaves or joins again. They also end when its browser has more tabs than can be kept up to
  /// date: the one that joined first is told to rest.
  func join(_ id: String, at address: String) -> AsyncStream<TabSignal> {
    // One waiting signal is as good as several: the tab is told the current state, not what happened.
    let (signals, signal) = AsyncStream.makeStream(of: TabSignal.self, bufferingPolicy: .bufferingNewest(1))
    signal.yield(.change)
    leave(id)
    let resting = state.withLock { state in
      let neighbours = state.tabs.filter { $0.address == address }
      state.tabs.append(Tab(id: id, address: address, signal: signal))
      return neighbours.count >= Self.mostTabs ? neighbours.first : nil
    }
    if let resting {
      resting.signal.yield(.rest)
      leave(resting.id)
    }
    return signals
  }

  /// Ends the signals of the tab `id`; of all tabs if it is nil.
  func leave(_ id: String?) {
    let gone = state.withLock { state in
      let gone = state.tabs.filter { id == nil || $0.id == id }
      state.tabs.removeAll { id == nil || $0.id == id }
      return gone
    }
    for tab in gone { tab.signal.finish() }
  }

  /// The event that tells a tab at `path` the current state, and what has changed since `known`.
  func event(for path: RequestPath, since known: Revision?) -> (text: String, revision: Revision) {
    let (snapshot, diagnostics, revision, changes) = state.withLock {
      ($0.snapshot, $0.diagnostics, $0.revision, $0.fileChanges)
    }
    // Revisions of another run say nothing about this one; a tab of that run reloads anyway.
    let heard = known?.run == revision.run ? known?.number ?? 0 : 0
    let base = snapshot?.basePath ?? "/"
    let files = changes.filter { $0.value > heard }.keys.sorted().map { base + PercentEncoding.path($0) }
    let data = JSONWriter.text(.compact) { json in
      json.object { json in
        json.string("run", revision.run)
        json.string("page", fingerprint(of: path))
        json.string("assets", snapshot?.assets?.url ?? "")
        json.array("files") { json in for file in files { json.element(file) } }
        json.string("problems", Overlay.errors(diagnostics))
        json.string("warnings", Overlay.warnings(diagnostics))
      }
    }
    return ("id: \(revision)\nevent: state\ndata: \(String(decoding: data, as: UTF8.self))\n\n", revision)
  }

  /// How many fingerprints are kept.
  var fingerprintCount: Int { state.withLock { $0.fingerprints.count } }

  /// The fingerprint of what a request for `path` gets.
  private func fingerprint(of path: RequestPath) -> String {
    let (known, revision) = state.withLock { ($0.fingerprints[path.text], $0.revision) }
    if let known { return known }
    let fingerprint = SiteAnswer.find(path, in: self).fingerprint
    state.withLock { state in
      guard state.revision == revision else { return }
      if state.fingerprints.count == Self.mostFingerprints { state.fingerprints = [:] }
      state.fingerprints[path.text] = fingerprint
    }
    return fingerprint
  }
}
