internal import Foundation

/// What one run shows of the site.
package struct EditionOptions: Sendable, Hashable {
  /// What divides live posts from scheduled ones.
  package var clock: Clock
  /// Whether drafts are shown, marked as such.
  package var showsDrafts: Bool
  /// Whether posts whose date has not come are shown, marked as such.
  package var showsScheduled: Bool
  /// Whether series, authors, categories and tags are shown that have nothing to read.
  package var showsEmpty: Bool
  /// The URL to use instead of `url` in `site.yml`.
  package var url: SiteURL?

  package init(clock: Clock, showsDrafts: Bool = false, showsScheduled: Bool = false, url: SiteURL? = nil) {
    self.clock = clock
    self.showsDrafts = showsDrafts
    self.showsScheduled = showsScheduled
    showsEmpty = showsDrafts
    self.url = url
  }

  func shows(_ state: PostState) -> Bool {
    switch state {
    case .live: true
    case .scheduled: showsScheduled
    case .draft: showsDrafts
    }
  }

  /// The moment at which a run reads the site.
  package enum Clock: Sendable, Hashable {
    /// Unix seconds, as in `SOURCE_DATE_EPOCH`.
    case instant(Int)
    /// A date as written, in the site's time zone unless it has an offset.
    case written(DateInput)

    /// The moment in Unix seconds.
    func seconds(in zone: TimeZone) -> Int {
      switch self {
      case .instant(let seconds): Timestamp(seconds: seconds, in: zone).seconds
      case .written(let date): Timestamp(date, in: zone).seconds
      }
    }
  }
}
