import Foundation
import Synchronization

/// Wakes a thread that waits in `poll` and tells it to stop.
///
/// This is a pipe. Giving the signal closes one end, which the other end sees at once, without a byte being written.
final class StopSignal: Sendable {
  private let readingEnd: Int32
  private let writingEnd: Mutex<Int32?>

  init() throws(ListeningError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    readingEnd = ends[0]
    writingEnd = Mutex(ends[1])
  }

  /// Gives the signal. Giving it again has no effect.
  func give() {
    writingEnd.withLock { end in
      if let open = end { close(open) }
      end = nil
    }
  }

  /// Waits until the signal is given, `other` is readable or `deadline` has passed; without a deadline, for ever.
  /// - Returns: whether the signal was given, and whether `other` is readable.
  func wait(
    orReadable other: Int32? = nil, until deadline: ContinuousClock.Instant?
  ) -> (isGiven: Bool, isReadable: Bool) {
    var watched = [readingEnd, other].compactMap { $0 }.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    // Rounded up, so that the deadline has passed when the wait is over.
    let milliseconds = deadline.map { (ContinuousClock.now.duration(to: $0) / .milliseconds(1)).rounded(.up) }
    _ = poll(&watched, nfds_t(watched.count), milliseconds.map { Int32(max(0, min($0, 1e9))) } ?? -1)
    return (watched[0].revents != 0, watched.count > 1 && watched[1].revents != 0)
  }

  deinit {
    give()
    close(readingEnd)
  }
}
