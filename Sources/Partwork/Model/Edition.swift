package import Foundation

/// What one run shows of the site: its clock, and which posts it shows.
package struct Edition: Sendable, Hashable {
  /// The moment that divides live posts from scheduled ones, in Unix seconds.
  package let now: Int

  /// Whether drafts are shown, marked as such.
  package var showsDrafts = false

  /// Whether posts whose date is still to come are shown, marked as such.
  package var showsScheduled = false

  /// The URL in place of the `url` in `site.yml`.
  package var url: SiteURL?

  func shows(_ state: PostState) -> Bool {
    switch state {
    case .live: true
    case .scheduled: showsScheduled
    case .draft: showsDrafts
    }
  }
}

extension Edition {
  /// The edition that `options` ask for, on the clocks of `zone`.
  package init(_ options: EditionOptions, zone: TimeZone) {
    self.init(
      now: options.clock.seconds(in: zone), showsDrafts: options.showsDrafts, showsScheduled: options.showsScheduled,
      url: options.url)
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

  /// The moment at which a run reads the site.
  package enum Clock: Sendable, Hashable {
    /// Unix seconds, as in `SOURCE_DATE_EPOCH`.
    case instant(Int)
    /// A date as written, on the site's clocks unless it has an offset.
    case written(DateInput)

    func seconds(in zone: TimeZone) -> Int {
      switch self {
      case .instant(let seconds): seconds
      case .written(let date): Timestamp(date, in: zone)?.seconds ?? 0
      }
    }
  }
}
