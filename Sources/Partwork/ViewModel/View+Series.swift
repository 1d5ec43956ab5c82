import PartworkMustache

extension InContext where Subject == Handle<Series> {
  var series: Series { site.series[subject] }

  fileprivate func part(at place: Int?) -> InContext<PartInSeries>? {
    place.map { inContext(PartInSeries(series: subject, place: $0)) }
  }

  /// The parts at `places`, which are in order.
  fileprivate func parts(at places: [Int]) -> [InContext<PartInSeries>] {
    PartInSeries.list(places, of: subject).map { inContext($0) }
  }
}

extension View where Subject == InContext<Handle<Series>> {
  private static let summaryNames: [ViewName<Subject>] = [
    .text("id", "the ID that posts use for it") { $0.series.id },
    .text("title", "the title") { $0.series.title },
    .text("url", "the series' page") { $0.href($0.series.url) },
    .text("description", "what it is about, in a sentence") { $0.series.description },
    .text("status", "`announced`, `ongoing`, `complete` or `paused`") { $0.series.status.rawValue },
    .bool("isAnnounced", "whether it is shown before there is a part to read") { $0.series.status == .announced },
    .bool("isOngoing", "whether more parts are to come") { $0.series.status == .ongoing },
    .bool("isComplete", "whether it has ended") { $0.series.status == .complete },
    .bool("isPaused", "whether it is paused") { $0.series.status == .paused },
    .number("total", "how many parts it has, live, scheduled or announced") { $0.series.order.parts.count },
    .former("hasOnePart", replacement: "let words count by `total`: docs/themes.md shows how") {
      $0.series.order.parts.count == 1
    },
    .number("liveCount", "how many parts can be read") { $0.series.order.livePlaces.count },
    .bool("hasPartsToCome", "whether a part is scheduled or announced") {
      $0.series.order.livePlaces.count < $0.series.order.parts.count
    },
    .record("image", .picture, "its image") { $0.context.picture($0.series.image, of: $0.series.file) },
    .list("authors", .authorSummary, "its authors; if it names none, those of its parts") {
      $0.inContext(Signature.list($0.context.credits(of: $0.subject)))
    },
    .record("first", .part, "the first part that can be read: where to start") { view in
      view.part(at: view.series.order.livePlaces.first)
    },
    .record("latest", .part, "the last part that can be read") { $0.part(at: $0.series.order.livePlaces.last) },
    .record("next", .part, "the part that is promised next") { $0.part(at: $0.series.order.comingNext) },
    .list("parts", .part, "all parts, first to last") { view in
      view.parts(at: Array(view.series.order.parts.indices))
    },
    .extra { $0.series.extra },
  ]

  static let seriesSummary = View(
    "SeriesSummary", "a series, in a list",
    summaryNames + [
      .list("someParts", .part, "all parts; of a series with more than eight, the first three and the last four") {
        view in
        view.parts(at: view.series.order.someParts)
      },
      .bool("hasMoreParts", "whether `someParts` leaves parts out") {
        $0.series.order.someParts.count < $0.series.order.parts.count
      },
    ])

  static let series = View(
    "Series", "a series",
    summaryNames + [
      .html("introduction", "the introduction, from Markdown") {
        $0.context.html($0.series.body, of: $0.series.file)
      },
      .text("wholeURL", "the page with all parts, if there is a part to read") { view in
        view.series.wholeURL.map { view.href($0) }
      },
      .record("book", View<Subject>.book, "the series as an e-book, if the site offers it") {
        $0.series.bookURL == nil ? nil : $0
      },
      .text("feedURL", "the feed of its parts") { $0.href($0.series.url + "feed.xml") },
      .number("readingTime", "the reading time of its readable parts in minutes, if there are any") { view in
        let minutes = view.series.order.parts.compactMap(\.post).reduce(0) { $0 + view.site.posts[$1].readingTime }
        return minutes > 0 ? minutes : nil
      },
      .list("bios", .author, "its authors with their bios") { view in
        view.inContext(Signature.list(view.context.credits(of: view.subject)))
      },
    ])
}

