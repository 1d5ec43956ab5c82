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
    var searched = 0
    while true {
      if let end = endOfHead(from: searched) {
        let head = try RequestHead(bytes[..<end], from: address)
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

  /// The index after the empty line that ends the head. The first `start` bytes are known not to contain it.
  private func endOfHead(from start: Int) -> Int? {
    var index = start
    while let newline = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) {
      index = newline + 1
      let line = bytes[..<newline].suffix(2)
      let isEmpty = line.last == UInt8(ascii: "\n") || line.elementsEqual("\n\r".utf8)
      if isEmpty, bytes[..<newline].contains(where: { $0 > 0x20 }) { return index }
    }
    return nil
  }
}
