import FlyingSocks

/// The bytes of a part of a file, read as they are sent.
struct FileBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let file: OpenFile
  let range: Range<Int>

  /// How much is read at a time.
  static let chunk = 128 * 1024

  func makeAsyncIterator() -> Iterator { Iterator(file: file, rest: range) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let file: OpenFile
    var rest: Range<Int>

    mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      if rest.isEmpty { return nil }
      let part = rest.prefix(count)
      rest = part.endIndex..<rest.endIndex
      return try file.bytes(part)
    }
  }
}
