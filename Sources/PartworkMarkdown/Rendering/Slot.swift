/// A place in rendered HTML whose content differs between renderings: the address of a link, an id with its prefix.
enum Slot: Sendable, Hashable {
  /// The start tag of the link with this index in the references.
  case link(Int)

  /// The address and attributes of the image with this index, between `<img src="` and `" alt="`.
  case imageSource(Int)

  /// The title attribute of that image.
  case imageTitle(Int)

  /// ` id="…"`, the id with the rendering's prefix.
  case id(String)

  /// `#…` in an address: an id with the rendering's prefix.
  case fragment(String)

  /// The link of the heading with this id to itself.
  case anchor(String)

  /// The end of the excerpt.
  case more

  /// From here to `fullTextEnd`, HTML that an excerpt leaves out, such as the mark of a note that it does not contain.
  case fullTextStart
  case fullTextEnd
}

/// The slots of a document while its tree is being edited.
///
/// A mark in the tree stands for each: the byte 0xFF, a number, and 0xFF again. UTF-8 has no such byte, entities decode
/// to UTF-8 and libcmark copies it unchanged, so that a mark found in the HTML is always ours.
struct Slots {
  private(set) var all: [Slot] = []

  static let sentinel: UInt8 = 0xFF

  /// Adds `slot` and appends its mark to `html`.
  mutating func append(_ slot: Slot, to html: inout [UInt8]) {
    html.append(Self.sentinel)
    html.append(decimal: all.count)
    html.append(Self.sentinel)
    all.append(slot)
  }

  /// Adds `slot` and returns its mark.
  mutating func mark(_ slot: Slot) -> [UInt8] {
    var html: [UInt8] = []
    append(slot, to: &html)
    return html
  }
}
