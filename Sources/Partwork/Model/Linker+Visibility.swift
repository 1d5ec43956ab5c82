import PartworkSupport

/// Series, authors, categories and tags are out of sight until there is something to read.
extension Linker {
  /// The IDs of the series that this edition shows, and those among them that readers see now.
  ///
  /// - Parameter posts: every post of the site, shown or not.
  func visibility(of sources: [SeriesSource], posts: [DatedPost]) -> (shown: Set<String>, public: Set<String>) {
    let readable = readable(sources, posts: posts) { $0 == .live }
    if edition.showsEmpty { return (Set(sources.map(\.id)), readable) }
    return (edition.showsScheduled ? self.readable(sources, posts: posts) { edition.shows($0) } : readable, readable)
  }

  /// The series with a part to read, which is one whose state `shows` takes, and those that are announced.
  private func readable(
    _ sources: [SeriesSource], posts: [DatedPost], _ shows: (PostState) -> Bool
  ) -> Set<String> {
    let listed = Set(sources.flatMap { $0.parts ?? [] }.compactMap(\.slug))
    var slugs: Set<String> = []
    var named: Set<String> = []
    for post in posts where shows(post.state) {
      for series in post.source.series { named.insert(series.value) }
      if listed.contains(post.slug) { slugs.insert(post.slug) }
    }
    let readable = sources.filter { series in
      guard !series.isDraft else { return false }
      return series.status == .announced || named.contains(series.id)
        || series.parts?.contains { $0.slug.map(slugs.contains) ?? false } ?? false
    }
    return Set(readable.map(\.id))
  }

  /// The authors who signed one of `posts` or of the `series`.
  func authors(_ sources: [AuthorSource], of posts: [DatedPost], _ series: [SeriesSource]) -> [Author] {
    var signers = Set(series.flatMap { $0.authors.map(\.value.id) })
    for post in posts { for credit in post.source.authors { signers.insert(credit.value.id) } }
    return sources.filter { edition.showsEmpty || signers.contains($0.id) }.map { Author(source: $0) }
  }

  /// The series, authors, categories and tags with a file that `site` does not show.
  func leftOut(of content: Content, from site: Site) -> [LeftOut] {
    if edition.showsEmpty { return [] }
    let series = Set(site.series.map(\.id))
    return content.series.filter { !series.contains($0.id) }.map { source in
      LeftOut(
        file: source.file, title: source.title.value, reason: source.isDraft ? .draft : .nothingToRead,
        url: Series.url(of: source.id))
    }
      + content.authors.filter { authors[$0.id] == nil }.map { source in
        LeftOut(
          file: source.file, title: source.name.value, reason: .nothingToRead, url: Author.url(of: source.id))
      }
      + content.terms.filter { ($0.kind == .tag ? tags : categories).handles[$0.slug] == nil }.map { source in
        LeftOut(
          file: source.file, title: source.title?.value ?? source.slug, reason: .nothingToRead,
          url: Term.url(of: source.slug, source.kind))
      }
  }
}
