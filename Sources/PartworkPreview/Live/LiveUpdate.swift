import Partwork

/// What a tab is told: how things stand, of which it takes what is new to it.
struct LiveUpdate: Sendable, Equatable {
  var revision: Revision

  /// The fingerprint of the tab's page as it is now.
  var page: String
  var styleSheets: [StyleSheet]

  /// The URL paths of files, not made by the generator, that have changed since the tab last heard.
  var changedFiles: [String]

  /// The site's errors as HTML; empty where there are none.
  var problems: String

  /// The event as it is sent (HTML Standard, 9.2, server-sent events).
  var event: String {
    let data = JSONText.record([
      "run": .string(revision.run),
      "page": .string(page),
      "styles": .array(styleSheets.compactMap(\.json)),
      "files": .array(changedFiles.map { .string($0) }),
      "problems": .string(problems),
    ])
    return "id: \(revision)\nevent: state\ndata: \(data.text())\n\n"
  }
}

extension StyleSheet {
  /// The URL, and what comes before and after the fingerprint in it, by which a tab knows an earlier one of this sheet.
  fileprivate var json: JSONText? {
    let file = name.split(separator: ".", omittingEmptySubsequences: false)
    let end = file.last.map { ".\($0)" } ?? ""
    let fingerprinted = url.split(separator: ".", omittingEmptySubsequences: false)
    guard file.count > 1, fingerprinted.count > 2 else { return nil }
    let start = fingerprinted.dropLast(2).joined(separator: ".") + "."
    return .record(["start": .string(start), "end": .string(end), "url": .string(url)])
  }
}
