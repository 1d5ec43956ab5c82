import Partwork

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

  /// `line`, and one for each post that is not built: why, and when it goes live.
  static func lines(_ line: String, _ prepared: PreparedSite) -> String {
    let leftOut = prepared.site.leftOut.map { post in
      switch post.reason {
      case .draft: "Left out \(post.file): a draft."
      case .scheduled(let date): "Left out \(post.file): goes live on \(date.day)."
      }
    }
    return ([line] + leftOut).joined(separator: "\n")
  }

  /// "1 page", "2 pages".
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func pages(of prepared: PreparedSite) -> String {
    count(prepared.context.plan.pages.count, "page")
  }
}
