import HTTPTypes
import PartworkSupport

/// The head of a request: its first line and its headers (RFC 9112, 2 to 5).
///
/// It is read in one pass, since any web page can make a browser send a line of many bytes here.
struct RequestHead: Sendable {
  let method: HTTPRequest.Method

  /// The path of the target, as it was sent.
  let path: String

  /// What follows `?` in the target, as it was sent.
  let query: String

  /// `HTTP/1.1`, or `HTTP/1.` and another digit.
  let version: String
  let headers: HTTPFields

  /// How many bytes of body follow; nil if that is not known in advance.
  let bodyLength: Int?

  /// The address that the request comes from, without its port.
  let address: String

  /// The most bytes that a head may have. It includes the cookies of everything ever served under this machine's name.
  static let most = 64 * 1024

  /// Reads `bytes`, a head up to its empty line.
  init(_ bytes: ArraySlice<UInt8>, from address: String) throws(RequestFault) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    guard let first = lines.first else { throw .malformed }
    let words = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Self.text)
    guard words.count == 3, let method = HTTPRequest.Method(words[0]), !words[1].isEmpty,
      words[1].utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), words[2].wholeMatch(of: /HTTP\/1\.[0-9]/) != nil
    else { throw .malformed }
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    self.method = method
    path = target[0]
    query = target.count > 1 ? target[1] : ""
    version = words[2]
    headers = try Self.headers(lines.dropFirst())
    bodyLength = try Self.bodyLength(headers)
    self.address = address
  }

  /// The server that the client means, with its port.
  var host: String? { header("Host") }

  /// Whether the client may send another request over the same connection.
  var keepsConnection: Bool {
    let wishes = (headers[.connection] ?? "").lowercased().split { $0 == "," || $0 == " " }
    if bodyLength == nil || wishes.contains("close") { return false }
    return version != "HTTP/1.0" || wishes.contains("keep-alive")
  }

  /// The value of the header `name`, for one that HTTPTypes does not list.
  func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

  /// The first value of `name` in the query (URL Standard, `application/x-www-form-urlencoded`).
  func parameter(_ name: String) -> String? {
    for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts[0].elementsEqual(name.utf8) else { continue }
      let value = parts.dropFirst().first?.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 } ?? []
      return PercentEncoding.bytes(value).flatMap { String(validating: $0, as: UTF8.self) }
    }
    return nil
  }

  private static func headers(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(RequestFault) -> HTTPFields {
    var headers = HTTPFields()
    for line in lines where !line.isEmpty {
      // A space in a name can make two servers in a row read different headers.
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        let name = HTTPField.Name(text(line[..<colon]))
      else { throw .malformed }
      let value = line[(colon + 1)...]
      guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }) else { throw .malformed }
      headers.append(HTTPField(name: name, value: text(value)))
    }
    guard headers.count(where: { $0.name.canonicalName == "host" }) < 2 else { throw .malformed }
    return headers
  }

  private static func bodyLength(_ headers: HTTPFields) throws(RequestFault) -> Int? {
    let lengths = headers[values: .contentLength]
    // Two lengths, or a length and an encoding, can make two servers in a row see different requests.
    if headers[.transferEncoding] != nil {
      guard lengths.isEmpty else { throw .malformed }
      return nil
    }
    guard let text = lengths.first else { return 0 }
    guard lengths.count == 1, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let length = Int(text)
    else { throw .malformed }
    return length
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a request cannot be answered.
enum RequestFault: Error {
  case malformed
  case tooLarge

  var status: HTTPResponse.Status {
    switch self {
    case .malformed: .badRequest
    case .tooLarge: .requestHeaderFieldsTooLarge
    }
  }
}

/// The path of a request, decoded: `posts/x/`, without the `/` at its start.
///
/// Only a path that everyone reads the same way becomes one: no `.` and `..`, no encoded `/`, no `\`, no control
/// characters and no bytes that are not UTF-8 (RFC 3986, 7.3).
struct RequestPath: Hashable, Sendable {
  let text: String

  /// The most bytes that a path may have: more than those of any file.
  private static let most = 4096

  /// Decodes the path of a request's target, which a query may follow.
  init?(_ target: String) {
    let encoded = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard encoded.first == UInt8(ascii: "/"), encoded.count <= 3 * Self.most,
      let bytes = PercentEncoding.bytes(encoded.dropFirst())
    else { return nil }
    let slashes = encoded.count { $0 == UInt8(ascii: "/") } - 1
    let isUnsafe = bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
    guard !isUnsafe, bytes.count <= Self.most, bytes.count(where: { $0 == UInt8(ascii: "/") }) == slashes,
      let text = String(validating: bytes, as: UTF8.self),
      !text.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
    else { return nil }
    self.text = text
  }
}
