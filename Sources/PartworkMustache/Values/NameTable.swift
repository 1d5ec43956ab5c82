import Synchronization

/// The number of a name, so that a lookup while rendering compares no text and counts no reference: equal names have the
/// same number.
struct InternedName: Sendable, Hashable {
  let number: Int

  init(_ text: String) {
    number = Self.names.withLock { names in
      if let number = names.numbers[text] { return number }
      names.numbers[text] = names.texts.count
      names.texts.append(text)
      return names.texts.count - 1
    }
  }

  var text: String { Self.names.withLock { $0.texts[number] } }

  /// Every name that a shape or a template has.
  private static let names = Mutex<(numbers: [String: Int], texts: [String])>(([:], []))
}

/// The indices of a fixed list of names.
struct NameTable: Sendable {
  /// For each number of a name, from that of `first` on, the index of that name; -1 for another.
  private let indices: [Int]
  private let first: Int

  init(_ texts: [String]) {
    let numbers = texts.map { InternedName($0).number }
    first = numbers.min() ?? 0
    var indices = [Int](repeating: -1, count: (numbers.max() ?? -1) + 1 - first)
    for (index, number) in numbers.enumerated() { indices[number - first] = index }
    self.indices = indices
  }

  func index(of name: InternedName) -> Int? {
    let place = name.number - first
    guard place >= 0, place < indices.count, indices[place] >= 0 else { return nil }
    return indices[place]
  }
}
