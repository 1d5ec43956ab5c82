import Foundation
import Partwork
import PartworkDiagnostics
import PartworkImport
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

  /// An e-book, written to `path`.
  static func wrote(_ book: BookFile, to path: String) -> String {
    "Wrote \(path): \(count(book.partCount, "part")), \(count(max(1, (book.bytes.count + 500) / 1000), "kilobyte"))."
  }

  /// A new site in the folder `folder`, or in the current one if it is nil, and what to type next.
  static func started(_ fileCount: Int, in folder: String?) -> String {
    let plain = "/._-"
    let isPlain = folder?.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || plain.contains($0)) } ?? true
    let name = folder.map { isPlain ? $0 : "'\($0.replacing("'", with: "'\\''"))'" }
    return """
      Started a site in \(folder ?? "this folder"): \(count(fileCount, "file")). Now type:

      \(name.map { "  cd \($0)\n" } ?? "")  partwork preview

      It shows the site in the browser, and says what to write first. README.md has more.
      """
  }

  /// What an import to `folder`, or to the current folder if it is nil, brought over, and where to look first.
  static func imported(_ report: ImportReport, to folder: String?, isDryRun: Bool) -> String {
    let file = folder.map { "\($0)/\(ImportReport.file)" } ?? ImportReport.file
    var lines =
      report.counts.isEmpty ? ["Nothing came over."] : report.counts.map { ImportReport.count($0.number, $0.noun) }
    if report.addressCount > 0 { lines.append(report.addressSummary) }
    if !report.missing.isEmpty { lines.append("\(count(report.missing.count, "file")) missing") }
    if !report.kept.isEmpty { lines.append("\(count(report.kept.count, "file")) left as you changed them") }
    let errors = report.diagnostics.count { $0.severity == .error }
    let warnings = report.diagnostics.count - errors
    if errors > 0 { lines.append("\(count(errors, "error")) to fix before the site builds") }
    if warnings > 0 { lines.append(count(warnings, "warning")) }
    let head = isDryRun ? "Would import:" : "Imported:"
    return ([head] + lines.map { "  " + $0 } + ["Read \(file) first: it says what did not come over, and where it is."])
      .joined(separator: "\n")
  }

  /// A build that had nothing to do.
  static func unchanged(_ record: BuildRecord, in folder: String) -> String {
    let line = "Built \(count(record.pageCount, "page")) in \(folder): 0 files written, \(record.fileCount) unchanged."
    return ([line] + record.notes).joined(separator: "\n")
  }

  /// `line`, and what there is to know about the site.
  static func lines(_ line: String, _ prepared: PreparedSite) -> String {
    ([line] + notes(prepared)).joined(separator: "\n")
  }

  /// What is used instead of something of Partwork's, and what was left out.
  static func notes(_ prepared: PreparedSite) -> [String] {
    prepared.context.plan.replacements.map { "Used \($0) instead of Partwork's own." } + leftOut(prepared.site.leftOut)
      + [prepared.context.plan.extras.note].compactMap(\.self)
  }

  /// One line for each file that has no page: why, and when a post goes live.
  private static func leftOut(_ files: [LeftOut]) -> [String] {
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
