package import Foundation

/// What one run shows of the site: the clock it reads by and the posts it lets through.
package struct Edition: Sendable, Hashable {
  /// The moment that divides live posts from scheduled ones, in Unix seconds.
  package let now: Int

  /// Whether drafts are shown, marked as such.
  package let showsDrafts: Bool

  /// Whether posts whose date is still to come are shown, marked as such.
  package let showsScheduled: Bool

  /// The URL that stands in for the `url` of `site.yml`.
  package let url: SiteURL?

  package init(now: Int, showsDrafts: Bool = false, showsScheduled: Bool = false, url: SiteURL? = nil) {
    self.now = now
    self.showsDrafts = showsDrafts
    self.showsScheduled = showsScheduled
    self.url = url
  }

  /// The edition that `options` ask for, on the clocks of `zone`.
  package init(_ options: EditionOptions, zone: TimeZone) {
    self.init(
      now: options.clock.seconds(in: zone), showsDrafts: options.showsDrafts, showsScheduled: options.showsScheduled,
      url: options.url)
  }

  func shows(_ state: PostState) -> Bool {
    switch state {
    case .live: true
    case .scheduled: showsScheduled
    case .draft: showsDrafts
    }
  }
}

/// What a run is asked to show, before the site's time zone is known.
package struct EditionOptions: Sendable, Hashable {
  package var clock: Clock
  package var showsDrafts: Bool
  package var showsScheduled: Bool
  package var url: SiteURL?

  package init(clock: Clock, showsDrafts: Bool = false, showsScheduled: Bool = false, url: SiteURL? = nil) {
    self.clock = clock
    self.showsDrafts = showsDrafts
    self.showsScheduled = showsScheduled
    self.url = url
  }

  /// The moment by which a run reads the site.
  package enum Clock: Sendable, Hashable {
    /// Unix seconds, as `SOURCE_DATE_EPOCH` has them.
    case instant(Int)
    /// A date as written, on the site's clocks unless it has an offset of its own.
    case written(DateInput)

    func seconds(in zone: TimeZone) -> Int {
      switch self {
      case .instant(let seconds): seconds
      case .written(let date): Timestamp(date, in: zone)?.seconds ?? 0
      }
    }
  }
}
