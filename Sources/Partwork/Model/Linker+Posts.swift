import PartworkSupport
import PartworkDiagnostics
import Foundation

/// A post whose own facts are settled, before anything else of the site is known.
///
/// It is a class because linking sorts and groups posts, each of which has much to copy.
final class DatedPost: Sendable {
  let source: PostSource
  let slug: String
  let date: Timestamp
  let state: PostState

  init(source: PostSource, slug: String, date: Timestamp, state: PostState) {
    self.source = source
    self.slug = slug
    self.date = date
    self.state = state
  }

  var location: SourceLocation { source.slug.location }
}

extension Linker {
  /// Gives every post its slug, date and state: newest first, posts of one moment by slug.
  ///
  /// A post whose slug is taken is reported and left out, so that one slug names one post.
  mutating func datePosts(_ sources: [PostSource]) -> [DatedPost] {
    var taken: [String: DatedPost] = [:]
    var dated: [DatedPost] = []
    for source in sources {
      // A post without a date was reported. It is linked all the same, so that nothing is said to name no post.
      guard let date = source.date.flatMap({ timestamp($0) }) ?? Timestamp(seconds: 0, in: settings.timeZone) else {
        continue
      }
      let slug = source.slug.value
      let state: PostState =
        if source.isDraft { .draft } else if date.seconds > edition.now { .scheduled } else { .live }
      let post = DatedPost(source: source, slug: slug, date: date, state: state)
      if let first = taken[slug] {
        diagnostics.error(
          "the slug `\(slug)` is taken by \(first.source.file)", at: post.location,
          hint: "give one of the two posts another `slug:`")
        reported.insert(source.file)
        continue
      }
      taken[slug] = post
      dated.append(post)
    }
    return dated.sorted { ($1.date.seconds, $0.slug) < ($0.date.seconds, $1.slug) }
  }

  /// The post as the model has it; its memberships are set when the series are linked.
  mutating func linkPost(_ dated: DatedPost) -> Post {
    let source = dated.source
    return Post(
      slug: dated.slug,
      file: source.file,
      url: permalink(of: dated),
      aliases: source.aliases,
      title: source.title.value,
      shortTitle: source.shortTitle,
      subtitle: source.subtitle,
      date: dated.date,
      updated: source.updated.flatMap { timestamp($0) },
      credits: source.authors.compactMap { credit($0) },
      categories: source.categories.compactMap { categories[Slug.make($0.value)] },
      description: source.description,
      image: source.image,
      state: dated.state,
      callToAction: source.callToAction,
      template: source.template,
      extra: source.extra,
      body: source.body,
      series: source.series?.value
    )
  }

  mutating func credit(_ source: Located<CreditSource>) -> Credit? {
    author(source.value.id, at: source.location).map { Credit(author: $0, role: source.value.role) }
  }

  private func permalink(of dated: DatedPost) -> String {
    if let own = dated.source.permalink { return PercentEncoding.siteURL(own.value) }
    let path = settings.permalink.value.path { placeholder in
      switch placeholder {
      case .slug: dated.slug
      case .year: String(dated.date.day.prefix(4))
      case .month: String(dated.date.day.dropFirst(5).prefix(2))
      case .day: String(dated.date.day.suffix(2))
      case .series: dated.source.series?.value ?? ""
      case .category: dated.source.categories.first.map { Slug.make($0.value) } ?? ""
      }
    }
    return PercentEncoding.siteURL(path)
  }
}
