import PartworkDiagnostics
import FlyingSocks
import Foundation
package import Partwork

/// A site that is served to browsers and follows its files.
package struct SitePreview: Sendable {
  private let site: any PreviewedSite
  private let tree: WatchedTree
  private let options: Options

  package struct Options: Sendable {
    /// The name or address to listen at, and beside this machine's own names the only one that is answered to.
    package var host = "127.0.0.1"

    /// The port to listen at; 0 takes any that is free.
    package var port: UInt16 = 4000
    package var timing = WatchTiming()

    package init() {}
  }

  /// The preview of the site in `folder`, drafts and scheduled posts included.
  /// - Parameter clock: tells the moment by which posts are live or scheduled; asked before each reading.
  package init(
    of folder: String, clock: @escaping @Sendable () -> EditionOptions.Clock, options: Options = Options()
  ) {
    let session = SiteSession(folder: folder) {
      EditionOptions(clock: clock(), showsDrafts: true, showsScheduled: true)
    }
    self.init(session, watching: SiteSession.tree(of: folder), options: options)
  }

  /// - Parameter tree: the site's folder, and which files in it to follow.
  package init(_ site: any PreviewedSite, watching tree: WatchedTree, options: Options = Options()) {
    self.site = site
    self.tree = tree
    self.options = options
  }

  /// Runs until the task is cancelled.
  /// - Parameter report: is told what happens, one event at a time.
  /// - Throws: `ListeningError` and `WatchError`.
  package func run(report: @escaping @Sendable (PreviewEvent) -> Void) async throws {
    let live = LiveSite(root: tree.root)
    let handler = SiteHandler(site: live, hostRule: HostRule(host: options.host))
    let server = PreviewServer(host: options.host, port: options.port, handler: handler)
    let socket = try server.listen()
    defer { try? socket.close() }
    // What changes while the site is read is read again afterwards.
    let watcher = try FolderWatcher(tree, timing: options.timing) { report(.comparing) }
    defer {
      watcher.stop()
      live.end()
    }
    let start = Date()
    let reading = await site.read()
    live.update(reading)
    report(.read(files: [], duration: .zero, diagnostics: reading.diagnostics))
    report(.listening(url: url(socket.port, live)))

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await server.run(on: socket)
      }
      let (changes, next) = AsyncStream.makeStream(of: FileChanges.self)
      group.addTask {
        for await change in watcher.changes { next.yield(change) }
      }
      group.addTask {
        var alarm = wake(for: reading.coming, after: start, next)
        for await change in changes {
          alarm?.cancel()
          let start = Date()
          alarm = wake(for: await follow(change, live, report), after: start, next)
        }
        alarm?.cancel()
      }
      // The first to end is the server, for a reason, or any at the end of the task.
      try await group.next()
      group.cancelAll()
    }
  }

  /// Yields what `coming` names when its time has come, if that is after `start`, when the site was read: it may have
  /// come meanwhile. Where the site goes by a clock that stands still, what is past by the real one never comes.
  private func wake(
    for coming: ComingChange?, after start: Date, _ changes: AsyncStream<FileChanges>.Continuation
  ) -> Task<Void, any Error>? {
    guard let coming, Double(coming.time) > start.timeIntervalSince1970 else { return nil }
    return Task {
      try await Task.sleep(for: .seconds(max(0, Double(coming.time) - Date().timeIntervalSince1970)))
      changes.yield(FileChanges(paths: coming.files))
    }
  }

  /// - Returns: what changes next by itself.
  private func follow(
    _ changes: FileChanges, _ live: LiveSite, _ report: (PreviewEvent) -> Void
  ) async -> ComingChange? {
    let start = ContinuousClock.now
    let reading = await site.reread(changes)
    live.update(reading)
    report(
      .read(
        files: changes.isIncomplete ? [] : changes.paths.sorted(), duration: .now - start,
        diagnostics: reading.diagnostics))
    return reading.coming
  }

  /// Where browsers find the site.
  private func url(_ port: UInt16, _ live: LiveSite) -> String {
    let isEverywhere = options.host == "0.0.0.0" || options.host == "::"
    let host = isEverywhere ? "localhost" : options.host.contains(":") ? "[\(options.host)]" : options.host
    return "http://\(host):\(port)\(live.current.snapshot?.basePath ?? "/")"
  }
}
