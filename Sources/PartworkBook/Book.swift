/// A book: what is in it, and what is known about it.
///
/// It knows nothing of sites. `epub` makes a file of it.
package struct Book: Sendable {
  /// A URI that stays the same over editions.
  package var identifier: String
  package var title: String
  /// A BCP 47 tag.
  package var language: String
  package var isRightToLeft: Bool
  /// The names of those who wrote it.
  package var creators: [String]
  package var publisher: String
  package var description: String?
  package var subjects: [String]
  /// The day of this edition: `2026-03-12`.
  package var date: String
  /// The last change of what is in it, in UTC: `2026-03-12T09:30:00Z`.
  package var modified: String
  /// The collection that the book belongs to, and its place there, from 1.
  package var collection: (name: String, position: Int)
  package var labels: BookLabels
  /// A style sheet for all pages.
  package var style: [UInt8]
  package var cover: BookPicture
  /// In reading order.
  package var pages: [BookPage]
  /// What the pages show besides the cover.
  package var pictures: [BookPicture]
  /// Whether each picture says in words what it shows.
  package var describesPictures: Bool

  package init(
    identifier: String, title: String, language: String, isRightToLeft: Bool, creators: [String],
    publisher: String, description: String?, subjects: [String], date: String, modified: String,
    collection: (name: String, position: Int), labels: BookLabels, style: [UInt8], cover: BookPicture,
    pages: [BookPage], pictures: [BookPicture], describesPictures: Bool
  ) {
    self.identifier = identifier
    self.title = title
    self.language = language
    self.isRightToLeft = isRightToLeft
    self.creators = creators
    self.publisher = publisher
    self.description = description
    self.subjects = subjects
    self.date = date
    self.modified = modified
    self.collection = collection
    self.labels = labels
    self.style = style
    self.cover = cover
    self.pages = pages
    self.pictures = pictures
    self.describesPictures = describesPictures
  }
}

/// What the book itself says, in its language.
package struct BookLabels: Sendable, Hashable {
  package var cover: String
  package var contents: String

  package init(cover: String, contents: String) {
    self.cover = cover
    self.contents = contents
  }
}

/// A page of a book: a file of its own, which may be many screens long.
package struct BookPage: Sendable {
  package enum BookPageKind: String, Sendable {
    case titlePage = "titlepage"
    case introduction, chapter, afterword, colophon
  }

  package var kind: BookPageKind
  /// The name of its file without `.xhtml`: ASCII.
  package var name: String
  package var title: String
  /// The language of its title, if it is not that of the book.
  package var titleLanguage: String?
  /// What `BookText` makes.
  package var body: [UInt8]

  package init(_ kind: BookPageKind, name: String, title: String, titleLanguage: String? = nil, body: [UInt8]) {
    self.kind = kind
    self.name = name
    self.title = title
    self.titleLanguage = titleLanguage
    self.body = body
  }

  package var file: String { "\(name).xhtml" }
}

/// A picture in a book.
package struct BookPicture: Sendable {
  /// The path of its file in the book: ASCII.
  package var file: String
  package var mediaType: String
  package var bytes: [UInt8]

  package init(file: String, mediaType: String, bytes: [UInt8]) {
    self.file = file
    self.mediaType = mediaType
    self.bytes = bytes
  }

  /// The media type of the picture file called `name`, by its extension; nil if e-books may not have such pictures
  /// (EPUB 3.3, section 3.2).
  package static func mediaType(ofFile name: String) -> String? {
    switch name.split(separator: ".").last?.lowercased() {
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "svg": "image/svg+xml"
    default: nil
    }
  }
}
