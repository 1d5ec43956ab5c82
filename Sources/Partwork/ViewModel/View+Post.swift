import PartworkDiagnostics
import PartworkMarkdown

extension InContext where Subject == Handle<Post> {
  var post: Post { site.posts[subject] }

  /// The title in two, if it begins with the name of a series of the post.
  fileprivate var splitTitle: (prefix: String?, own: String) {
    let parts = post.memberships.lazy.compactMap { post.title.split(afterNameOf: site.series[$0.series].title) }
    return parts.first.map { ($0.prefix, $0.own) } ?? (nil, post.title)
  }
}

extension String {
  /// The title in two, if it begins with the name of a `series`, and a colon or dash and more come after that.
  func split(afterNameOf series: String) -> (prefix: String, own: String)? {
    guard hasPrefix(series) else { return nil }
    let rest = dropFirst(series.count).drop(while: \.isWhitespace)
    guard let mark = rest.first, ":：–—-".contains(mark) else { return nil }
    let own = rest.dropFirst().drop(while: \.isWhitespace)
    return own.first.map { (String(self[..<own.startIndex]), $0.uppercased() + own.dropFirst()) }
  }
}

extension View where Subject == InContext<Handle<Post>> {
  private static let summaryNames: [ViewName<Subject>] = [
    .text("title", "the title") { $0.post.title },
    .text("shortTitle", "the short title, else the title") { $0.post.shortTitle ?? $0.post.title },
    .text("ownTitle", "the title, without the name of its series if it begins with that: “Knowing when to stop”") {
      $0.splitTitle.own
    },
    .text("titlePrefix", "what `ownTitle` leaves out of the title: “Mentorship: ”") { $0.splitTitle.prefix },
    .text("language", "for `lang`: the language of the post, if the page is in another") { $0.context.other($0.post) },
    .text("direction", "for `dir`: how that language is written") { $0.context.direction(ofOther: $0.post) },
    .text("subtitle", "the subtitle") { $0.post.subtitle },
    .text("slug", "the name in URLs") { $0.post.slug },
    .text("url", "the post's page") { $0.href($0.post.url) },
    .text("absoluteURL", "the post's page, with scheme and host") { $0.site.url.absolute($0.post.url) },
    .record("date", .date, "when it was or will be published") { $0.inContext($0.post.date) },
    .record("updated", .date, "when it was last revised, if the front matter gives a date") {
      $0.inContext($0.post.updated)
    },
    .text("description", "the description in the front matter") { $0.post.description },
    .text("summary", "the description, else the beginning of the text without markup") { $0.post.summary },
    .html("excerpt", "the text before `<!--more-->`, if there is such a mark") { view in
      view.post.body.hasMore ? view.context.html(view.post.body, of: view.post.file, part: .excerpt) : nil
    },
    .number("readingTime", "the reading time in minutes") { $0.post.readingTime },
    .number("wordCount", "the number of words in the text") { $0.post.body.wordCount },
    .list("authors", .authorSummary, "who signed it") { $0.inContext(Signature.list($0.post.credits)) },
    .bool("hasSeveralAuthors", "whether more than one signed it") { $0.post.credits.count > 1 },
    .list("categories", .termSummary, "its categories") { $0.inContext($0.post.categories) },
    .list("tags", .termSummary, "its tags") { $0.inContext($0.post.tags) },
    .list("series", .partOf, "the series it is a part of") { $0.inContext($0.post.memberships) },
    .record("image", .picture, "its image") { $0.context.picture($0.post.image, of: $0.post.file) },
    .bool("isScheduled", "whether its date has not come") { $0.post.state == .scheduled },
    .bool("isDraft", "whether it is a draft") { $0.post.state == .draft },
    .extra { $0.post.extra },
  ]

  static let postSummary = View("PostSummary", "a post, in a list", summaryNames)

  static let post = View(
    "Post", "a post",
    summaryNames + [
      .markup("content", "the text, from Markdown") { $0.context.markup($0.post.body, of: $0.post.file) },
      .list("contents", .contentsEntry, "the headings of the text") { $0.post.body.contents },
      .bool("hasContents", "whether the text has more than one heading") { $0.post.body.contents.count > 1 },
      .list("memberships", .membership, "the series it is a part of, with all their parts") {
        $0.inContext($0.post.memberships)
      },
      .list("bios", .author, "who signed it, with their bios") { $0.inContext(Signature.list($0.post.credits)) },
      .record("callToAction", .callToAction, "the post's call to action, else its first author's, else the site's") {
        $0.context.callToAction(of: $0.subject)
      },
      .record("previousPost", .postSummary, "the post before it by date, whatever series they are in") { view in
        view.subject.offset + 1 < view.site.posts.count ? view.inContext(Handle(view.subject.offset + 1)) : nil
      },
      .record("nextPost", .postSummary, "the post after it by date, whatever series they are in") { view in
        view.subject.offset > 0 ? view.inContext(Handle(view.subject.offset - 1)) : nil
      },
      .bool("hasNeighbours", "whether there is a post before or after it by date") { $0.site.posts.count > 1 },
    ])
}

