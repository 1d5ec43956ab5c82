import Partwork
import PartworkSupport

/// What a command says when it is done.
enum Summary {
  /// The pages and files of a build, and what it left out.
  static func built(_ prepared: PreparedSite, report: WriteReport, in folder: String) -> String {
    var changes = ["\(count(report.written.count, "file")) written", "\(report.unchanged) unchanged"]
    if !report.removed.isEmpty { changes.append("\(report.removed.count) removed") }
    return lines("Built \(pages(of: prepared)) in \(folder): \(changes.joined(separator: ", ")).", prepared)
  }

  /// The pages of a check without errors, and what it left out.
  static func checked(_ prepared: PreparedSite, hasWarnings: Bool) -> String {
    lines("Checked \(pages(of: prepared)): no errors\(hasWarnings ? "" : " or warnings").", prepared)
  }

  /// A build that had nothing to do.
  static func unchanged(_ record: BuildRecord, in folder: String) -> String {
    let line = "Built \(count(record.pageCount, "page")) in \(folder): 0 files written, \(record.fileCount) unchanged."
    return ([line] + record.leftOut).joined(separator: "\n")
  }

  /// `line`, and what was left out.
  static func lines(_ line: String, _ prepared: PreparedSite) -> String {
    ([line] + leftOut(prepared.site.leftOut)).joined(separator: "\n")
  }

  /// One line for each post that is not built: why, and when it goes live.
  static func leftOut(_ posts: [LeftOut]) -> [String] {
    posts.map { post in
      switch post.reason {
      case .draft: "Left out \(post.file): a draft."
      case .scheduled(let date): "Left out \(post.file): goes live on \(date.day)."
      }
    }
  }

  /// The stages of a run as a table.
  static func timings(_ stages: [StageTimings.StageTime]) -> String {
    let rows = stages.map { ($0.name, seconds($0.wall), seconds($0.processor)) }
    let width = rows.map(\.0.count).max() ?? 0
    let lines = rows.map { name, wall, processor in
      name + String(repeating: " ", count: width - name.count + 2) + "\(wall) s  \(processor) s"
    }
    return lines.joined(separator: "\n")
  }

  private static func seconds(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1000).rounded())
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// "1 page", "2 pages".
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func pages(of prepared: PreparedSite) -> String {
    count(prepared.context.plan.pages.count, "page")
  }
}
