/// What a text refers to by address or number, which only its importer knows.
///
/// `address` is asked once for each link and file of the text, in order. The defaults know nothing: addresses stay.
package struct TextReferences: Sendable {
  /// Who asks for an address.
  package enum Use: Sendable, Hashable {
    /// A link, which may lead to another post or to a file.
    case link
    /// A picture, a film or a sound that the text shows.
    case media
  }

  /// A file of the media library.
  package struct LibraryFile: Sendable, Hashable {
    /// Its address in the source, which `address` is asked about.
    package var address: String

    /// The alternative text of a picture; the title of a sound or a film.
    package var alternative: String

    /// Its caption, which may contain HTML.
    package var caption: String

    package init(address: String, alternative: String = "", caption: String = "") {
      self.address = address
      self.alternative = alternative
      self.caption = caption
    }
  }

  /// What to write for an address of the source, such as the path of another post's file or of a copied picture.
  package var address: @Sendable (String, Use) -> String

  /// The file of the media library with a number.
  package var file: @Sendable (Int) -> LibraryFile?

  /// The pictures that were uploaded to this post, which a gallery without numbers shows.
  package var pictures: [LibraryFile]

  /// The content of the reusable block with a number.
  package var reusableBlock: @Sendable (Int) -> String?

  /// The HTML of each footnote by its ID, from the field `footnotes` of a WordPress post.
  package var footnotes: [String: String]

  package init(
    pictures: [LibraryFile] = [], footnotes: [String: String] = [:],
    address: @escaping @Sendable (String, Use) -> String = { address, _ in address },
    file: @escaping @Sendable (Int) -> LibraryFile? = { _ in nil },
    reusableBlock: @escaping @Sendable (Int) -> String? = { _ in nil }
  ) {
    self.pictures = pictures
    self.footnotes = footnotes
    self.address = address
    self.file = file
    self.reusableBlock = reusableBlock
  }
}
