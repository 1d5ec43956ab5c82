import Partwork

/// What a tab is told: how things stand, of which it takes what is new to it.
struct LiveUpdate: Sendable, Equatable {
  var revision: Revision

  /// The fingerprint of the tab's page as it is now.
  var page: String

  /// The URL path of the theme's assets, by which a tab knows outdated style sheets; empty if there are none.
  var assets: String

  /// The URL paths of files, not made by the generator, that have changed since the tab last heard.
  var changedFiles: [String]

  /// The site's errors as HTML; empty where there are none.
  var problems: String

  /// The event as it is sent (HTML Standard, 9.2, server-sent events).
  var event: String {
    let data = JSONText.record([
      "run": .string(revision.run),
      "page": .string(page),
      "assets": .string(assets),
      "files": .array(changedFiles.map { .string($0) }),
      "problems": .string(problems),
    ])
    return "id: \(revision)\nevent: state\ndata: \(data.text())\n\n"
  }
}
