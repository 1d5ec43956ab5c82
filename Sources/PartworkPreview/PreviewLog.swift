package import PartworkDiagnostics
import Foundation
import Synchronization

/// Turns what happens in a preview into the lines that the terminal shows.
package final class PreviewLog: Sendable {
  private let formatter: DiagnosticFormatter
  private let state = Mutex(State())

  private struct State {
    var shown: Set<Diagnostic> = []
    var hasBegun = false
  }

  /// Lines, each with its end.
  package struct Lines: Sendable, Equatable {
    /// Errors and warnings that were not shown before.
    package var findings = ""

    /// What happened.
    package var message = ""
  }

  package init(_ formatter: DiagnosticFormatter = DiagnosticFormatter()) {
    self.formatter = formatter
  }

  /// The lines for `event` at `time` (Unix seconds).
  package func lines(for event: PreviewEvent, at time: Int) -> Lines {
    switch event {
    case .listening(let url):
      return Lines(message: "Previewing at \(url) (Ctrl-C stops)\n")
    case .comparing:
      return Lines(
        message: """
          The system has no more watches for folders, so that changes show after half a second. \
          On Linux, raise fs.inotify.max_user_watches.

          """)
    case .read(let files, let duration, let diagnostics):
      let found = Set(diagnostics)
      return state.withLock { state in
        let new = formatter.format(found.subtracting(state.shown).sorted())
        let message = state.hasBegun ? line(files, duration, diagnostics, at: time) : ""
        state = State(shown: found, hasBegun: true)
        return Lines(findings: new, message: message)
      }
    }
  }

  /// `12:04:31 posts/best-mentee.md → 4 ms`.
  private func line(_ files: [String], _ duration: Duration, _ diagnostics: [Diagnostic], at time: Int) -> String {
    let first = files.first.map { $0.hasPrefix("content/") ? String($0.dropFirst("content/".count)) : $0 }
    let what =
      switch (first, files.count) {
      case (nil, _): "all files"
      case (let file?, 1): file
      case (let file?, let count): "\(file) and \(count - 1) more"
      }
    let errors = Set(diagnostics.filter { $0.severity == .error }).count
    let state = errors == 0 ? "" : errors == 1 ? ", 1 error" : ", \(errors) errors"
    return "\(Self.clock(time)) \(what) → \(Self.milliseconds(duration))\(state)\n"
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    return milliseconds == 0 ? "under 1 ms" : "\(milliseconds) ms"
  }

  /// The time of day on this machine's clock.
  private static func clock(_ time: Int) -> String {
    var seconds = time_t(time)
    var local = tm()
    localtime_r(&seconds, &local)
    return [local.tm_hour, local.tm_min, local.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
