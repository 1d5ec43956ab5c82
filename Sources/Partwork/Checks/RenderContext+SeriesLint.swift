import PartworkSupport
import PartworkDiagnostics

extension RenderContext {
  /// Warnings about series that promise parts which are already written, or which were not written in time.
  ///
  /// - Parameter content: what the site was linked from, which has the places of promises.
  func lintSeries(_ content: Content) -> [Diagnostic] {
    let posts = content.posts.filter { !$0.isDraft }
    var bySeries: [String: [PostSource]] = [:]
    for post in posts { for series in post.series { bySeries[series.value, default: []].append(post) } }
    let bySlug = Dictionary(grouping: posts, by: \.slug.value)
    return content.series.flatMap { series in
      let named = bySeries[series.id] ?? []
      let listed = (series.parts ?? []).flatMap { part in
        if case .post(let slug) = part { bySlug[slug.value] ?? [] } else { [PostSource]() }
      }
      let members = named + listed.filter { !$0.names(series: series.id) }
      return lintAnnounced(of: series, members) + lintScheduled(of: series, members)
    } + lintSummaries()
  }

  private func lintAnnounced(of series: SeriesSource, _ members: [PostSource]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for case .announced(let part) in series.parts ?? [] {
      let name = Slug.make(part.title.value)
      let written = members.first { [$0.title.value, $0.shortTitle ?? ""].map(Slug.make).contains(name) }
      if let written {
        found.warning(
          "`\(part.title.value)` is announced, but already written: \(written.file)", at: part.title.location,
          hint: "put `- \(written.slug.value)` in its place")
      } else if series.status == .complete {
        found.warning(
          "the series is `complete`, but this part is not written", at: part.title.location,
          hint: "remove the part, or write `status: ongoing`")
      } else if let date = part.date, isPast(date.value) {
        found.warning(
          "this part was announced for a day in the past, but is not written", at: date.location,
          hint: "change its date, or remove it")
      }
    }
    return found
  }

  private func lintScheduled(of series: SeriesSource, _ members: [PostSource]) -> [Diagnostic] {
    guard series.status == .complete else { return [] }
    return members.compactMap { post in
      guard let date = post.date.map({ Timestamp($0.value, in: site.settings.timeZone) }),
        date.seconds > site.now
      else { return nil }
      return Diagnostic(
        .warning, "the series is `complete`, but this part goes live on \(date.day)",
        at: post.series.first { $0.value == series.id }?.location ?? SourceLocation(post.file),
        hint: "write `status: ongoing` in \(series.file) until then")
    }
  }

  /// A warning for each part that has no summary for lists, feeds and link previews.
  private func lintSummaries() -> [Diagnostic] {
    site.posts.filter { !$0.memberships.isEmpty && $0.summary == nil }.map { post in
      Diagnostic(
        .warning, "this part has no description", at: SourceLocation(post.file),
        hint: "write a `description`, or a first paragraph")
    }
  }

  /// Whether the day, or the moment if a time is given, is over.
  private func isPast(_ date: DateInput) -> Bool {
    let moment = Timestamp(date, in: site.settings.timeZone)
    return moment.seconds + (moment.hasTime ? 0 : 86_400) <= site.now
  }
}
