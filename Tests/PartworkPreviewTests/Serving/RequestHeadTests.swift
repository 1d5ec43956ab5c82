import HTTPTypes
import Testing

@testable import PartworkPreview

@Suite struct RequestHeadTests {
  private static func head(_ text: String) throws(RequestFault) -> RequestHead {
    try RequestHead(ArraySlice(text.utf8), from: "")
  }

  @Test func `a head has a method, a target and headers`() throws {
    let head = try Self.head("GET /a%20b/?x=1 HTTP/1.1\r\nHost: localhost\r\nX-Odd:\t a b \r\n\r\n")
    #expect(head.method == .get)
    #expect(head.path == "/a%20b/")
    #expect(head.query == "x=1")
    #expect(head.host == "localhost")
    #expect(head.header("x-odd") == "a b")
    #expect(head.bodyLength == 0)
  }

  @Test func `lines may end with a line feed alone`() throws {
    #expect(try Self.head("GET / HTTP/1.1\nHost: x\n\n").host == "x")
  }

  @Test(arguments: [
    ("Content-Length: 12\r\n", 12), ("content-length:0\r\n", 0), ("Transfer-Encoding: chunked\r\n", nil),
    ("Content-Length: 007\r\n", 7),
  ])
  func `the length of the body is known, or is not`(header: String, length: Int?) throws {
    #expect(try Self.head("POST / HTTP/1.1\r\n\(header)\r\n").bodyLength == length)
  }

  @Test func `a head of many headers is read in linear time`() throws {
    let start = ContinuousClock.now
    let head = try Self.head("GET / HTTP/1.1\n" + String(repeating: "a:b\n", count: 16_000) + "\n")
    #expect(head.headers.count == 16_000)
    #expect(ContinuousClock.now - start < .seconds(20), "it takes quadratic time")
  }

  @Test func `a parameter of the query is decoded, and the first of several counts`() throws {
    let head = try Self.head("GET /?path=%2Fposts%2F&id=a+b&empty=&flag&path=/x&bad=%zz HTTP/1.1\r\n\r\n")
    #expect(head.parameter("path") == "/posts/")
    #expect(head.parameter("id") == "a b")
    #expect(head.parameter("empty") == "")
    #expect(head.parameter("flag") == "")
    #expect(head.parameter("bad") == nil)
    #expect(head.parameter("none") == nil)
  }

  @Test(arguments: [
    ("HTTP/1.1", "", true), ("HTTP/1.1", "Connection: Close\r\n", false), ("HTTP/1.0", "", false),
    ("HTTP/1.0", "Connection: keep-alive\r\n", true), ("HTTP/1.1", "Transfer-Encoding: chunked\r\n", false),
  ])
  func `a connection is kept open if the client asks for it`(version: String, header: String, isKept: Bool) throws {
    #expect(try Self.head("GET / \(version)\r\n\(header)\r\n").keepsConnection == isKept)
  }

  @Test(arguments: [
    "", "\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / FTP/1.1\r\n\r\n", "GET / HTTP/1.1x\r\n\r\n",
    "GET  / HTTP/1.1\r\n\r\n",
    "GET /a b HTTP/1.1\r\n\r\n", "GET /?a\u{1F}b HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n",
    "GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", "GET / HTTP/1.1\r\nA: \0\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 5\r\ncontent-length: 5\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 5, 6\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
  ])
  func `a malformed head is refused`(text: String) {
    #expect(throws: RequestFault.malformed) { try Self.head(text) }
  }
}
