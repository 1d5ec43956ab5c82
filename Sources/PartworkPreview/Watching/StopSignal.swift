import Foundation
import Synchronization

/// Wakes a thread that waits in `poll` and tells it to end.
///
/// It is a pipe: to end is to close the one side, which the other side sees at once, without a byte being written.
final class StopSignal: Sendable {
  /// The descriptor that turns readable when the signal is given.
  let descriptor: Int32
  private let writing: Mutex<Int32?>

  init() throws(WatchError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw WatchError("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    descriptor = ends[0]
    writing = Mutex(ends[1])
  }

  /// Gives the signal; once is enough.
  func give() {
    writing.withLock { end in
      if let open = end { close(open) }
      end = nil
    }
  }

  /// Waits until the signal is given, or `other` is readable, or `deadline` has passed; nil waits without end.
  /// - Returns: whether the signal was given, and whether `other` is readable.
  func wait(
    orReadable other: Int32? = nil, until deadline: ContinuousClock.Instant?
  ) -> (isGiven: Bool, isReadable: Bool) {
    var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    if let other { watched.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0)) }
    _ = poll(&watched, nfds_t(watched.count), deadline.map(Self.milliseconds) ?? -1)
    return (watched[0].revents != 0, watched.count > 1 && watched[1].revents != 0)
  }

  /// The milliseconds left until `deadline`, rounded up, so that it has passed when they are over.
  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let left = ContinuousClock.now.duration(to: deadline).components
    guard left.seconds >= 0, left.attoseconds >= 0 else { return 0 }
    return Int32(min(left.seconds, 1_000_000) * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  deinit {
    give()
    close(descriptor)
  }
}
