import Partwork

/// What a command says when it has done its work.
enum Summary {
  /// The pages and files of a build, and what it left out.
  static func built(_ prepared: PreparedSite, report: WriteReport, in folder: String) -> String {
    let pages = count(prepared.context.plan.pages.count, "page")
    var changes = ["\(count(report.written.count, "file")) written", "\(report.unchanged) unchanged"]
    if !report.removed.isEmpty { changes.append("\(report.removed.count) removed") }
    let lines = ["Built \(pages) in \(folder): \(changes.joined(separator: ", "))."]
    return (lines + leftOut(prepared.site.leftOut)).joined(separator: "\n")
  }

  /// The pages of a check, and what it left out.
  static func checked(_ prepared: PreparedSite, hasWarnings: Bool) -> String {
    let pages = count(prepared.context.plan.pages.count, "page")
    let result = hasWarnings ? "nothing stops a build" : "nothing is wrong"
    return (["Checked \(pages): \(result)."] + leftOut(prepared.site.leftOut)).joined(separator: "\n")
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

  /// "1 page", "2 pages".
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
