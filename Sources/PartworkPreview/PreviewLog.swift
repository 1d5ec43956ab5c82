import Foundation
package import PartworkDiagnostics
import PartworkSupport
import Synchronization

/// What happens in a preview.
package enum PreviewEvent: Sendable {
  /// Browsers can go to `url`.
  case listening(url: String)

  /// The site was read: all of it, or, after a change, what `files` affect. It was ready for browsers after `duration`.
  case read(files: [String], duration: Duration, diagnostics: [Diagnostic])

  /// The system reports no more changes; the files are compared instead.
  case comparing
}

/// Turns what happens in a preview into the lines that the terminal shows.
package final class PreviewLog: Sendable {
  private let formatter: DiagnosticFormatter

  /// The errors and warnings of the last reading; nil before the first.
  private let shown = Mutex<Set<Diagnostic>?>(nil)

  package init(_ formatter: DiagnosticFormatter = DiagnosticFormatter()) {
    self.formatter = formatter
  }

  /// The lines for `event` at `time` (Unix seconds).
  package func lines(for event: PreviewEvent, at time: Int) -> LogLines {
    switch event {
    case .listening(let url):
      return LogLines(news: "Previewing at \(url) (press Control-C to stop)\n")
    case .comparing:
      return LogLines(
        news: """
          The system cannot watch this many folders, so changes show after half a second. \
          On Linux, raise fs.inotify.max_user_watches.

          """)
    case .read(let files, let duration, let diagnostics):
      let found = Set(diagnostics)
      let shown = shown.withLock { shown in
        defer { shown = found }
        return shown
      }
      return LogLines(
        findings: formatter.format(found.subtracting(shown ?? []).sorted()),
        news: shown == nil ? "" : line(files, duration, errors: found.count { $0.severity == .error }, at: time))
    }
  }

  /// `12:04:31 posts/best-mentee.md → 4 ms`.
  private func line(_ files: [String], _ duration: Duration, errors: Int, at time: Int) -> String {
    let first = files.first.map { $0.hasPrefix("content/") ? String($0.dropFirst("content/".count)) : $0 }
    let what =
      switch (first, files.count) {
      case (nil, _): "all files"
      case (let file?, 1): file.printable
      case (let file?, let count): "\(file.printable) and \(count - 1) more"
      }
    let milliseconds = Int(duration / .milliseconds(1))
    let state = errors == 0 ? "" : errors == 1 ? ", 1 error" : ", \(errors) errors"
    return "\(Self.clock(time)) \(what) → \(milliseconds == 0 ? "under 1" : "\(milliseconds)") ms\(state)\n"
  }

  /// The time of day on this machine's clock.
  private static func clock(_ time: Int) -> String {
    var seconds = time_t(time)
    var local = tm()
    localtime_r(&seconds, &local)
    return [local.tm_hour, local.tm_min, local.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

/// Complete lines for the terminal.
package struct LogLines: Sendable, Equatable {
  /// Errors and warnings that were not shown before.
  package var findings = ""

  /// What happened.
  package var news = ""
}
