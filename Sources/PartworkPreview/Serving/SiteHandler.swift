import FlyingFox
import Foundation

/// Answers the requests of browsers from the site as it stands.
struct SiteHandler: Sendable {
  let site: LiveSite
  let hostRule: HostRule

  func response(to request: HTTPRequest) -> HTTPResponse {
    var response = respond(to: request)
    // What is seen is always the latest, and nobody else's page may read or embed it.
    response.headers[.cacheControl] = "no-store"
    response.headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    response.headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    return response
  }

  private func respond(to request: HTTPRequest) -> HTTPResponse {
    guard let host = request.headers[.host] else { return message(.badRequest, "The request names no host.", request) }
    guard hostRule.allows(host) else {
      return message(
        .forbidden, "This preview does not answer to this name. Start it with --host to open it to others.", request)
    }
    guard let path = RequestPath(request.target.path()) else {
      return message(.badRequest, "The request's path is not a valid one.", request)
    }
    if path.text == LiveScript.leave, request.method == .POST { return leave(request, host: host) }
    guard request.method == .GET || request.method == .HEAD else {
      var response = message(.methodNotAllowed, "A preview can be looked at only.", request)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    if path.text == LiveScript.path {
      return Representation(type: MediaType.javaScript, content: .bytes(Array(LiveScript.text.utf8)))
        .response(to: request)
    }
    if path.text == LiveScript.events { return events(request, host: host) }
    return respond(SiteAnswer.find(path, in: site), to: request)
  }

  private func respond(_ answer: SiteAnswer, to request: HTTPRequest) -> HTTPResponse {
    switch answer {
    case .page(let page):
      return Representation(type: MediaType.html, status: page.status.code, content: .bytes(page.bytes))
        .response(to: request)
    case .content(let type, .bytes(let bytes)):
      return Representation(type: type, content: .bytes(bytes)).response(to: request)
    case .content(let type, .file(let file)):
      guard let file = OpenFile(file, in: site.root) else {
        return message(.notFound, "There is no such file.", request)
      }
      return Representation(type: type, content: .file(file)).response(to: request)
    case .redirect(let url):
      let query = request.target.query()
      let location = query.isEmpty ? url : "\(url)?\(query)"
      return HTTPResponse(statusCode: .permanentRedirect, headers: HTTPHeaders([.location: location]))
    case .missing:
      return message(.notFound, "There is no such page.", request)
    }
  }

  /// Whether `request` comes from a page of ours. A browser names the page that asks, unless that is one of its own site.
  private func isOwn(_ request: HTTPRequest, host: String) -> Bool {
    let origin = request.headers[HTTPHeader("Origin")]
    let site = request.headers[HTTPHeader("Sec-Fetch-Site")]
    return origin.map { HostRule.isOwn(origin: $0, host: host) } ?? true && (site == nil || site == "same-origin")
  }

  /// Takes note that a tab is gone.
  private func leave(_ request: HTTPRequest, host: String) -> HTTPResponse {
    guard isOwn(request, host: host) else {
      return message(.forbidden, "This is for the preview's own pages.", request)
    }
    if let id = RequestQuery(request.target.query())["id"] { site.leave(id) }
    return HTTPResponse(statusCode: .ok)
  }

  /// The stream of events for one tab.
  private func events(_ request: HTTPRequest, host: String) -> HTTPResponse {
    guard isOwn(request, host: host) else {
      return message(.forbidden, "The events are for the preview's own pages.", request)
    }
    let query = RequestQuery(request.target.query())
    guard let path = query["path"].flatMap({ RequestPath($0) }), let id = query["id"], !id.isEmpty else {
      return message(.badRequest, "The request names no page.", request)
    }
    let headers: HTTPHeaders = [.contentType: MediaType.eventStream]
    guard request.method == .GET else { return HTTPResponse(statusCode: .ok, headers: headers) }
    // A browser that comes back by itself says where it was.
    let known = request.headers[HTTPHeader("Last-Event-ID")] ?? query["state"]
    let signals = site.join(id, at: request.address)
    let stream = EventStream(site: site, path: path, known: known.flatMap { Revision($0) }, signals: signals)
    return HTTPResponse(statusCode: .ok, headers: headers, body: HTTPBodySequence(from: stream))
  }

  private func message(_ status: HTTPStatusCode, _ text: String, _ request: HTTPRequest) -> HTTPResponse {
    Representation(type: MediaType.plainText, status: status, content: .bytes(Array("\(text)\n".utf8)))
      .response(to: request)
  }
}

extension PreviewPage.Status {
  fileprivate var code: HTTPStatusCode {
    switch self {
    case .found: .ok
    case .missing: .notFound
    case .problem: .serviceUnavailable
    }
  }
}

extension HTTPRequest {
  /// The address that the request comes from, without its port.
  fileprivate var address: String {
    switch remoteAddress {
    case .ip4(let address, _), .ip6(let address, _): address
    case .unix, nil: ""
    }
  }
}
