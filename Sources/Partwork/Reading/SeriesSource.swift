/// A series as its file has it: `content/series/ID.md`.
package struct SeriesSource: Sendable {
  /// The file's path from the site's folder.
  package var file: String
  package var id: String
  /// Never empty; the ID where the title is missing, which is an error already reported.
  package var title: Located<String>
  package var description: String?
  package var status: SeriesStatus
  /// The parts in order; nil where `parts` is not given.
  package var parts: [PartSource]?
  package var intro: PartTexts
  package var outro: PartTexts
  /// Whether a part opens with the description of the one before.
  package var recap: Bool
  package var image: ImageSource?
  package var authors: [Located<CreditSource>]
  /// Site URLs that begin with "/" and end with "/", ".html" or ".htm".
  package var aliases: [Located<String>]
}

/// Whether more parts of a series are to come.
package enum SeriesStatus: String, Sendable, CaseIterable {
  case ongoing
  case complete
  case paused
}

/// An entry of the `parts` of a series.
package enum PartSource: Sendable, Hashable {
  /// A post, by its slug.
  case post(Located<String>)
  /// A part that is not written yet.
  case announced(AnnouncedPartSource)
}

/// A part that is named in its series before it is written: `{title, date?, description?}`.
package struct AnnouncedPartSource: Sendable, Hashable {
  package var title: Located<String>
  package var date: Located<WrittenDate>?
  package var description: String?
}
