import PartworkSupport
internal import PartworkDiagnostics

extension NewFileComposer {
  func compose(_ post: NewPost, readingFrom site: String) throws(WriteError) -> NewFileComposition {
    let title = try line(post.title, "the title")
    let slug = try slug(post.slug, of: title, option: "--slug")
    let file = post.isFolder ? "content/posts/\(slug)/index.md" : "content/posts/\(slug).md"
    if let other = sources.posts.first(where: { $0.slug.value == slug }) {
      let message =
        other.file == file
        ? "this file exists already, and stays as it is" : "the slug `\(slug)` is taken by \(other.file)"
      throw .fault(message, at: file, hint: "choose another title, or a slug of its own with `--slug`")
    }
    let series = try post.series.map { id throws(WriteError) in try self.series(id) }
    let (author, note) = try author(post.author)
    var place = series.map { self.place(of: post, slug: slug, title: title, in: $0, readFrom: site) } ?? PlaceInSeries()
    if let note { place.notes.append(note) }

    var keys = [("title", YAMLScalar.text(title)), ("date", now.day)]
    if let author { keys.append(("author", author)) }
    if let series { keys.append(("series", series.id)) }
    if let part = place.part { keys.append(("part", String(part))) }
    if let description = place.description { keys.append(("description", YAMLScalar.text(description))) }
    if post.isDraft { keys.append(("draft", "true")) }
    return NewFileComposition(file: file, text: frontMatter(keys), list: place.list, notes: place.notes)
  }

  private func series(_ id: String) throws(WriteError) -> SeriesSource {
    guard let series = sources.series.first(where: { $0.id == id }) else {
      let question = Suggestion.question(for: id, in: sources.series.map(\.id))
      throw .fault(
        "there is no series `\(id)`", hint: question ?? "write it first: `partwork new series \"…\" --id \(id)`")
    }
    let faults = sources.diagnostics.filter { $0.severity == .error && $0.location?.file == series.file }
    if !faults.isEmpty { throw .site(faults) }
    return series
  }

  /// Who signs the post, or what the writer should do where nobody does.
  private func author(_ id: String?) throws(WriteError) -> (id: String?, note: String?) {
    let known = sources.authors.map(\.id)
    guard let id else {
      if known.count < 2 { return (known.first, nil) }
      return (nil, "Sign it with `author:` and one of \(known.listed(with: "or")).")
    }
    guard known.contains(id) else {
      throw .fault(
        "there is no author `\(id)`",
        hint: Suggestion.question(for: id, in: known) ?? "write one first: `partwork new author \"…\" --id \(id)`")
    }
    return (id, nil)
  }
}

/// What a new post needs to stand at its place in a series.
private struct PlaceInSeries {
  var part: Int?

  /// What the series said of the part when it announced it.
  var description: String?
  var list: EditedPartsList?
  var notes: [String] = []
}

extension NewFileComposer {
  /// The place behind all parts there are: by the list `parts` of the series, by the next free number, or by date.
  ///
  /// The first part of a series gets a number: with it, later parts get theirs.
  private func place(
    of post: NewPost, slug: String, title: String, in series: SeriesSource, readFrom site: String
  ) -> PlaceInSeries {
    if let parts = series.parts { return place(slug, of: post, title, in: series, parts: parts, readFrom: site) }
    let members = sources.posts.filter { $0.series?.value == series.id }
    let numbers = members.compactMap { $0.part?.value }
    if numbers.isEmpty, !members.isEmpty { return PlaceInSeries() }
    return PlaceInSeries(part: (numbers.max() ?? 0) + 1)
  }

  private func place(
    _ slug: String, of post: NewPost, _ title: String, in series: SeriesSource, parts: [PartSource],
    readFrom site: String
  ) -> PlaceInSeries {
    let promised = parts.firstIndex { part in
      if case .announced(let announced) = part { Slug.make(announced.title.value) == Slug.make(title) } else { false }
    }
    var place = PlaceInSeries()
    if let promised, case .announced(let announced) = parts[promised] { place.description = announced.description }
    let position: EditedPartsList.Position =
      if let promised { post.isDraft ? .before(promised) : .inPlaceOf(promised) } else { .last }
    let bytes = try? readBytes("\(site)/\(series.file)")
    place.list = bytes.flatMap { bytes in
      EditedPartsList(adding: slug, position, to: series, bytes, settings: sources.settings.markdown)
    }
    let number = (promised ?? parts.count) + 1
    switch (place.list, promised) {
    case (nil, nil):
      place.notes = ["Add `- \(slug)` to the `parts` of \(series.file), which give the order."]
    case (nil, .some):
      place.notes = ["Put `- \(slug)` in the place of the part announced in \(series.file)."]
    case (.some, nil):
      place.notes = [
        "Added `- \(slug)` to \(series.file), as entry \(number) of its `parts`: move it if it comes before."
      ]
    case (.some, .some) where post.isDraft:
      place.notes = [
        "Added `- \(slug)` to \(series.file), before the part it announces: remove that entry when the draft goes live."
      ]
    case (.some, .some):
      place.notes = [
        "Put `- \(slug)` in the place of entry \(number) of the `parts` of \(series.file), which announced it."
      ]
    }
    return place
  }
}
