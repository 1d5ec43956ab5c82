import HTTPTypes
import PartworkSupport

/// Content as it can be sent: all of it, a part of it, or word that the client already has it.
struct Representation: Sendable {
  let type: String
  let status: HTTPResponse.Status
  private let body: ResponseBody
  private let tag: EntityTag
  private var size: Int { body.count ?? 0 }

  init(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) {
    self.type = type
    self.status = status
    body = .bytes(bytes[...])
    tag = EntityTag(of: bytes)
  }

  init(_ file: ServedFile, type: String) {
    self.type = type
    status = .ok
    body = .file(file, 0..<file.size)
    tag = file.tag
  }

  /// The answer to `request` (RFC 9110, 13.2.2).
  func response(to request: RequestHead) -> PreviewResponse {
    var response = PreviewResponse(status: status, headers: [.contentType: type, .eTag: tag.description], body: body)
    guard status == .ok else { return response }
    response.headers[.acceptRanges] = "bytes"
    if tag.isNamed(by: request.headers[.ifNoneMatch]) {
      response.status = .notModified
      return response
    }
    switch range(of: request) {
    case .whole:
      break
    case .part(let part):
      response.status = .partialContent
      response.headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
      response.body = bytes(of: part)
    case .unsatisfiable:
      response.status = .rangeNotSatisfiable
      response.headers[.contentRange] = "bytes */\(size)"
      response.body = .bytes([])
    }
    return response
  }

  private func range(of request: RequestHead) -> ByteRange {
    // A range only applies to GET, and to the version that the client has other parts of.
    guard request.method == .get else { return .whole }
    if let condition = request.headers[.ifRange], condition != tag.description { return .whole }
    return ByteRange(request.headers[.range], size: size)
  }

  private func bytes(of part: Range<Int>) -> ResponseBody {
    switch body {
    case .bytes(let bytes): .bytes(bytes[part])
    case .file(let file, _): .file(file, part)
    case .events: body
    }
  }
}

/// A strong entity tag: it changes with the content's bytes (RFC 9110, 8.8.3).
struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  /// The tag with its quotes, as in the `ETag` header.
  let description: String

  init(of bytes: [UInt8]) {
    description = "\"\(ContentHash(of: bytes))\""
  }

  init(of file: FileStatus) {
    description = "\"\(file.size)-\(file.modified)-\(file.inode)\""
  }

  /// Whether an `If-None-Match` header names this tag; weak tags count as strong ones (RFC 9110, 13.1.2).
  func isNamed(by header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let tag = part.filter { $0 != " " && $0 != "\t" }
      return tag == "*" || tag == description || tag == "W/\(description)"
    }
  }
}

/// What a `Range` header asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  /// All of it: there is no range, or none that a server has to follow, such as several at once.
  case whole
  case part(Range<Int>)
  /// There are no such bytes.
  case unsatisfiable

  /// Reads `header`, such as `bytes=0-499`, `bytes=500-` or `bytes=-500`, for content of `size` bytes.
  init(_ header: String?, size: Int) {
    self = .whole
    let form = /(?i)bytes=([0-9]*)-([0-9]*)/
    guard let header = header?.filter({ $0 != " " }), let match = header.wholeMatch(of: form) else { return }
    // A number too large for `Int` is past the end of any content.
    let (first, last) = (match.1.isEmpty ? nil : Int(match.1) ?? .max, match.2.isEmpty ? nil : Int(match.2) ?? .max)
    switch (first, last) {
    case (nil, nil):
      break
    case (nil, let count?):
      self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    case (let first?, let last):
      guard first <= last ?? .max else { return }
      self = first < size ? .part(first..<min(last ?? .max, size - 1) + 1) : .unsatisfiable
    }
  }
}
