import Synchronization

/// A name with its number, so that a lookup while rendering compares no text: equal names have the same number.
struct InternedName: Sendable, Hashable {
  let text: String
  let number: Int

  init(_ text: String) {
    self.text = text
    number = Self.numbers.withLock { numbers in
      let next = numbers.count
      return numbers[text]
        ?? {
          numbers[text] = next; return next
        }()
    }
  }

  static func == (left: InternedName, right: InternedName) -> Bool { left.number == right.number }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Of every name that a shape or a template has.
  private static let numbers = Mutex<[String: Int]>([:])
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
