import Foundation
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

  /// One line for each file that has no page: why, and when a post goes live.
  static func leftOut(_ files: [LeftOut]) -> [String] {
    files.map { file in
      switch file.reason {
      case .draft: "Left out \(file.file): a draft."
      case .scheduled(let date): "Left out \(file.file): goes live on \(date.day)."
      case .nothingToRead: "Left out \(file.file): nothing to read yet."
      }
    }
  }

  /// The stages of a run as a table.
  static func timings(_ stages: [StageTimings.StageTime]) -> String {
    let width = stages.map(\.name.count).max() ?? 0
    return stages.map { stage in
      stage.name + String(repeating: " ", count: width - stage.name.count)
        + String(format: "  %.3f s  %.3f s", stage.wall, stage.processor)
    }.joined(separator: "\n")
  }

  /// "1 page", "2 pages".
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func pages(of prepared: PreparedSite) -> String {
    count(prepared.context.plan.pages.count, "page")
  }
}
