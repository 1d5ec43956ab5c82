import PartworkSupport

/// Rendered HTML, cut at the slots that each rendering fills.
struct SlottedHTML: Sendable, Hashable {
  /// The HTML without its slots.
  private(set) var bytes: [UInt8] = []

  /// The slots in order.
  private(set) var slots: [PlacedSlot] = []

  /// A slot and its offset in `bytes`.
  struct PlacedSlot: Sendable, Hashable {
    let offset: Int
    let slot: Slot
  }

  /// No HTML at all.
  init() {}

  /// Cuts `html`, as libcmark rendered it, at the marks of `marked`.
  ///
  /// Links and images carry their mark as the title and have no destination: `<a href="" title="␣7␣">` becomes one
  /// slot, and `<img src="" alt="x" title="␣7␣" />` gets one after `src="` and one before ` />`. The mark of a
  /// heading's ID is the first thing in it, `<h2>␣7␣`, and moves into the tag.
  init(cutting html: UnsafeRawBufferPointer, at marked: Slots) {
    var output: [UInt8] = []
    output.reserveCapacity(html.count)
    var slots: [PlacedSlot] = []
    slots.reserveCapacity(marked.all.count)
    var offset = 0
    while let start = html.firstIndex(of: Slots.sentinel, from: offset) {
      output.append(contentsOf: html[offset..<start])
      offset = start + 1
      var number = 0
      while html[offset] != Slots.sentinel {
        number = number * 10 + Int(html[offset] - UInt8(ascii: "0"))
        offset += 1
      }
      offset += 1
      let slot = marked.all[number]
      switch slot {
      case .link:
        output.removeLast(#"<a href="" title=""#.utf8.count)
        slots.append(PlacedSlot(offset: output.count, slot: slot))
        offset += "\">".utf8.count
      case .imageSource(let index):
        output.removeLast(#"" title=""#.utf8.count)
        // An alternative text contains no `<`: the nearest one opens the tag.
        let tag = output.lastIndex(of: UInt8(ascii: "<")) ?? 0
        slots.append(PlacedSlot(offset: tag + #"<img src=""#.utf8.count, slot: slot))
        output.append(UInt8(ascii: "\""))
        slots.append(PlacedSlot(offset: output.count, slot: .imageTitle(index)))
        offset += 1
      case .id where output.last == UInt8(ascii: ">"):
        output.removeLast()
        slots.append(PlacedSlot(offset: output.count, slot: slot))
        output.append(UInt8(ascii: ">"))
      default:
        slots.append(PlacedSlot(offset: output.count, slot: slot))
      }
    }
    output.append(contentsOf: html[offset...])
    self.bytes = output
    self.slots = slots
  }
}

/// A place in rendered HTML whose content differs between renderings: the URL of a link, an ID with its prefix.
enum Slot: Sendable, Hashable {
  /// The start tag of the link with this index in the references.
  case link(Int)

  /// The URL and attributes of the image with this index, between `<img src="` and `" alt="`.
  case imageSource(Int)

  /// The title attribute of that image.
  case imageTitle(Int)

  /// The URL of the link or image with this index in an attribute; in raw HTML, how it is written there.
  case address(Int, written: String?)

  /// ` id="…"`, the ID with the rendering's prefix.
  case id(String)

  /// `#…` in a URL: an ID with the rendering's prefix.
  case fragment(String)

  /// The link of the heading with this ID to itself.
  case anchor(String)

  /// The attribute that aligns a cell: `left`, `center` or `right`.
  case alignment(String)

  /// A word in the language of the text.
  case label(DocumentLabel)

  /// The start of the code in a block that names this language; the code ends before the next `<`.
  case code(language: String)

  /// The end of the excerpt.
  case more

  /// From here to `fullTextEnd`, HTML that an excerpt leaves out, such as the mark of a note that it does not contain.
  case fullTextStart
  case fullTextEnd
}

/// The slots of a document while its tree is being edited.
///
/// Each has a mark in the tree: the byte 0xFF, a number, and 0xFF again. UTF-8 has no such byte, entities decode to
/// UTF-8, and libcmark copies the byte unchanged, so that a mark in the HTML is always ours.
struct Slots {
  private(set) var all: [Slot] = []

  static let sentinel: UInt8 = 0xFF

  /// Adds `slot` and returns its mark.
  mutating func mark(_ slot: Slot) -> [UInt8] {
    defer { all.append(slot) }
    var mark: [UInt8] = []
    mark.reserveCapacity(8)
    mark.append(Self.sentinel)
    mark.append(contentsOf: String(all.count).utf8)
    mark.append(Self.sentinel)
    return mark
  }

  /// Gives `heading` its ID, and a link to itself at its end.
  ///
  /// The link is empty, and labelled by its heading: the theme draws it, so that feeds do not show a stray sign.
  mutating func anchor(_ heading: Node, id: String) {
    heading.prepend(.inline(mark(.id(id))))
    heading.append(.inline(mark(.anchor(id))))
  }
}
