package import PartworkDiagnostics
package import PartworkMarkdown

/// An author's share in a post or series: `author: ada`, or `{id: ada, role: Illustrations}`.
package struct CreditSource: Sendable, Hashable {
  /// The author's ID.
  package var id: String
  /// What the author did here; nil for the author's usual role.
  package var role: String?
}

/// A picture named in front matter: a path, or `{src, alt}`.
package struct ImageSource: Sendable, Hashable {
  /// A path from the folder of the file, a site URL, or another URL, as written.
  package var src: Located<String>
  /// What the picture shows; nil where it was not said.
  package var alt: String?
}

/// A link named in front matter or in the navigation: `{label, url}`.
package struct LinkSource: Sendable, Hashable {
  package var label: String
  /// A content file, a site URL or another URL, as written.
  package var url: Located<String>
}

/// What a page asks of its reader at the end: a Markdown text, or `{text, label, url}` for one with a button.
package struct CallToActionSource: Sendable {
  /// Where it begins.
  package var location: SourceLocation
  /// The Markdown text; nil where there is only a button.
  package var text: Document?
  /// The button's label; present with `url`.
  package var label: String?
  /// Where the button leads: a content file, a site URL or another URL, as written.
  package var url: Located<String>?
}

/// The Markdown texts around the parts of a series: `intro` or `outro`.
///
/// One text stands for all parts; a map gives `first`, `middle` and `last` their own.
///
/// A place is that of the text's first character. For a text in one line and for a literal block (`|`) the text's line
/// N begins N − 1 lines below it in the same column; for folded texts later lines are only near.
package struct PartTexts: Sendable, Hashable {
  package var first: Located<String>?
  package var middle: Located<String>?
  package var last: Located<String>?
}
