#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import Synchronization

/// How long the stages of a run took, in wall-clock time and in processor time of all cores.
package final class StageTimings: Sendable {
  package struct StageTime: Sendable {
    package let name: String

    /// In seconds.
    package let wall: Double
    package let processor: Double
  }

  private struct Progress {
    var wall = wallTime()
    var processor = processorTime()
    var stages: [StageTime] = []
  }

  private let progress = Mutex(Progress())

  package init() {}

  /// Ends the stage `name`, which began when the one before it ended.
  package func end(_ name: String) {
    progress.withLock { progress in
      let (wall, processor) = (wallTime(), processorTime())
      progress.stages.append(
        StageTime(name: name, wall: wall - progress.wall, processor: processor - progress.processor))
      (progress.wall, progress.processor) = (wall, processor)
    }
  }

  /// The stages that have ended, in order.
  package var stages: [StageTime] { progress.withLock { $0.stages } }
}

private func wallTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
