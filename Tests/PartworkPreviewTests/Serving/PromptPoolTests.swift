import FlyingSocks
import Foundation
import Testing

@testable import PartworkPreview

@Suite struct PromptPoolTests {
  @Test func `what a server accepts sends at once`() async throws {
    let option = BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
    let listening = try Socket(domain: AF_INET)
    defer { try? listening.close() }
    try listening.bind(to: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0))
    try listening.listen()
    #expect(try !listening.getValue(for: option))
    // The pool has not begun and so refuses, but it has seen the socket.
    await #expect(throws: (any Error).self) {
      try await PromptPool().suspendSocket(listening, untilReadyFor: .connection)
    }
    guard case .ip4(_, let port) = try listening.sockname() else {
      Issue.record("the socket has no address")
      return
    }
    let client = try RawConnection(port: port)
    client.send("x")
    let accepted = Socket(file: try listening.accept().file)
    defer { try? accepted.close() }
    #expect(try accepted.getValue(for: option))
  }
}
