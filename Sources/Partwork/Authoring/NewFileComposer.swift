internal import Foundation
internal import PartworkDiagnostics
internal import PartworkSupport

/// Composes new content files for a site that was read.
struct NewFileComposer {
  let content: Content
  /// The path of the site's folder.
  let site: String
  let now: Timestamp

  var zone: TimeZone { content.settings.timeZone }

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
    case .post(let post): try compose(post)
    case .series(let title, let id): try series(line(title, "the title"), id)
    case .author(let name, let id): try author(line(name, "the name"), id)
    case .term(let kind, let name, let slug, let parent): try term(kind, line(name, "the name"), slug, parent)
    case .page(let title, let path, let isDraft): try page(line(title, "the title"), path, isDraft: isDraft)
    }
  }

  private func series(_ title: String, _ id: String?) throws(WriteError) -> NewFile {
    let id = try slug(id, of: title, option: "--id")
    if let other = content.series.first(where: { $0.id == id }) { throw taken(other.file, option: "--id") }
    var file = NewFile(path: "content/series/\(id).md")
    file.add("title", title)
    file.add("status", "ongoing")
    file.notes = ["Write its parts with `partwork new post \"…\" --series \(id)`."]
    return file
  }

  private func author(_ name: String, _ id: String?) throws(WriteError) -> NewFile {
    let id = try slug(id, of: name, option: "--id")
    if let other = content.authors.first(where: { $0.id == id }) { throw taken(other.file, option: "--id") }
    var file = NewFile(path: "content/authors/\(id).md")
    file.add("name", name)
    file.notes = ["Write the bio below the last `---`, and sign posts with `author: \(id)`."]
    return file
  }

  /// A category or a tag; one whose usual slug is that of another, which posts name, gets another.
  private func term(_ kind: TermKind, _ name: String, _ wish: String?, _ parent: String?) throws(WriteError) -> NewFile
  {
    let key = TermName.key(name)
    let files = content.terms.filter { $0.kind == kind }
    let usual = try slug(wish, of: name, option: "--slug")
    if let other = files.first(where: { TermName.key($0.title?.value ?? $0.slug) == key }) {
      throw .existing(other.file, hint: "this is the file of the \(kind.noun): write in it")
    }
    if let other = files.first(where: { $0.slug == usual }) { throw taken(other.file, option: "--slug") }
    let names = content.posts.flatMap { $0.names(of: kind) }.map(\.value)
    let isOther = wish == nil && names.contains { Slug.make($0) == usual && TermName.key($0) != key }
    let slug = isOther ? name.spelledSlug(besides: Set(names.map { Slug.make($0) })) : usual
    var file = NewFile(path: "content/\(kind.rawValue)/\(slug).md")
    file.add("title", name)
    if let parent { file.add("parent", try self.slug(ofCategory: parent)) }
    file.notes = [
      "Write what it is about below the last `---`. "
        + "Posts \(kind == .tag ? "have it" : "are in it") by `\(kind.rawValue): \([name].yaml)`."
    ]
    return file
  }

  /// The slug of the category with the name or slug `text`.
  private func slug(ofCategory text: String) throws(WriteError) -> String {
    let files = content.terms.filter { $0.kind == .category }
    let named = content.posts.flatMap { $0.names(of: .category) }.map { (name: $0.value, slug: Slug.make($0.value)) }
    let known = files.map { (name: $0.title?.value ?? $0.slug, slug: $0.slug) } + named
    let key = TermName.key(text)
    if let found = known.first(where: { TermName.key($0.name) == key || $0.slug == text }) { return found.slug }
    throw .refusal(
      "there is no category `\(text)`",
      hint: Suggestion.question(for: text, in: known.map(\.name)) ?? "create it first, or name it in a post")
  }

  private func page(_ title: String, _ wish: String?, isDraft: Bool) throws(WriteError) -> NewFile {
    var names: [String] = []
    for name in (wish ?? title).split(separator: wish == nil ? "\0" : "/") {
      names.append(try slug(String(name), of: title, option: "--path"))
    }
    let path = names.joined(separator: "/")
    guard !path.isEmpty else { throw .refusal("the path is empty", hint: "write it as `--path about/team`") }
    if let other = content.pages.first(where: { $0.path == path }) { throw taken(other.file, option: "--path") }
    var file = NewFile(path: "content/pages/\(path).md")
    file.add("title", title)
    if isDraft { file.add("draft", yaml: "true") }
    file.notes = [
      "Readers find it if you link to it: for example with `- \(title.yaml): pages/\(path).md` below `navigation:` in "
        + "\(Settings.file)."
    ]
    return file
  }

  /// `text` on one line, without control characters.
  func line(_ text: String, _ name: String) throws(WriteError) -> String {
    let words = text.split { $0.isWhitespace || $0.unicodeScalars.contains(where: \.isControl) }
    guard !words.isEmpty else { throw .refusal("\(name) is empty", hint: "put it in quotes: \"A good title\"") }
    return words.joined(separator: " ")
  }

  /// The slug that was asked for, or else that of `name`.
  func slug(_ wish: String?, of name: String, option: String) throws(WriteError) -> String {
    let slug = Slug.make(wish ?? name)
    if slug == "index" {
      throw .refusal(
        "the file cannot be named `index.md`, which is the text of a whole folder",
        hint: "choose another name with `\(option)`")
    }
    if let problem = OutputPath(slug)?.portabilityProblem {
      throw .refusal(problem, hint: "choose another name with `\(option)`")
    }
    if !slug.isEmpty { return slug }
    throw .refusal(
      "`\(wish ?? name)` has no letter or digit to use in a file name", hint: "choose a name with `\(option)`")
  }

  private func taken(_ file: String, option: String) -> WriteError {
    .existing(file, hint: "choose another name with `\(option)`")
  }
}

extension NewFileComposer {
  /// Checks that the new file causes no error in the site.
  func check(_ file: NewFile) async throws(WriteError) {
    guard let document = ContentFile(file.path) else {
      preconditionFailure("the path of a new file must be that of a content file: \(file.path)")
    }
    var after = content
    if let edited = file.series {
      after.contents.removeAll { $0.path == edited.source.file }
      after.add([ReadFile(path: edited.source.file, source: edited.source, diagnostics: [])])
    }
    after.add([ContentReader(settings: content.settings.markdown).read(Array(file.text.utf8), of: document)])
    let errors = await Set(errors(of: after)).subtracting(errors(of: content))
    if !errors.isEmpty { throw .site(errors.sorted()) }
  }

  private func errors(of content: Content) async -> [Diagnostic] {
    let options = EditionOptions(clock: .instant(now.seconds), showsDrafts: true, showsScheduled: true)
    let (site, linking) = await link(content, options)
    let (plan, planning) = plan(site, templates: [])
    let claims = plan.outputs.map { output in
      OutputFile(output.path, at: output.source ?? SourceLocation(Settings.file)) { [] }
    }
    return (content.diagnostics + linking + planning + checkOutput(claims)).filter { $0.severity == .error }
  }
}

extension Content {
  /// Throws the errors of the file at `path`, if it has any.
  func checkErrors(in path: String) throws(WriteError) {
    let errors = diagnostics.filter { $0.severity == .error && $0.location?.file == path }
    if !errors.isEmpty { throw .site(errors) }
  }
}
