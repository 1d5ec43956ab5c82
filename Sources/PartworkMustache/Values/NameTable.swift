/// A name with its hash, so that a lookup while rendering need not hash it again.
struct HashedName: Sendable, Hashable {
  let text: String
  let hash: UInt32

  init(_ text: String) {
    self.text = text
    // FNV-1a, 32 bits: quick on short names, and the same in every run.
    hash = text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}

/// The indices of a fixed list of names: a hash table with open addressing.
struct NameTable: Sendable {
  /// The indices, each in the slot of its name's hash or in one of those that follow; -1 in an empty slot.
  private let slots: [Int]
  private let names: [HashedName]

  init(_ texts: [String]) {
    names = texts.map(HashedName.init)
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var slots = [Int](repeating: -1, count: size)
    for (index, name) in names.enumerated() {
      var slot = Int(name.hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = index
    }
    self.slots = slots
  }

  func index(of name: HashedName) -> Int? {
    var slot = Int(name.hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = slots[slot]
      if names[index].hash == name.hash, names[index].text == name.text { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }
}
