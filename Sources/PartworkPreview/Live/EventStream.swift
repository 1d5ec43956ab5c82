import FlyingSocks

/// The events of one tab: how things stand when it comes, and again after every change.
struct EventStream: AsyncBufferedSequence {
  typealias Element = UInt8

  let site: LiveSite
  let path: RequestPath

  /// When the tab last heard of the site.
  let known: Revision?
  let signals: AsyncStream<TabSignal>

  func makeAsyncIterator() -> Iterator {
    Iterator(site: site, path: path, known: known, signals: signals.makeAsyncIterator())
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let site: LiveSite
    let path: RequestPath
    var known: Revision?
    var signals: AsyncStream<TabSignal>.Iterator
    private var hasBegun = false

    init(site: LiveSite, path: RequestPath, known: Revision?, signals: AsyncStream<TabSignal>.Iterator) {
      self.site = site
      self.path = path
      self.known = known
      self.signals = signals
    }

    mutating func next() async throws -> UInt8? {
      preconditionFailure("a response's body is read by buffers")
    }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      let isFirst = !hasBegun
      hasBegun = true
      if !isFirst {
        switch await signals.next() {
        case .change: break
        case .rest: return Array("event: rest\ndata:\n\n".utf8)
        case nil: return nil
        }
      }
      let update = site.update(for: path, since: known)
      known = update.revision
      // A browser that loses the connection comes back after this many milliseconds.
      return Array("\(isFirst ? "retry: 500\n\n" : "")\(update.event)".utf8)
    }
  }
}