extension View where Subject == InContext<Membership> {
  private static let placeNames: [ViewName<Subject>] = [
    .text("id", "the ID of the series") { $0.series.id },
    .text("title", "the title of the series") { $0.series.title },
    .text("url", "the series' page") { $0.href($0.series.url) },
    .number("number", "the number of this part") { $0.subject.place + 1 },
    .number("total", "how many parts there are, live, scheduled or announced") { $0.series.order.parts.count },
    .extra(in: "the front matter of the series") { $0.series.extra },
  ]

  static let partOf = View("PartOf", "a post's place in a series", placeNames)

  /// The parts that a part leads to; `intro` and `outro` may name them too.
  private static let neighbourNames: [ViewName<Subject>] = [
    .record("previous", .part, "the part before this one that can be read") { view in
      view.series.order.neighbours(of: view.subject.place).previous.map { view.part(at: $0) }
    },
    .record("next", .part, "the part after this one that can be read") { view in
      view.series.order.neighbours(of: view.subject.place).next.map { view.part(at: $0) }
    },
    .record("comingNext", .part, "on the last part that can be read, the part that is promised next") { view in
      view.series.order.comingNext(after: view.subject.place).map { view.part(at: $0) }
    },
  ]

  static let membership = View(
    "Membership", "a series that a post is a part of, from the post's point of view",
    placeNames + neighbourNames + [
      .text("wholeURL", "the page with all parts") { view in view.series.wholeURL.map { view.href($0) } },
      .bool("isOngoing", "whether more parts are to come") { $0.series.status == .ongoing },
      .bool("isComplete", "whether the series has ended") { $0.series.status == .complete },
      .bool("isPaused", "whether the series is paused") { $0.series.status == .paused },
      .list("parts", .part, "all parts, first to last") { view in
        view.series.order.parts.indices.map { view.part(at: $0) }
      },
      .list("nearbyParts", .part, "all parts; of a series with more than ten, those near this one, the first, the last")
      {
        view in
        let places = view.series.order.parts(near: view.subject.place)
        return view.inContext(PartInSeries.list(places, of: view.subject.series, current: view.subject.place))
      },
      .bool("hasMoreParts", "whether `nearbyParts` leaves parts out") {
        $0.series.order.parts(near: $0.subject.place).count < $0.series.order.parts.count
      },
      .html("intro", "the series' `intro` for this part") { $0.context.text(.intro, of: $0.subject) },
      .html("outro", "the series' `outro` for this part") { $0.context.text(.outro, of: $0.subject) },
      .record("recap", .recap, "if the series has `recap`: the part before this one") { view in
        guard view.series.hasRecap, let previous = view.series.order.neighbours(of: view.subject.place).previous,
          let post = view.series.order.parts[previous].post
        else { return nil }
        return view.inContext(post)
      },
    ])
}

extension View where Subject == InContext<Handle<Post>> {
  static let recap = View(
    "Recap", "the part before, for a part that opens with what came before it",
    [
      .text("title", "the title") { $0.post.title },
      .text("language", "for `lang`: its language, if the page is in another") { $0.context.other($0.post) },
      .text("direction", "for `dir`: how that language is written") { $0.context.direction(ofOther: $0.post) },
      .text("url", "the page") { $0.href($0.post.url) },
      .text("description", "what it said") { $0.post.summary },
    ])
}

/// What a series' `intro` and `outro` may name.
extension View where Subject == InContext<Membership> {
  static let partText = View(
    "PartText", "a part, as the `intro` and `outro` of its series see it",
    neighbourNames + [
      .number("number", "the number of the part") { $0.subject.place + 1 },
      .number("total", "how many parts there are, live, scheduled or announced") { $0.series.order.parts.count },
      .text("title", "the title of the part") { $0.post?.title },
      .text("shortTitle", "the short title, else the title") { $0.post.map { $0.shortTitle ?? $0.title } },
      .text("url", "the page of the part") { view in view.post.map { view.href($0.url) } },
      .record("series", .seriesSummary, "the series") { $0.inContext($0.subject.series) },
    ])
}

extension InContext where Subject == Membership {
  fileprivate var series: Series { site.series[subject.series] }

  fileprivate var post: Post? { series.order.parts[subject.place].post.map { site.posts[$0] } }

  fileprivate func part(at place: Int) -> InContext<PartInSeries> {
    inContext(PartInSeries(series: subject.series, place: place, isCurrent: place == subject.place))
  }
}
