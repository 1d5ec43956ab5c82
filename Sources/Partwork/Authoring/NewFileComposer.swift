internal import Foundation
internal import PartworkDiagnostics
internal import PartworkSupport

/// Composes new content files for a site that was read.
struct NewFileComposer {
  let content: Content
  /// The path of the site's folder.
  let site: String
  private let now: Timestamp

  /// - Throws: an error if the site's settings are wrong, because dates and URLs depend on them.
  init(_ content: Content, in site: String, clock: EditionOptions.Clock) throws(WriteError) {
    let zone = content.settings.timeZone
    try content.checkErrors(in: Settings.file)
    self.content = content
    self.site = site
    now = Timestamp(seconds: clock.seconds(in: zone), in: zone)
  }

  func compose(_ new: NewContent) throws(WriteError) -> NewFile {
    switch new {
    case .post(let post):
      return try compose(post)
    case .series(let title, let id):
      let title = try line(title, "the title")
      let id = try slug(id, of: title, option: "--id")
      if let other = content.series.first(where: { $0.id == id }) { throw taken(other.file) }
      var file = NewFile(path: "content/series/\(id).md")
      file.add("title", title)
      file.add("status", "ongoing")
      file.notes = ["Write its parts with `partwork new post \"…\" --series \(id)`."]
      return file
    case .author(let name, let id):
      let name = try line(name, "the name")
      let id = try slug(id, of: name, option: "--id")
      if let other = content.authors.first(where: { $0.id == id }) { throw taken(other.file) }
      var file = NewFile(path: "content/authors/\(id).md")
      file.add("name", name)
      file.notes = ["Write the bio below the last `---`, and sign posts with `author: \(id)`."]
      return file
    }
  }

  private func compose(_ post: NewPost) throws(WriteError) -> NewFile {
    let title = try line(post.title, "the title")
    let slug = try slug(post.slug, of: title, option: "--slug")
    let path = post.isFolder ? "content/posts/\(slug)/index.md" : "content/posts/\(slug).md"
    if let other = content.posts.first(where: { $0.slug.value == slug }) {
      let hint = "choose another title, or another slug with `--slug`"
      if other.file == path { throw .existing(path, hint: hint) }
      throw .refusal("the slug `\(slug)` is taken by \(other.file)", at: path, hint: hint)
    }
    let series = try post.series.map { id throws(WriteError) in try self.series(id) }
    var file = NewFile(path: path)
    file.add("title", title)
    file.add("date", yaml: now.day)
    file.add("author", try author(post.author))
    if let series {
      file.add("series", series.id)
      join(series, as: slug, title, isDraft: post.isDraft, &file)
    }
    if post.isDraft { file.add("draft", yaml: "true") }
    if post.author == nil, content.authors.count > 1 {
      file.notes.append("Sign it with `author:` and one of \(content.authors.map(\.id).listed(with: "or")).")
    }
    return file
  }

  private func series(_ id: String) throws(WriteError) -> SeriesSource {
    guard let series = content.series.first(where: { $0.id == id }) else {
      throw .refusal(
        "there is no series `\(id)`",
        hint: Suggestion.question(
          for: id, among: content.series.map { NamedItem($0.id, title: $0.title.value) })
          ?? "create it first: `partwork new series \"…\" --id \(id)`")
    }
    try content.checkErrors(in: series.file)
    return series
  }

  /// The author that was asked for, or the only one; nil if there are none or several.
  private func author(_ id: String?) throws(WriteError) -> String? {
    let known = content.authors.map(\.id)
    guard let id else { return known.count == 1 ? known[0] : nil }
    if known.contains(id) { return id }
    throw .refusal(
      "there is no author `\(id)`",
      hint: Suggestion.question(
        for: id, among: content.authors.map { NamedItem($0.id, title: $0.name.value) })
        ?? "create one first: `partwork new author \"…\" --id \(id)`")
  }

  /// `text` on one line, without control characters.
  private func line(_ text: String, _ name: String) throws(WriteError) -> String {
    let words = text.split { $0.isWhitespace || $0.unicodeScalars.contains(where: \.isControl) }
    guard !words.isEmpty else { throw .refusal("\(name) is empty", hint: "put it in quotes: \"A good title\"") }
    return words.joined(separator: " ")
  }

