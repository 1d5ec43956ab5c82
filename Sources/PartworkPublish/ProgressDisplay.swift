/// Turns progress into what is written to a terminal or a log.
///
/// A terminal shows one line that changes, once a publish takes longer than a second; a log gets a line for each step.
package struct ProgressDisplay: Sendable {
  private let isTerminal: Bool
  private var latest: PublishProgress?
  private var shownStep: PublishStep?
  /// When a terminal may be written to next, in seconds after the start.
  private var nextUpdate = 1.0

  /// The shortest time between two updates of a terminal, in seconds.
  private static let interval = 0.1
  /// Carriage return, then "erase in line" (ECMA-48).
  private static let lineStart = "\r\u{1B}[K"

  package init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  /// What to write when `progress` is reported `seconds` after the start; nil for nothing.
  ///
  /// - Parameter width: how many characters fit into a line of the terminal.
  package mutating func text(for progress: PublishProgress, at seconds: Double, width: Int = 80) -> String? {
    latest = progress
    if isTerminal {
      guard seconds >= nextUpdate else { return nil }
      nextUpdate = seconds + Self.interval
      // One character less than fits: after a full line, some terminals would start the next.
      return Self.lineStart + progress.line(fitting: max(width - 1, 1))
    }
    if progress.step == shownStep { return nil }
    shownStep = progress.step
    return progress.title + "\n"
  }

  /// What to write `seconds` after the start if nothing was reported meanwhile; nil for nothing. A step that takes long
  /// to report again is shown this way.
  package mutating func refreshed(at seconds: Double, width: Int) -> String? {
    guard isTerminal, let latest else { return nil }
    return text(for: latest, at: seconds, width: width)
  }

  /// What to write at the end, to make room for the result; nil for nothing. It also clears the `^C` that a terminal
  /// shows for Control-C.
  package mutating func ending() -> String? {
    latest = nil
    return isTerminal ? Self.lineStart : nil
  }
}
