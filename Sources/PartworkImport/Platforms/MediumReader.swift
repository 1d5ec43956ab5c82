import PartworkHTML
internal import Foundation
internal import PartworkDiagnostics
package import PartworkSupport

/// Reads an export of Medium: a folder with a file of HTML for each post in `posts/`.
package struct MediumReader {
  private var result = HTMLSite()
  private var home: String?

  /// Reads the export in `folder`, which was unpacked.
  package static func site(in folder: String) throws(DiskFailure) -> ImportedSite {
    var reader = MediumReader()
    let names = try Disk().names(in: "\(folder)/posts").filter { $0.hasSuffix(".html") }.sorted()
    guard !names.isEmpty else {
      return .unreadable(
        "there is no folder `posts` with files of HTML here", at: folder,
        hint: "unpack the export of Medium, and name its folder")
    }
    let profile = try Disk().read("\(folder)/profile/profile.html").map {
      HTMLReader.read(String(decoding: $0, as: UTF8.self))
    }
    let name = profile.flatMap { tree in tree.element(ofClass: "p-name").map { tree.textContent(of: $0) } }
    let author = name.flatMap { reader.result.author($0) }
    for name in names { try reader.add("\(folder)/posts/\(name)", name, author) }
    return reader.result.finished(at: reader.home, terms: "/tag/")
  }

  /// The title and the subtitle are said again at the beginning of a text.
  private static let part = HTMLPart(
    container: ("data-field", "body"), leftOut: ["graf--title", "graf--subtitle", "section-divider"])

  private mutating func add(_ file: String, _ name: String, _ author: String?) throws(DiskFailure) {
    let html = String(decoding: try readBytes(file), as: UTF8.self)
    let tree = HTMLReader.read(html)
    func text(_ name: String) -> String? {
      tree.element(ofClass: name).map { tree.textContent(of: $0) }?.plainLine.nonEmpty
    }
    let title = text("p-name") ?? "Untitled"
    let stem = String(name.dropLast(".html".count))
    let isDraft = stem.hasPrefix("draft")
    if isDraft { result.noteHidden(title, nil, file) }
    let canonical = tree.element(ofClass: "p-canonical").flatMap { tree.attribute("href", of: $0) }
    // `2019-05-07_A-letter-0123456789ab`
    let parts = SourceFile.withoutDate(stem).replacing(/[-_]+[0-9a-f]{8,12}$/, with: "")
    let tags = tree.element(ofClass: "p-tags").map { list in
      tree.descendants(of: list).filter { tree.name(of: $0) == "a" }.map { tree.textContent(of: $0) }
    }
    result.add(title, slug: isDraft ? nil : parts, html: html, of: file, part: Self.part) { post in
      post.subtitle = text("p-summary")
      post.date = tree.element(ofClass: "dt-published").flatMap { tree.attribute("datetime", of: $0) }.flatMap(
        MarkdownReader.date)
      post.visibility = isDraft ? .hidden : .open
      post.tags = tags ?? []
      post.authors = [author].compactMap(\.self)
      // Addresses at Medium itself cannot lead here.
      guard !isDraft, let canonical, let host = URL(string: canonical)?.host(), !host.hasSuffix("medium.com") else {
        return
      }
      post.address = URL(string: canonical)?.path()
    }
    if home == nil, let canonical, let url = URL(string: canonical), let host = url.host(),
      !host.hasSuffix("medium.com")
    {
      home = "https://\(host)/"
    }
  }
}

extension HTMLTree {
  /// The first element of a class.
  func element(ofClass name: String) -> ID? { descendants(of: Self.root).first { has(class: name, $0) } }
}
