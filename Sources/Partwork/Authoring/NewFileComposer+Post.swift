internal import PartworkDiagnostics
internal import PartworkSupport

/// New posts.
extension NewFileComposer {
  func compose(_ post: NewPost) throws(WriteError) -> NewFile {
    let title = try line(post.title, "the title")
    let slug = try slug(post.slug, of: title, option: "--slug")
    let path = post.isFolder ? "content/posts/\(slug)/index.md" : "content/posts/\(slug).md"
    if let other = content.posts.first(where: { $0.slug.value == slug }) {
      let hint = "choose another title, or another slug with `--slug`"
      if other.file == path { throw .existing(path, hint: hint) }
      throw .refusal("the slug `\(slug)` is taken by \(other.file)", at: path, hint: hint)
    }
    let series = try post.series.map { id throws(WriteError) in try self.series(id) }
    let announced = series.flatMap { $0.announcedPart(titled: title) }
    let authors = try authors(post.authors)
    let categories = try names(post.categories, of: .category)
    let tags = try names(post.tags, of: .tag)

    var file = NewFile(path: path)
    file.add("title", title)
    file.add("date", yaml: date(of: post, announced))
    if authors.count == 1 {
      file.add("author", authors[0])
    } else if !authors.isEmpty {
      file.add("authors", yaml: authors.yaml)
    }
    if let series {
      file.add("series", series.id)
      try join(series, post, as: slug, announced, &file)
    }
    if !categories.isEmpty { file.add("categories", yaml: categories.yaml) }
    if !tags.isEmpty { file.add("tags", yaml: tags.yaml) }
    if post.isDraft { file.add("draft", yaml: "true") }
    if authors.isEmpty, content.authors.count > 1 {
      file.notes.append("Sign it with `author:` and one of \(content.authors.map(\.id).listed(with: "or")).")
    }
    noteDate(of: post, announced, &file)
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

  /// The authors that were asked for, each once, or the only one; empty if there are none or several.
  private func authors(_ ids: [String]) throws(WriteError) -> [String] {
    let known = content.authors.map(\.id)
    if ids.isEmpty { return known.count == 1 ? known : [] }
    for id in ids where !known.contains(id) {
      throw .refusal(
        "there is no author `\(id)`",
        hint: Suggestion.question(
          for: id, among: content.authors.map { NamedItem($0.id, title: $0.name.value) })
          ?? "create one first: `partwork new author \"…\" --id \(id)`")
    }
    return ids.enumerated().filter { !ids[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// The categories or tags that were asked for, each once, spelt as elsewhere in the site.
  private func names(_ names: [String], of kind: TermKind) throws(WriteError) -> [String] {
    let titles = content.terms.filter { $0.kind == kind }.compactMap(\.title?.value)
    let known = titles + content.posts.flatMap { $0.names(of: kind) }.map(\.value)
    var spellings: [String: String] = [:]
    for name in known.reversed() { spellings[TermName.key(name)] = name }
    var keys: Set<String> = []
    var result: [String] = []
    for name in names {
      let name = try line(name, "the \(kind.noun)")
      let key = TermName.key(name)
      if keys.insert(key).inserted { result.append(spellings[key] ?? name) }
    }
    return result
  }
}

/// The date of a new post.
extension NewFileComposer {
  /// The date that was asked for, or else announced, or else today.
  private func date(of post: NewPost, _ announced: AnnouncedPartSource?) -> String {
    guard let date = post.date ?? announced?.date?.value else { return now.day }
    let moment = Timestamp(date, in: zone)
    return moment.hasTime ? moment.rfc3339 : moment.day
  }

  /// Says what follows from a date that was announced: it may be still to come, or past.
  private func noteDate(of post: NewPost, _ announced: AnnouncedPartSource?, _ file: inout NewFile) {
    guard let date = post.date ?? announced?.date?.value else { return }
    let moment = Timestamp(date, in: zone)
    if moment > now, !post.isDraft {
      file.notes.append("Readers will see it from \(moment.day) on.")
    } else if post.date == nil, moment.day < now.day {
      file.notes.append("Its date is \(moment.day), which was announced: change `date:` if it appears later.")
    }
  }
}

/// The place of a new post in its series.
extension NewFileComposer {
  /// Puts `file`, a new post, into `series`: into its list `parts`, by its number, or by date. Without a wish, it comes
  /// after all others, or in the place of `announced`, the part that it is.
  ///
  /// The first part of a series gets a number, so that later parts get theirs.
  private func join(
    _ series: SeriesSource, _ post: NewPost, as slug: String, _ announced: AnnouncedPartSource?, _ file: inout NewFile
  ) throws(WriteError) {
    guard let parts = series.parts else {
      let members = content.posts.filter { $0.names(series: series.id) }
      let numbers = members.compactMap { $0.part(in: series.id)?.value }
      let next = members.isEmpty || !numbers.isEmpty ? (numbers.max() ?? 0) + 1 : nil
      if let number = post.part ?? next { file.add("part", yaml: String(number)) }
      return
    }
    file.add("description", announced?.description)
    let place = announced.flatMap { part in parts.firstIndex { $0.announced == part } }
    let index = try index(for: post.part, in: parts, of: series, announced: place)
    file.series = (try? readBytes("\(site)/\(series.file)")).flatMap { bytes in
      EditedSeriesFile(
        adding: slug, at: index, replacing: place != nil && !post.isDraft, to: series, bytes,
        settings: content.settings.markdown)
    }
    file.notes.append(
      note(on: slug, at: index, of: series, post, isAnnounced: place != nil, isEdited: file.series != nil))
  }

  /// The place in `parts` of part `number`, or else of the announced part, or else the end.
  private func index(
    for number: Int?, in parts: [PartSource], of series: SeriesSource, announced place: Int?
  ) throws(WriteError) -> Int {
    guard let number else { return place ?? parts.count }
    if let place, place != number - 1 {
      throw .refusal(
        "the series announces this post as part \(place + 1)", at: series.file,
        hint: "leave out `--part`, or move the entry first")
    }
    guard number <= parts.count + 1 else {
      throw .refusal(
        "part \(number) would leave a gap: the next part is part \(parts.count + 1)", at: series.file,
        hint: "write `--part \(parts.count + 1)`, or leave it out")
    }
    return number - 1
  }

  private func note(
    on slug: String, at index: Int, of series: SeriesSource, _ post: NewPost, isAnnounced: Bool, isEdited: Bool
  ) -> String {
    let parts = series.parts ?? []
    return switch (isEdited, isAnnounced) {
    case (false, false) where post.part != nil:
      "Add `- \(slug)` to the `parts` of \(series.file) as entry \(index + 1)."
    case (false, false):
      "Add `- \(slug)` to the `parts` of \(series.file), which set the order."
    case (false, true):
      "Replace the part announced in \(series.file) with `- \(slug)`."
    case (true, false) where post.part != nil && index < parts.count && parts[index].announced != nil:
      "Added `- \(slug)` to \(series.file) as entry \(index + 1) of its `parts`, before the part it announces: remove that "
        + "entry if this is it."
    case (true, false) where post.part != nil:
      "Added `- \(slug)` to \(series.file) as entry \(index + 1) of its `parts`."
    case (true, false):
      "Added `- \(slug)` to \(series.file) as entry \(index + 1) of its `parts`: move it if it belongs earlier."
    case (true, true) where post.isDraft:
      "Added `- \(slug)` to \(series.file) before the part it announces: remove that entry when the draft goes live."
    case (true, true):
      "Replaced entry \(index + 1) of the `parts` of \(series.file), which announced this post, with `- \(slug)`."
    }
  }
}

extension SeriesSource {
  /// The part with `title` that is announced.
  fileprivate func announcedPart(titled title: String) -> AnnouncedPartSource? {
    let slug = Slug.make(title)
    return parts?.lazy.compactMap(\.announced).first { Slug.make($0.title.value) == slug }
  }
}
