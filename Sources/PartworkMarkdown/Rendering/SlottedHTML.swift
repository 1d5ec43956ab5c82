/// Rendered HTML, cut at the slots that each rendering fills anew.
struct SlottedHTML: Sendable, Hashable {
  /// The HTML without its slots.
  private(set) var bytes: [UInt8] = []

  /// The slots in order.
  private(set) var slots: [Place] = []

  /// A slot and the offset in `bytes` at which it stands.
  struct Place: Sendable, Hashable {
    let offset: Int
    let slot: Slot
  }

  /// No HTML at all.
  init() {}

  /// Cuts `html`, as libcmark rendered it, at the marks of `marked`.
  ///
  /// Links and images carry their mark as the title and have no destination: `<a href="" title="␣7␣">` gives way to a
  /// slot altogether, `<img src="" alt="x" title="␣7␣" />` to one behind `src="` and one before ` />`. The mark of a
  /// heading's id is the first thing in it, `<h2>␣7␣`, and moves into the tag.
  init(cutting html: UnsafeRawBufferPointer, at marked: Slots) {
    var output: [UInt8] = []
    output.reserveCapacity(html.count)
    var slots: [Place] = []
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
        slots.append(Place(offset: output.count, slot: slot))
        offset += "\">".utf8.count
      case .imageSource(let index):
        output.removeLast(#"" title=""#.utf8.count)
        // An alternative text contains no `<`: the nearest one opens the tag.
        let tag = output.lastIndex(of: UInt8(ascii: "<")) ?? 0
        slots.append(Place(offset: tag + #"<img src=""#.utf8.count, slot: slot))
        output.append(UInt8(ascii: "\""))
        slots.append(Place(offset: output.count, slot: .imageTitle(index)))
        offset += 1
      case .id where output.last == UInt8(ascii: ">"):
        output.removeLast()
        slots.append(Place(offset: output.count, slot: slot))
        output.append(UInt8(ascii: ">"))
      default:
        slots.append(Place(offset: output.count, slot: slot))
      }
    }
    output.append(contentsOf: html[offset...])
    self.bytes = output
    self.slots = slots
  }
}
