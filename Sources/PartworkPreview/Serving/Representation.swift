import FlyingFox
import Foundation

/// A content as it is sent: all of it, a part of it, or the news that the client has it.
struct Representation: Sendable {
  var type: String
  var status = HTTPStatusCode.ok
  var content: Content

  enum Content: Sendable {
    case bytes([UInt8])
    case file(OpenFile)
  }

  /// The answer to `request` (RFC 9110, 13.2.2).
  func response(to request: HTTPRequest) -> HTTPResponse {
    var headers: HTTPHeaders = [.contentType: type, .eTag: tag.description]
    guard status == .ok else { return respond(status, headers, 0..<size, request) }
    headers[.acceptRanges] = "bytes"
    if tag.isNamed(by: request.headers[.ifNoneMatch]) { return respond(.notModified, headers, 0..<size, nil) }
    switch range(of: request) {
    case .whole:
      return respond(.ok, headers, 0..<size, request)
    case .part(let part):
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
      return respond(.partialContent, headers, part, request)
    case .unsatisfiable:
      headers[.contentRange] = "bytes */\(size)"
      return HTTPResponse(statusCode: .rangeNotSatisfiable, headers: headers)
    }
  }

  private func range(of request: HTTPRequest) -> ByteRange {
    // A range is for GET, and for the bytes that the client has the other parts of.
    guard request.method == .GET else { return .whole }
    if let condition = request.headers[HTTPHeader("If-Range")], condition != tag.description { return .whole }
    return ByteRange(request.headers[.range], size: size)
  }

  /// A response with the bytes of `part`, or only their number where `request` is nil or asks for no more.
  private func respond(
    _ status: HTTPStatusCode, _ headers: HTTPHeaders, _ part: Range<Int>, _ request: HTTPRequest?
  ) -> HTTPResponse {
    var headers = headers
    headers[.contentLength] = String(part.count)
    guard let request, request.method != .HEAD else { return HTTPResponse(statusCode: status, headers: headers) }
    return HTTPResponse(statusCode: status, headers: headers, body: body(part))
  }

  private func body(_ part: Range<Int>) -> HTTPBodySequence {
    switch content {
    case .bytes(let bytes):
      HTTPBodySequence(data: Data(bytes[part]), suggestedBufferSize: max(1, part.count))
    case .file(let file):
      HTTPBodySequence(
        from: FileBytes(file: file, range: part), count: part.count, suggestedBufferSize: FileBytes.chunk)
    }
  }

  private var size: Int {
    switch content {
    case .bytes(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  private var tag: EntityTag {
    switch content {
    case .bytes(let bytes): EntityTag(of: bytes)
    case .file(let file): file.tag
    }
  }
}
