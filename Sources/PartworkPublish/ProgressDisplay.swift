/// Turns progress into what is written to a terminal or a log.
///
/// A terminal shows one line that changes, once a publish takes longer than a second; a log gets a line a step.
package struct ProgressDisplay: Sendable {
  private let isTerminal: Bool
  private var shownStep: PublishProgress.Step?
  private var lastUpdate = 1.0

  /// The shortest time between two updates of a terminal, in seconds.
  private static let interval = 0.1
  /// Carriage return, then "erase in line" (ECMA-48).
  private static let lineStart = "\r\u{1B}[K"

  package init(isTerminal: Bool) {
    self.isTerminal = isTerminal
  }

  /// What to write when `progress` is reported `seconds` after the start; nil for nothing.
  package mutating func text(for progress: PublishProgress, at seconds: Double) -> String? {
    if isTerminal {
      guard seconds >= lastUpdate else { return nil }
      lastUpdate = seconds + Self.interval
      shownStep = progress.step
      return Self.lineStart + progress.line
    }
    if progress.step == shownStep { return nil }
    shownStep = progress.step
    return progress.title + "\n"
  }

  /// What to write at the end, to make room for the summary; nil for nothing.
  package var ending: String? { isTerminal && shownStep != nil ? Self.lineStart : nil }
}
