/// A name with its hash, so that a lookup while rendering hashes nothing.
struct Name: Sendable, Hashable {
  let text: String
  let hash: UInt32

  init(_ text: String) {
    self.text = text
    // FNV-1a, 32 bits: quick on short names, and the same in every run.
    hash = text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}

/// The places of a fixed set of names: a hash table with open addressing.
struct NameTable: Sendable {
  /// The places, found at a name's hash or in the slots behind it; -1 in an empty slot.
  private let slots: [Int]
  private let names: [Name]

  init(_ texts: [String]) {
    names = texts.map(Name.init)
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var slots = [Int](repeating: -1, count: size)
    for (place, name) in names.enumerated() {
      var slot = Int(name.hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = place
    }
    self.slots = slots
  }

  func index(of name: Name) -> Int? {
    var slot = Int(name.hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = slots[slot]
      if names[place].hash == name.hash, names[place].text == name.text { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
