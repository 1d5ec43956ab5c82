import Dispatch
import Foundation

/// Runs `work`, and cancels it when the user presses Control-C or the system asks the program to end, so that it can
/// clean up.
///
/// - Parameter patience: How many seconds `work` has before the program ends anyway; nil waits for it.
func untilInterrupted<Result: Sendable>(
  patience: Double? = nil, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let task = Task { try await work() }
  let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      task.cancel()
      if let patience { DispatchQueue.global().asyncAfter(deadline: .now() + patience) { Foundation.exit(0) } }
    }
    source.resume()
    return (number, source)
  }
  defer {
    for (number, source) in sources {
      source.cancel()
      signal(number, SIG_DFL)
    }
  }
  return try await task.value
}
