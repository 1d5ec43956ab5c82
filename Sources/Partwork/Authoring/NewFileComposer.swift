import PartworkSupport
internal import PartworkDiagnostics
internal import Foundation

/// A new content file before it is written.
struct NewFileComposition {
  /// The path from the site's folder.
  let file: String
  let text: String

  /// The file of the post's series with the post in its `parts`.
  var list: EditedPartsList?
  var notes: [String] = []
}

/// Composes new content files for a site that was read.
struct NewFileComposer {
  let sources: Content
  let now: Timestamp

  /// - Throws: an error if the site's settings are wrong, on which dates and URLs depend.
  init(_ sources: Content, clock: EditionOptions.Clock) throws(WriteError) {
    let faults = sources.diagnostics.filter { $0.severity == .error && $0.location?.file == Settings.file }
    let zone = sources.settings.timeZone
    guard faults.isEmpty, let now = Timestamp(seconds: clock.seconds(in: zone), in: zone) else {
      throw .site(faults)
    }
    self.sources = sources
    self.now = now
  }

  /// - Parameter site: the path of the site's folder, from which the file of a post's series is read.
  func compose(_ content: NewContent, readingFrom site: String) throws(WriteError) -> NewFileComposition {
    switch content {
    case .post(let post):
      return try compose(post, readingFrom: site)
    case .series(let title, let id):
      let title = try line(title, "the title")
      let id = try slug(id, of: title, option: "--id")
      if let other = sources.series.first(where: { $0.id == id }) { throw taken(other.file, "--id") }
      return NewFileComposition(
        file: "content/series/\(id).md", text: frontMatter([("title", YAMLScalar.text(title)), ("status", "ongoing")]),
        notes: ["Write its parts with `partwork new post \"…\" --series \(id)`."])
    case .author(let name, let id):
      let name = try line(name, "the name")
      let id = try slug(id, of: name, option: "--id")
      if let other = sources.authors.first(where: { $0.id == id }) { throw taken(other.file, "--id") }
      return NewFileComposition(
        file: "content/authors/\(id).md", text: frontMatter([("name", YAMLScalar.text(name))]),
        notes: ["Write the bio below the last `---`; posts are signed with `author: \(id)`."])
    }
  }

  func frontMatter(_ keys: [(key: String, value: String)]) -> String {
    "---\n" + keys.map { "\($0.key): \($0.value)\n" }.joined() + "---\n\n"
  }

  /// `text` on one line, without control characters.
  func line(_ text: String, _ name: String) throws(WriteError) -> String {
    let words = text.split {
      $0.isWhitespace || $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    guard !words.isEmpty else { throw .fault("\(name) is empty", hint: "put it in quotes: \"A good title\"") }
    return words.joined(separator: " ")
  }

  /// The slug that was asked for, or else that of `name`.
  func slug(_ wish: String?, of name: String, option: String) throws(WriteError) -> String {
    let slug = Slug.make(wish ?? name)
    if !slug.isEmpty { return slug }
    throw .fault(
      "`\(wish ?? name)` has no letter or digit to name a file after", hint: "choose a name with `\(option)`")
  }

  private func taken(_ file: String, _ option: String) -> WriteError {
    .fault("this file exists already, and stays as it is", at: file, hint: "choose another name with `\(option)`")
  }
}

extension NewFileComposer {
  /// Checks that the site with the new file has no error that it has not without it.
  func check(_ composition: NewFileComposition) throws(WriteError) {
    guard let file = ContentFile(composition.file) else {
      preconditionFailure("the path of a new file must be that of a content file: \(composition.file)")
    }
    let read = ContentReader(settings: sources.settings.markdown).read(Array(composition.text.utf8), of: file)
    var after = sources
    after.add(read)
    if let list = composition.list { after.replace(list.source) }
    let faults = Set(errors(of: after)).subtracting(errors(of: sources))
    if !faults.isEmpty { throw .site(faults.sorted()) }
  }

  private func errors(of sources: Content) -> [Diagnostic] {
    let edition = Edition(now: now.seconds, showsDrafts: true, showsScheduled: true)
    let (site, linking) = link(sources, edition: edition)
    let (plan, planning) = plan(site, templates: [])
    let claims = plan.outputs.map { output in
      OutputFile(output.path, at: output.source ?? SourceLocation(Settings.file)) { [] }
    }
    return (sources.diagnostics + linking + planning + checkOutput(claims)).filter { $0.severity == .error }
  }
}

extension NewFileComposition {
  /// Why the file could not be written.
  func explain(_ failure: DiskFailure) -> WriteError {
    if failure.isAlreadyThere {
      return .fault("this file exists already, and stays as it is", at: file, hint: "choose another name")
    }
    let message = "could not \(failure.action) `\(failure.path)`: \(failure.reason)"
    if failure.isRefusal { return .fault(message, at: file, hint: "change the permissions of the folder") }
    return .disk(Diagnostic(.error, message, at: SourceLocation(file), hint: "try again when the disk is well"))
  }
}

extension WriteError {
  /// One error of the writer's, about the file at `file` where there is one.
  static func fault(_ message: String, at file: String? = nil, hint: String?) -> WriteError {
    .site([Diagnostic(.error, message, at: file.map { SourceLocation($0) }, hint: hint)])
  }
}