/// A part as some page shows it.
package struct PartInSeries: Sendable, Hashable {
  let series: Handle<Series>

  /// Its place among the parts, from 0.
  let place: Int

  /// Whether the page is that of this part.
  var isCurrent = false

  /// Whether the list that it is in leaves out the parts before it.
  var hasGap = false

  /// The parts at `places`, which are in order, for a list that may leave out others.
  static func list(_ places: [Int], of series: Handle<Series>, current: Int? = nil) -> [PartInSeries] {
    places.enumerated().map { index, place in
      PartInSeries(
        series: series, place: place, isCurrent: place == current,
        hasGap: index > 0 && places[index - 1] + 1 < place)
    }
  }
}

extension InContext where Subject == PartInSeries {
  fileprivate var part: Part { site.series[subject.series].order.parts[subject.place] }

  /// The post, if it can be read.
  fileprivate var post: Post? { part.post.map { site.posts[$0] } }
  fileprivate var announcement: Announcement? { part.announcement }

  fileprivate var titleInSeries: String? {
    let title = post?.title ?? announcement?.title
    return title.flatMap { $0.split(afterNameOf: site.series[subject.series].title)?.own } ?? title
  }
}

extension View where Subject == InContext<PartInSeries> {
  private static let partNames: [ViewName<Subject>] = [
    .number("number", "its place in the series, from 1") { $0.subject.place + 1 },
    .text("title", "the title") { $0.post?.title ?? $0.announcement?.title },
    .text("shortTitle", "the short title, else the title, without the name of the series if it begins with that") {
      $0.post?.shortTitle ?? $0.announcement?.shortTitle ?? $0.titleInSeries
    },
    .text("ownTitle", "the title, without the name of the series if it begins with that") { $0.titleInSeries },
    .text("subtitle", "the subtitle") { $0.post?.subtitle },
    .text("language", "for `lang`: the language of the post, if the page is in another") { view in
      view.post.flatMap { view.context.other($0) }
    },
    .text("direction", "for `dir`: how that language is written") { view in
      view.post.flatMap { view.context.direction(ofOther: $0) }
    },
    .text("url", "its page, if it can be read") { view in view.post.map { view.href($0.url) } },
    .record("date", .date, "its date, if it is known") { $0.inContext($0.post?.date ?? $0.announcement?.date) },
    .text("description", "what it is about, in a sentence") { $0.post?.summary ?? $0.announcement?.description },
    .number("readingTime", "the reading time in minutes") { $0.post?.readingTime },
    .record("image", .picture, "its image") { view in
      view.post.flatMap { view.context.picture($0.image, of: $0.file) }
    },
    .bool("isCurrent", "whether this page is that of the part") { $0.subject.isCurrent },
    .bool("isLive", "whether everyone can read it") { $0.post?.state == .live },
    .bool("isScheduled", "whether it is written but its date has not come") {
      if case .scheduled = $0.part { true } else { $0.post?.state == .scheduled }
    },
    .bool("isAnnounced", "whether it is announced but not written yet") {
      if case .announced = $0.part { true } else { false }
    },
    .bool("isDraft", "whether it is a draft, which only a preview shows") { $0.post?.state == .draft },
    .bool("hasGap", "whether the list leaves out the parts before it") { $0.subject.hasGap },
    .extra(in: "the post's front matter") { $0.post?.extra ?? .absent },
  ]

  static let part = View("Part", "a part of a series", partNames)

  static let chapter = View(
    "Chapter", "a part of a series with its text, on the page of the whole series",
    partNames + [
      .text("anchor", "its ID on this page") { $0.post?.slug ?? "--part-\($0.subject.place + 1)" },
      .list("authors", .authorSummary, "who signed it") { view in
        view.inContext(Signature.list(view.post?.credits ?? []))
      },
      .markup("content", "the text, if it can be read") { view in
        view.post.flatMap { post in
          let place = HTMLContext.chapter(slug: post.slug, of: view.subject.series)
          return view.context.markup(post.body, of: post.file, in: place)
        }
      },
    ])
}