  /// The slug that was asked for, or else that of `name`.
  private func slug(_ wish: String?, of name: String, option: String) throws(WriteError) -> String {
    let slug = Slug.make(wish ?? name)
    if slug == "index" {
      throw .refusal(
        "`\(wish ?? name)` cannot be its name: `index.md` is the file of a folder",
        hint: "choose another name with `\(option)`")
    }
    if !slug.isEmpty { return slug }
    throw .refusal(
      "`\(wish ?? name)` has no letter or digit to use in a file name", hint: "choose a name with `\(option)`")
  }

  private func taken(_ file: String) -> WriteError { .existing(file, hint: "choose another name with `--id`") }
}

/// The place of a new post in its series.
extension NewFileComposer {
  /// Puts `file`, a new post, after all parts of `series`: in its list `parts`, by the next free number, or by date.
  ///
  /// The first part of a series gets a number, so that later parts get theirs.
  private func join(_ series: SeriesSource, as slug: String, _ title: String, isDraft: Bool, _ file: inout NewFile) {
    guard let parts = series.parts else {
      let members = content.posts.filter { $0.names(series: series.id) }
      let numbers = members.compactMap { $0.part(in: series.id)?.value }
      if members.isEmpty || !numbers.isEmpty { file.add("part", yaml: String((numbers.max() ?? 0) + 1)) }
      return
    }
    let announced = parts.firstIndex { $0.announced.map { Slug.make($0.title.value) == Slug.make(title) } ?? false }
    if let announced { file.add("description", parts[announced].announced?.description) }
    let index = announced ?? parts.count
    file.series = (try? readBytes("\(site)/\(series.file)")).flatMap { bytes in
      EditedSeriesFile(
        adding: slug, at: index, replacing: announced != nil && !isDraft, to: series, bytes,
        settings: content.settings.markdown)
    }
    let note =
      switch (isEdited: file.series != nil, isAnnounced: announced != nil) {
      case (false, false):
        "Add `- \(slug)` to the `parts` of \(series.file), which set the order."
      case (false, true):
        "Replace the part announced in \(series.file) with `- \(slug)`."
      case (true, false):
        "Added `- \(slug)` to \(series.file) as entry \(index + 1) of its `parts`: move it if it belongs earlier."
      case (true, true) where isDraft:
        "Added `- \(slug)` to \(series.file) before the part it announces: remove that entry when the draft goes live."
      case (true, true):
        "Replaced entry \(index + 1) of the `parts` of \(series.file), which announced this post, with `- \(slug)`."
      }
    file.notes.append(note)
  }
}

/// The check of a new file.
extension NewFileComposer {
  /// Checks that the new file causes no error in the site.
  func check(_ file: NewFile) throws(WriteError) {
    guard let document = ContentFile(file.path) else {
      preconditionFailure("the path of a new file must be that of a content file: \(file.path)")
    }
    var after = content
    if let edited = file.series {
      after.contents.removeAll { $0.path == edited.source.file }
      after.add(ReadFile(path: edited.source.file, source: edited.source, diagnostics: []))
    }
    after.add(ContentReader(settings: content.settings.markdown).read(Array(file.text.utf8), of: document))
    let errors = Set(errors(of: after)).subtracting(errors(of: content))
    if !errors.isEmpty { throw .site(errors.sorted()) }
  }

  private func errors(of content: Content) -> [Diagnostic] {
    let options = EditionOptions(clock: .instant(now.seconds), showsDrafts: true, showsScheduled: true)
    let (site, linking) = link(content, options)
    let (plan, planning) = plan(site, templates: [])
    let claims = plan.outputs.map { output in
      OutputFile(output.path, at: output.source ?? SourceLocation(Settings.file)) { [] }
    }
    return (content.diagnostics + linking + planning + checkOutput(claims)).filter { $0.severity == .error }
  }
}

extension Content {
  /// Throws the errors of the file at `path`, if it has any.
  fileprivate func checkErrors(in path: String) throws(WriteError) {
    let errors = diagnostics.filter { $0.severity == .error && $0.location?.file == path }
    if !errors.isEmpty { throw .site(errors) }
  }
}
