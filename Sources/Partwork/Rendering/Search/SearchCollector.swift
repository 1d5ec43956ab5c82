/// Collects the words of some documents, each with where it is and how much it weighs there.
struct SearchCollector: ~Copyable {
  /// A word in a document.
  struct Posting {
    /// The number of the document.
    let document: Int32

    /// How much the document is about the word: 1 to 31.
    let level: UInt8

    /// The first passage with the word.
    let passage: UInt8
  }

  /// How often and where the current document has a word.
  private struct Uses {
    var document: Int32 = -1
    var count: Int32 = 0
    var passage: UInt8 = .max

    /// What titles and other short texts with the word add.
    var bonus = 0.0
  }

  private(set) var words = WordTable()

  /// By word, in the order of the documents.
  private(set) var postings: [[Posting]] = []
  private var uses: [Uses] = []

  /// The words of the current document.
  private var current: [Int] = []
  private var reader = SearchWords()
  private let meanLength: Double

  /// - Parameter meanLength: the mean number of words in a document.
  init(meanLength: Double) {
    self.meanLength = meanLength
  }

  /// Adds the words of a part of the document `number`: of its text, or of a text that says what it is about.
  ///
  /// - Parameters:
  ///   - bonus: what each word weighs in addition to how often it occurs.
  ///   - mark: a byte before each word, for words that are looked for in another way.
  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, of number: Int, count: Int32 = 0, passage: Int? = nil, bonus: Double = 0,
    mark: UInt8? = nil
  ) {
    // The reader calls back while `self` changes.
    var reader = SearchWords()
    swap(&reader, &self.reader)
    var marked: [UInt8] = []
    reader.read(text) { word in
      if let mark {
        marked.removeAll(keepingCapacity: true)
        marked.append(mark)
        marked.append(contentsOf: word)
        marked.withUnsafeBufferPointer { note($0, in: Int32(number), count, passage, bonus) }
      } else {
        note(word, in: Int32(number), count, passage, bonus)
      }
    }
    swap(&reader, &self.reader)
  }

  private mutating func note(
    _ word: UnsafeBufferPointer<UInt8>, in document: Int32, _ count: Int32, _ passage: Int?, _ bonus: Double
  ) {
    let place = words.place(of: word)
    if place == uses.count {
      uses.append(Uses())
      postings.append([])
    }
    if uses[place].document != document {
      uses[place] = Uses(document: document)
      current.append(place)
    }
    uses[place].count += count
    if let passage { uses[place].passage = min(uses[place].passage, UInt8(clamping: passage)) }
    uses[place].bonus = max(uses[place].bonus, bonus)
  }

  /// Weighs the words of the document `number`, after its last part, which has `length` words in all.
  ///
  /// The weight of a text is that of Okapi BM25 without the rarity of the word, which `search.js` knows.
  mutating func endDocument(_ number: Int, length: Int) {
    let (saturation, lengthShare) = (1.2, 0.5)
    let norm = saturation * (1 - lengthShare + lengthShare * Double(length) / meanLength)
    for word in current {
      let use = uses[word]
      let count = Double(use.count)
      let weight = count * (saturation + 1) / (count + norm) + use.bonus
      postings[word].append(
        Posting(
          document: Int32(number), level: UInt8(max(1, min(31, (weight * 4).rounded()))),
          passage: use.passage == .max ? 0 : use.passage))
    }
    current.removeAll(keepingCapacity: true)
  }
}

/// Words and their numbers, in the order in which they came.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []

  /// The number of a word plus one, at a place that follows from its hash; 0 for none.
  private var slots = [Int32](repeating: 0, count: 1 << 12)

  var count: Int { ends.count }

  /// The word with this number.
  subscript(place: Int) -> ArraySlice<UInt8> { bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]] }

  /// The number of `word`; it is added if it is new.
  mutating func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a: words are short.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if hashes[place] == hash, self[place].elementsEqual(word) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = Int32(count)
    if 2 * count > slots.count { grow() }
    return count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: 4 * slots.count)
    for place in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[place]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place + 1)
    }
  }

  /// The numbers of all words, in the order in which JavaScript compares strings.
  var sorted: [Int] {
    (0..<count).sorted { left, right in
      self[left].lexicographicallyPrecedes(self[right]) { Self.rank($0) < Self.rank($1) }
    }
  }

  /// UTF-16 has the characters beyond the basic plane before its end, UTF-8 has them after it.
  private static func rank(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }
}
