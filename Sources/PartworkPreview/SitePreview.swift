import FlyingSocks
import Foundation
package import Partwork
import PartworkDiagnostics

/// A site that is served to browsers and follows its files.
package struct SitePreview: Sendable {
  private let site: any PreviewedSite
  private let tree: WatchedTree
  private let options: Options

  package struct Options: Sendable {
    /// The name or address to listen on. Apart from this machine's own names, it is the only one that requests may use.
    package var host = "127.0.0.1"

    /// The port to listen on; 0 takes any free port.
    package var port: UInt16 = 4000

    package init() {}
  }

  /// The preview of the site in `folder`, drafts and scheduled posts included.
  /// - Parameter clock: the moment that decides which posts are live; asked before each reading.
  package init(
    of folder: String, clock: @escaping @Sendable () -> EditionOptions.Clock, options: Options = Options()
  ) {
    let session = SiteSession(folder: folder) {
      EditionOptions(clock: clock(), showsDrafts: true, showsScheduled: true)
    }
    self.init(session, watching: SiteSession.tree(of: folder), options: options)
  }

  /// - Parameter tree: the site's folder, and which files in it to follow.
  init(_ site: any PreviewedSite, watching tree: WatchedTree, options: Options = Options()) {
    self.site = site
    self.tree = tree
    self.options = options
  }

  /// Runs until the task is cancelled.
  /// - Parameter report: called with what happens, one event at a time.
  /// - Throws: `ListeningError`.
  package func run(report: @escaping @Sendable (PreviewEvent) -> Void) async throws {
    let live = LiveSite(root: tree.root)
    let server = PreviewServer(handler: SiteHandler(site: live, hostRule: HostRule(host: options.host)))
    let socket = try Socket.listening(on: options.host, port: options.port)
    defer { try? socket.close() }
    // A change during the first reading is read again afterwards.
    let watcher = try FolderWatcher(tree) { report(.comparing) }
    defer {
      watcher.stop()
      live.leave(nil)
    }
    let start = Date()
    let coming = await read(FileChanges(), live, report)
    report(.listening(url: url(socket.port, live)))

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run(on: socket)
      }
      group.addTask {
        var alarm = wake(watcher, for: coming, after: start)
        for await changes in watcher.changes {
          alarm?.cancel()
          let start = Date()
          alarm = wake(watcher, for: await read(changes, live, report), after: start)
        }
        alarm?.cancel()
      }
      // The server ends first if something is wrong; otherwise all end when the task is cancelled.
      try await group.next()
      group.cancelAll()
    }
  }

  /// Reports the files of `coming` when its time has come, if that is after `start`, the moment the site was read: it
  /// may have come in the meantime. A site with a fixed clock may name a time that is long past; it never comes.
  private func wake(
    _ watcher: FolderWatcher, for coming: ComingChange?, after start: Date
  ) -> Task<Void, any Error>? {
    guard let coming, Double(coming.time) > start.timeIntervalSince1970 else { return nil }
    return Task {
      try await Task.sleep(for: .seconds(max(0, Double(coming.time) - Date().timeIntervalSince1970)))
      watcher.report(FileChanges(paths: coming.files))
    }
  }

  /// - Returns: what changes next without anyone writing.
  private func read(
    _ changes: FileChanges, _ live: LiveSite, _ report: (PreviewEvent) -> Void
  ) async -> ComingChange? {
    let start = ContinuousClock.now
    let reading = await site.read(after: changes)
    live.update(reading)
    let files = changes.isIncomplete ? [] : changes.paths.sorted()
    report(.read(files: files, duration: .now - start, diagnostics: reading.diagnostics))
    return reading.coming
  }

  /// Where browsers find the site.
  private func url(_ port: UInt16, _ live: LiveSite) -> String {
    let isEverywhere = options.host == "0.0.0.0" || options.host == "::"
    let host = isEverywhere ? "localhost" : options.host.contains(":") ? "[\(options.host)]" : options.host
    return "http://\(host):\(port)\(live.current.snapshot?.basePath ?? "/")"
  }
}
