/// A series: posts that are read in order. What its file says is read as if it were the series' own.
@dynamicMemberLookup
package struct Series: Sendable {
  package let source: SeriesSource
  package let authors: [Credit]
  package let order: SeriesOrder
  /// Whether readers do not see it yet: only an edition with drafts or scheduled posts shows it.
  package let isInPreparation: Bool
  /// Whether the site offers it as an e-book, if there is a part to read.
  let isOfferedAsBook: Bool
  /// The site-relative URL: `/series/mentorship/`.
  package let url: String

  init(source: SeriesSource, authors: [Credit], order: SeriesOrder, isInPreparation: Bool, isOfferedAsBook: Bool) {
    self.source = source
    self.authors = authors
    self.order = order
    self.isInPreparation = isInPreparation
    self.isOfferedAsBook = isOfferedAsBook
    url = Self.url(of: source.id)
  }

  package var title: String { source.title.value }

  /// Whether more parts are to come: a series that goes on is announced until there is a part to read.
  package var status: SeriesStatus {
    switch source.status {
    case .announced, .ongoing: order.hasReadablePart ? .ongoing : .announced
    case .complete, .paused: source.status
    }
  }

  static func url(of id: String) -> String { "/series/\(id)/" }

  /// The page with all parts of the series, if there is one to read: `/series/mentorship/all/`.
  package var wholeURL: String? { order.hasReadablePart ? url + "all/" : nil }

  /// The series as an e-book, if the site offers it: `/series/mentorship/mentorship.epub`.
  package var bookURL: String? { isOfferedAsBook && order.hasReadablePart ? "\(url)\(source.id).epub" : nil }

  /// The media type of e-books (EPUB 3.3, section 4.1.1 of its container).
  static let bookType = "application/epub+zip"

  /// The places of the parts that cannot be read yet.
  var placesToCome: [Int] { order.parts.indices.filter { order.parts[$0].post == nil } }

  package subscript<Value>(dynamicMember field: KeyPath<SeriesSource, Value>) -> Value { source[keyPath: field] }
}

/// One part of a series: a post, or the promise of one.
package enum Part: Sendable, Hashable {
  /// A post that this edition shows.
  case post(Handle<Post>)
  /// A post that is written and goes live on its date.
  case scheduled(Announcement)
  /// A part that the series announces and that is not written yet.
  case announced(Announcement)

  /// The post, if it can be linked to.
  package var post: Handle<Post>? {
    if case .post(let post) = self { post } else { nil }
  }

  /// What readers may know of it, if it cannot be linked to.
  package var announcement: Announcement? {
    switch self {
    case .post: nil
    case .scheduled(let announcement), .announced(let announcement): announcement
    }
  }
}

/// What readers may know of a part that they cannot read yet.
package struct Announcement: Sendable, Hashable {
  package let title: String
  package let shortTitle: String?
  package let date: Timestamp?
  package let description: String?
}

/// The order of a series: its live, scheduled and announced parts, first to last.
///
/// A part's number is its place here, so that it cannot drift from the order as a stored number would.
package struct SeriesOrder: Sendable, Hashable {
  package let parts: [Part]

  /// The places of the parts that can be read now, in order.
  package var livePlaces: [Int] { parts.indices.filter { parts[$0].post != nil } }

  package var hasReadablePart: Bool { parts.contains { $0.post != nil } }

  /// The places of the readable parts on either side of the one at `place`.
  package func neighbours(of place: Int) -> (previous: Int?, next: Int?) {
    let previous = parts[..<place].lastIndex { $0.post != nil }
    let next = parts[(place + 1)...].firstIndex { $0.post != nil }
    return (previous, next)
  }

  /// The place of the part promised after the one at `place`, the last readable one; nil if there is none.
  package func comingNext(after place: Int) -> Int? {
    guard neighbours(of: place).next == nil, place + 1 < parts.count else { return nil }
    return place + 1
  }

  /// The place of the part that is promised after all that can be read.
  package var comingNext: Int? {
    guard let last = livePlaces.last else { return parts.isEmpty ? nil : 0 }
    return comingNext(after: last)
  }
}
