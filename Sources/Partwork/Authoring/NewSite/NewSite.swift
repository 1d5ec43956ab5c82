internal import Foundation
internal import PartworkDiagnostics
internal import PartworkSupport

/// A small site that builds at once, for a writer to change.
package struct NewSite: Sendable {
  package let title: String
  package let url: SiteURL
  /// The name of the author.
  package let author: String
  /// A BCP 47 tag.
  package let language: String
  package let host: HostingService?
  private let samples: SampleTexts
  /// The date of its first post: today, where the writer is.
  let date: String
  /// The name of the writer's time zone in the IANA database.
  let timeZone: String

  package init(
    title: String, url: SiteURL, author: String, language: String, host: HostingService?, clock: EditionOptions.Clock
  ) {
    let zone = TimeZone.current
    self.title = Self.line(title)
    self.url = url
    self.author = Self.line(author)
    self.language = language
    self.host = host
    samples = SampleTexts(language: language)
    date = Timestamp(seconds: clock.seconds(in: zone), in: zone).day
    timeZone = ["GMT", "Etc/UTC", "Etc/GMT"].contains(zone.identifier) ? "UTC" : zone.identifier
  }

  /// `text` on one line, without control characters.
  package static func line(_ text: String) -> String {
    text.split { $0.isWhitespace || $0.unicodeScalars.contains(where: \.isControl) }.joined(separator: " ")
  }

  /// `text` as a title or a name, which must have something to read.
  package static func title(_ text: String) throws(InvalidValue) -> String {
    let line = line(text)
    if !line.isEmpty { return line }
    throw InvalidValue("this is empty", hint: "write at least one letter")
  }

  /// `text`, a language tag, if it begins with the code of a language.
  package static func language(_ text: String) throws(InvalidValue) -> String { try LanguageTag.checked(text) }

  /// The ID of the author.
  var authorID: String {
    let slug = Slug.make(author)
    // `index.md` would be the file of a folder.
    return slug.isEmpty || slug == "index" ? "author" : slug
  }

  /// What readers see in it until the writer has written something else.
  func text(_ key: SampleTexts.Key) -> String { samples.text(key, ["author": author, "authorID": authorID]) }

  /// The path of each file from the site's folder, and its text.
  var files: [String: String] {
    let own = [
      Settings.file: settings,
      "content/authors/\(authorID).md": authorFile,
      "content/series/\(text(.seriesName)).md": seriesFile,
      "content/posts/\(text(.postName)).md": postFile,
      "content/pages/\(text(.aboutName)).md": aboutPage,
      "README.md": readme,
      ".gitignore": "/public/\n/.partwork/\n",
    ]
    return own.merging(host?.files ?? [:]) { own, _ in own }
  }

  /// Writes the files to `folder`, which is made if it is missing.
  ///
  /// - Returns: their paths from `folder`, sorted.
  /// - Throws: `WriteError.site`, and writes nothing, if anything is where one of them has to be.
  package func write(to folder: String) throws(WriteError) -> [String] {
    let root = folder.absolutePath
    let files = files.sorted { $0.key < $1.key }
    var obstacles: Set<String> = []
    for (path, _) in files {
      if let obstacle = try writing(path, { () throws(DiskFailure) in try Self.obstacle(to: path, in: root) }) {
        obstacles.insert(obstacle)
      }
    }
    if !obstacles.isEmpty { throw .taken(obstacles.sorted()) }
    for (path, text) in files {
      try writing(path) { () throws(DiskFailure) in
        // The folders above the site may be missing too.
        try Disk().create(String("\(root)/\(path)".dropFirst()), in: "", bytes: Array(text.utf8))
      }
    }
    return files.map(\.key)
  }

  /// What is at `path` below `root`, or where one of its folders has to be; nil if the file can be written.
  private static func obstacle(to path: String, in root: String) throws(DiskFailure) -> String? {
    var folder = ""
    for name in path.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? name : "/\(name)"
      guard let kind = try Disk().kind(of: "\(root)/\(folder)", followingLinks: true) else { return nil }
      if kind != .folder { return folder }
    }
    return try Disk().kind(of: "\(root)/\(path)") == nil ? nil : path
  }

  private func writing<Result>(
    _ path: String, _ body: () throws(DiskFailure) -> Result
  ) throws(WriteError) -> Result {
    do {
      return try body()
    } catch {
      throw NewFile(path: path).error(for: error)
    }
  }
}

extension WriteError {
  fileprivate static func taken(_ paths: [String]) -> WriteError {
    .site(
      paths.map { path in
        Diagnostic(
          .error, "this file already exists, so nothing was written", at: SourceLocation(path),
          hint: "move it away, or start the site in another folder: `partwork init DIR`")
      })
  }
}
