package import PartworkMarkdown
package import PartworkMustache

/// A series: posts that are read in an order.
package struct Series: Sendable {
  /// The name of its file, by which posts name it.
  package let id: String
  package let file: String

  /// Its site-relative URL: `/series/mentorship/`.
  package let url: String
  package let title: String
  package let description: String?
  package let status: SeriesStatus
  package let image: ImageSource?
  package let aliases: [Located<String>]
  package let authors: [Credit]

  /// The Markdown that stands before each part, and after it; names of the part's view may stand in it.
  package let intro: PartTexts
  package let outro: PartTexts

  /// Whether a part opens with the description of the one before.
  package let hasRecap: Bool
  package let extra: Value

  /// The introduction.
  package let body: Document

  /// The parts that are counted, first to last.
  package let order: SeriesOrder

  /// The series' page with all its parts: `/series/mentorship/all/`.
  package var wholeURL: String { url + "all/" }
}

/// One part of a series: a post, or the promise of one.
package enum Part: Sendable, Hashable {
  /// A post that this edition shows.
  case post(Handle<Post>)
  /// A post that is written and goes live at its date.
  case scheduled(Announcement)
  /// A part that the series announces and nobody has written yet.
  case announced(Announcement)

  /// The post, where it can be linked to.
  package var post: Handle<Post>? {
    if case .post(let post) = self { post } else { nil }
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

  package init(_ parts: [Part]) {
    self.parts = parts
  }

  /// The places of the parts that can be read now, in order.
  package var livePlaces: [Int] { parts.indices.filter { parts[$0].post != nil } }

  /// The places of the readable parts on either side of the one at `place`.
  package func neighbours(of place: Int) -> (previous: Int?, next: Int?) {
    let previous = parts[..<place].lastIndex { $0.post != nil }
    let next = parts[(place + 1)...].firstIndex { $0.post != nil }
    return (previous, next)
  }

  /// The place of the part that is promised after the last readable one; nil where `place` is not the last readable one or
  /// nothing is promised.
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
