import FlyingSocks

/// The requests that come in over one connection, one after the other.
struct RequestReader {
  private let socket: AsyncSocket
  private let address: String

  /// What has come in and was not used yet.
  private var bytes: [UInt8] = []

  init(_ socket: AsyncSocket) {
    self.socket = socket
    address =
      switch try? socket.socket.remotePeer() {
      case .ip4(let address, _), .ip6(let address, _): address
      case .unix, nil: ""
      }
  }

  /// The next request, without its body; nil when the client has no more.
  /// - Throws: `RequestFault`, and the errors of the socket.
  mutating func next() async throws -> RequestHead? {
    // Each byte is looked at once, however few come at a time.
    var (start, searched) = (0, 0)
    while true {
      while start == searched, start < bytes.count, Self.isLineEnd(bytes[start]) {
        start += 1
        searched = start
      }
      if let end = endOfHead(after: start, from: searched) {
        let head = try RequestHead(bytes[start..<end], from: address)
        bytes.removeFirst(end)
        return head
      }
      guard bytes.count < RequestHead.most else { throw RequestFault.tooLarge }
      searched = bytes.count
      guard try await readMore() else { return nil }
    }
  }

  /// Skips the next `count` bytes, a body that is not used.
  /// - Returns: false if they do not come, or are too many to wait for.
  mutating func skip(_ count: Int) async throws -> Bool {
    guard count <= RequestHead.most else { return false }
    while bytes.count < count {
      guard try await readMore() else { return false }
    }
    bytes.removeFirst(count)
    return true
  }

  private mutating func readMore() async throws -> Bool {
    do {
      bytes += try await socket.read(atMost: 4096)
      return true
    } catch SocketError.disconnected {
      return false
    }
  }

  /// The index after the empty line that ends the head that begins at `start`. The bytes before `searched` are known not
  /// to contain it.
  private func endOfHead(after start: Int, from searched: Int) -> Int? {
    var index = searched
    while let newline = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      index = newline + 1
      let line = bytes[start..<newline].suffix(2)
      if line.last == UInt8(ascii: "\n") || line.elementsEqual("\n\r".utf8) { return index }
    }
    return nil
  }

  /// An empty line before the first is left over from a body (RFC 9112, 2.2).
  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
