internal import Foundation
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads an export of Substack: a folder with `posts.csv` and the texts in `posts/`.
package struct SubstackReader {
  private var result = HTMLSite()
  private let folder: String

  /// Reads the export in `folder`, which was unpacked.
  package static func site(in folder: String) throws(DiskFailure) -> ImportedSite {
    var reader = SubstackReader(folder: folder)
    guard let bytes = try Disk().read("\(folder)/posts.csv") else {
      return .unreadable(
        "there is no `posts.csv` in this folder", at: folder, hint: "unpack the export of Substack, and name its folder"
      )
    }
    let rows = CSV.rows(String(decoding: bytes, as: UTF8.self))
    let names = rows.first?.fields ?? []
    for row in rows.dropFirst() {
      try reader.add(Dictionary(zip(names, row.fields), uniquingKeysWith: { first, _ in first }), line: row.line)
    }
    return reader.result.finished(at: nil, terms: "/t/")
  }

  private init(folder: String) { self.folder = folder }

  /// What Substack puts into texts for its own readers.
  private static let part = HTMLPart(
    leftOut: [
      "button-wrapper", "subscription-widget-wrap", "subscription-widget-wrap-editor", "subscription-widget",
      "poll-embed",
    ])

  private mutating func add(_ row: [String: String], line: Int) throws(DiskFailure) {
    let list = "\(folder)/posts.csv"
    guard let id = row["post_id"]?.trimmedText else { return }
    let title = row["title"]?.plainLine.nonEmpty ?? "Untitled"
    let file = "\(folder)/posts/\(id).html"
    guard let bytes = try Disk().read(file) else {
      result.remark(.leftOut, "“\(title)”: there is no `posts/\(id).html`", list, line)
      return
    }
    let audience = row["audience"] ?? ""
    let isDraft = row["is_published"]?.lowercased() != "true"
    let isHidden = isDraft || audience != "everyone"
    if isHidden { result.noteHidden(title, isDraft ? nil : "its readers are `\(audience)`", list, line) }
    let slug = id.split(separator: ".", maxSplits: 1).dropFirst().first.map(String.init)
    var html = Self.withOriginals(String(decoding: bytes, as: UTF8.self))
    if let sound = row["podcast_url"]?.trimmedText {
      html = "<audio src=\"\(Escaping.html.escaped(sound))\"></audio>" + html
    }
    result.add(title, slug: slug, html: html, of: file, part: Self.part, isPage: row["type"] == "page") { post in
      post.subtitle = row["subtitle"]?.plainLine.nonEmpty
      post.date = row["post_date"].flatMap(MarkdownReader.date)
      post.visibility = isHidden ? .hidden : .open
      post.address = isHidden ? nil : slug.map { "/p/\($0)" }
    }
  }

  /// The HTML with the addresses of pictures behind those of the service that resizes them.
  private static func withOriginals(_ html: String) -> String {
    html.replacing(/https:\/\/substackcdn\.com\/image\/fetch\/[^\s"'<>]*?(https?%3A%2F%2F[^\s"'<>,]+)/) { match in
      PercentEncoding.decoded(String(match.output.1))
    }
  }
}

/// Comma-separated values (RFC 4180).
enum CSV {
  /// The rows, with the line that each begins on.
  static func rows(_ text: String) -> [(fields: [String], line: Int)] {
    var rows: [(fields: [String], line: Int)] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var (line, start) = (1, 1)
    var (isQuoted, isBlank) = (false, true)
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    func endRow() {
      if !isBlank {
        endField()
        rows.append((fields, start))
      }
      (fields, start, isBlank) = ([], line, true)
    }
    // Bytes, since a character may be a comma with a mark that combines with it.
    var rest = Array(text.utf8)[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while let next = rest.popFirst() {
      if next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") && rest.first != UInt8(ascii: "\n") { line += 1 }
      switch next {
      case UInt8(ascii: "\"") where isQuoted && rest.first == next:
        rest.removeFirst()
        field.append(next)
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        isBlank = false
      case _ where isQuoted: field.append(next)
      case UInt8(ascii: ","):
        endField()
        isBlank = false
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endRow()
      default:
        field.append(next)
        isBlank = false
      }
    }
    endRow()
    return rows
  }
}
