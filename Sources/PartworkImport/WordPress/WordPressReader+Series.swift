internal import PartworkDiagnostics
internal import PartworkSupport

/// Series, as the plugins for series keep them.
extension WordPressReader {
  mutating func readSeries(_ posts: [WordPressItem]) {
    let numbered = posts.flatMap { item in item.numberedMetas("_series_part_").map { ($0.number, item) } }
    for taxonomy in seriesTaxonomies {
      for term in terms(of: taxonomy) { addSeries(term, posts) }
    }
    // A plugin that was switched off leaves the numbers of the parts, without the names of the series.
    let known = Set(site.series.flatMap(\.parts))
    for (number, members) in Dictionary(grouping: numbered, by: \.0).sorted(by: { $0.key < $1.key }) {
      let parts = members.map(\.1).filter { item in item.id.flatMap { slugs[$0] }.map { !known.contains($0) } ?? false }
      guard parts.count > 1 else { continue }
      let order = ordered(parts) {
        $0.numberedMetas("_series_part_").first { $0.number == number }.flatMap { Int($0.value) }
      }
      add(ImportedSeries(id: "series-\(number)", title: "Series \(number)"), order)
      site.remarks.append(
        ImportRemark(
          .series, "the name of series \(number) is not in the export: write it in content/series/series-\(number).md",
          at: parts[0].place))
    }
  }

  private mutating func addSeries(_ term: WordPressTerm, _ posts: [WordPressItem]) {
    let members = posts.filter { item in
      item.terms.contains { $0.taxonomy == term.taxonomy && $0.slug == term.slug }
    }
    if members.isEmpty { return }
    let number = term.id ?? numberOfSeries(members, posts, taxonomy: term.taxonomy)
    let order = ordered(members) { item in
      let own = item.numberedMetas("_series_part_").first { $0.number == number }?.value
      return (own ?? item.meta("_series_part")).flatMap { Int($0) }
    }
    var series = ImportedSeries(
      id: Slug.make(term.slug).nonEmpty ?? Slug.make(term.name), title: term.name.plainLine,
      description: term.description)
    series.aliases =
      ["/\(term.taxonomy == "post_series" ? "series" : term.taxonomy)/\(term.slug)/", "/series/\(term.slug)/"]
      .uniqued
    add(series, order)
  }

  /// The number of the series of `members`, in an export without a list of its terms: the one that all of them have,
  /// and no other post.
  private func numberOfSeries(_ members: [WordPressItem], _ posts: [WordPressItem], taxonomy: String) -> Int? {
    let numbers = members.map { Set($0.numberedMetas("_series_part_").map(\.number)) }
    let shared = numbers.dropFirst().reduce(numbers[0]) { $0.intersection($1) }
    let ids = Set(members.compactMap(\.id))
    return shared.sorted().first { number in
      !posts.contains { post in
        !(post.id.map(ids.contains) ?? false) && post.numberedMetas("_series_part_").contains { $0.number == number }
      }
    }
  }

  /// The posts in the order of their numbers, else of the menu, else of their dates.
  private func ordered(_ posts: [WordPressItem], _ number: (WordPressItem) -> Int?) -> [WordPressItem] {
    let hasNumbers = posts.contains { number($0) != nil }
    let hasOrder = Set(posts.map(\.order)).count > 1
    let sorted = posts.map { post in
      // A draft has no number yet, and comes last.
      (post, hasNumbers ? number(post) ?? .max : hasOrder ? post.order : 0, date(of: post) ?? "9999", post.id ?? 0)
    }.sorted { ($0.1, $0.2, $0.3) < ($1.1, $1.2, $1.3) }
    return sorted.map(\.0)
  }

  /// Adds a series of `posts`, in order.
  private mutating func add(_ series: ImportedSeries, _ posts: [WordPressItem]) {
    var series = series
    let usual = series.id == "index" ? "index-series" : series.id
    let taken = Set(site.series.map(\.id))
    series.id = usual.numbered(besides: taken)
    series.parts = posts.compactMap { $0.id.flatMap { slugs[$0] } }
    for slug in series.parts {
      if let index = site.posts.firstIndex(where: { $0.slug == slug }) { site.posts[index].series.append(series.id) }
    }
    site.series.append(series)
  }
}
