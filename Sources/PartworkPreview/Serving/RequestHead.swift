import FlyingFox
import Foundation

/// The head of a request: its first line and its headers (RFC 9112, 2 to 5).
///
/// FlyingFox has a reader of its own, which copies a line anew for each of its bytes. A line of 100,000 bytes, such as
/// any web page can have a browser send here, keeps a processor busy for seconds with it.
struct RequestHead: Sendable {
  let request: HTTPRequest

  /// How many bytes follow as its body; nil where that is not known beforehand.
  let bodyLength: Int?

  /// The most bytes that a head may have: the cookies of all that was ever served on this machine's name are in it.
  static let most = 64 * 1024

  /// Reads `bytes`, a head up to its empty line.
  init(_ bytes: ArraySlice<UInt8>, from address: HTTPRequest.Address?) throws(RequestFault) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    // An empty line before the first is a leftover of a body.
    while lines.first?.isEmpty ?? false { lines.removeFirst() }
    guard let first = lines.first else { throw .malformed }
    let words = first.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Self.text)
    guard words.count == 3, !words[0].isEmpty, !words[1].isEmpty, words[2].hasPrefix("HTTP/1.") else {
      throw .malformed
    }
    let headers = try Self.headers(lines.dropFirst())
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    request = HTTPRequest(
      method: HTTPMethod(rawValue: words[0]), version: HTTPVersion(words[2]),
      target: HTTPRequest.Target(path: String(target[0]), query: target.count > 1 ? String(target[1]) : ""),
      headers: headers, body: HTTPBodySequence(), remoteAddress: address)
    bodyLength = try Self.bodyLength(headers)
  }

  /// Whether the connection is to be used again.
  var keepsConnection: Bool {
    let wishes = (request.headers[.connection] ?? "").lowercased().split { $0 == "," || $0 == " " }
    if bodyLength == nil || wishes.contains("close") { return false }
    return request.version != HTTPVersion("HTTP/1.0") || wishes.contains("keep-alive")
  }

  private static func headers(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(RequestFault) -> HTTPHeaders {
    var headers = HTTPHeaders()
    for line in lines where !line.isEmpty {
      // A space in a name is how one server is made to read other headers than the next.
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { throw .malformed }
      let value = line[(colon + 1)...]
      guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }) else { throw .malformed }
      headers.addValue(text(value).trimmingCharacters(in: .whitespaces), for: HTTPHeader(text(line[..<colon])))
    }
    guard headers.values(for: .host).count < 2 else { throw .malformed }
    return headers
  }

  private static func bodyLength(_ headers: HTTPHeaders) throws(RequestFault) -> Int? {
    if headers[.transferEncoding] != nil { return nil }
    guard let text = headers[.contentLength] else { return 0 }
    guard let length = Int(text), length >= 0 else { throw .malformed }
    return length
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a request cannot be answered.
enum RequestFault: Error {
  case malformed
  case tooLarge

  var status: HTTPStatusCode {
    switch self {
    case .malformed: .badRequest
    case .tooLarge: .requestHeaderFieldsTooLarge
    }
  }
}
