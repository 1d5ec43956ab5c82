import PartworkMustache
import PartworkSupport

/// The drawn picture that other sites show for a page without one of its own: its title, its place in a series, and the
/// name of the site, in the theme's colours.
struct ShareCard: Sendable {
  /// What a card is of.
  enum Subject: Sendable, Hashable {
    case post(Handle<Post>)
    case series(Handle<Series>)
  }

  /// What is above the title: the name of the series, or what the page is.
  var label: String?
  var title: String
  var subtitle: String?

  /// "Part 2 of 4".
  var place: String?

  /// The number of parts, and how many of them are marked.
  var parts = (marked: 0, total: 0)
  var isRightToLeft: Bool
}

extension ShareCard {
  /// Whether a post or series of `site` has no picture of its own.
  static func areWanted(on site: Site) -> Bool {
    site.posts.contains { isWanted(besides: $0.image) } || site.series.contains { isWanted(besides: $0.image) }
  }

  /// Whether a post or series with the picture `image` needs a card.
  private static func isWanted(besides image: ImageSource?) -> Bool { image?.isDrawing ?? true }

  /// Draws the cards of the posts and series of `site` that have no picture, as far as `cache` does not have them.
  static func draw(for site: Site, with tools: Tools, in cache: MadeFiles) async -> [Subject: MadeFile] {
    let posts = site.posts.handles.filter { isWanted(besides: site.posts[$0].image) }.map(Subject.post)
    let series = site.series.handles.filter { isWanted(besides: site.series[$0].image) }.map(Subject.series)
    let subjects = posts + series
    let style = CardStyle(site)
    let drawn = await parallelMap(subjects.count) { index in
      MadeFile(
        drawing: style.svg(ShareCard(subjects[index], of: site)), width: CardStyle.width, with: tools, in: cache)
    }
    let found = zip(subjects, drawn).compactMap { subject, file in file.map { (subject, $0) } }
    return Dictionary(uniqueKeysWithValues: found)
  }

  init(_ subject: Subject, of site: Site) {
    switch subject {
    case .post(let post): self.init(post, of: site)
    case .series(let series): self.init(series, of: site)
    }
  }

  private init(_ handle: Handle<Post>, of site: Site) {
    let post = site.posts[handle]
    let language = post.language?.value ?? site.language
    let words = site.otherWords[language] ?? site.words
    isRightToLeft = LanguageTag.isRightToLeft(language)
    title = post.title
    subtitle = post.subtitle
    if let membership = post.memberships.first {
      let series = site.series[membership.series]
      label = series.title
      title = post.title.split(afterNameOf: series.title)?.own ?? post.title
      parts = (membership.place + 1, series.order.parts.count)
      place = words.text(.partOf, ["number": "\(parts.marked)", "total": "\(parts.total)"])
    }
  }

  private init(_ handle: Handle<Series>, of site: Site) {
    let series = site.series[handle]
    isRightToLeft = LanguageTag.isRightToLeft(site.language)
    label = site.words.text(.seriesLabel)
    title = series.title
    subtitle = series.description
    parts = (series.order.livePlaces.count, series.order.parts.count)
  }
}
