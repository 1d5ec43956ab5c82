import HTTPTypes
import PartworkSupport

/// Answers the requests of browsers from the site as it is now.
struct SiteHandler: Sendable {
  let site: LiveSite
  let hostRule: HostRule

  func response(to request: RequestHead) -> PreviewResponse {
    var response = respond(to: request)
    // Browsers always show the latest, and no other site's page may read or embed it.
    response.headers[.cacheControl] = "no-store"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.crossOriginResourcePolicy] = "same-origin"
    return response
  }

  private func respond(to request: RequestHead) -> PreviewResponse {
    guard let host = request.host else {
      return message(.badRequest, "The request has no Host header.", request)
    }
    guard hostRule.allows(host) else {
      return message(
        .forbidden, "This preview does not answer to this name. Start it with --host to open it to others.", request)
    }
    guard let path = RequestPath(request.path) else {
      return message(.badRequest, "The path of the request is not valid.", request)
    }
    let isListening = path.text == LiveScript.events || path.text == LiveScript.leave
    guard !isListening || isOwn(request, host: host) else {
      return message(.forbidden, "Only the preview's own pages may listen to its events.", request)
    }
    if path.text == LiveScript.leave, request.method == .post { return leave(request) }
    guard request.method == .get || request.method == .head else {
      var response = message(.methodNotAllowed, "A preview answers GET and HEAD only.", request)
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    switch path.text {
    case LiveScript.path: return Representation(LiveScript.bytes, type: MediaType.javaScript).response(to: request)
    case LiveScript.events: return events(request)
    default: return respond(SiteAnswer.find(path, in: site), to: request)
    }
  }

  private func respond(_ answer: SiteAnswer, to request: RequestHead) -> PreviewResponse {
    switch answer {
    case .page(let page):
      var response = Representation(page.bytes, type: MediaType.html, status: page.status).response(to: request)
      // As on a host that reads `_headers`, so that what works here works there.
      if !page.policies.isEmpty {
        response.headers[.contentSecurityPolicy] = page.policies.joined(separator: ", ")
      }
      return response
    case .file(.bytes(let bytes), type: let type):
      return Representation(bytes, type: type).response(to: request)
    case .file(.copy(of: let source), type: let type):
      guard let file = ServedFile(source, in: site.root) else {
        return message(.notFound, "There is no such file.", request)
      }
      return Representation(file, type: type).response(to: request)
    case .redirect(let url):
      let location = request.query.isEmpty ? url : "\(url)?\(request.query)"
      return PreviewResponse(status: .permanentRedirect, headers: [.location: location])
    case .missing:
      return message(.notFound, "There is no such page.", request)
    }
  }

  /// Whether `request` comes from a page of this preview. A browser names the page that asks unless it has the same
  /// origin.
  private func isOwn(_ request: RequestHead, host: String) -> Bool {
    let origin = request.headers[.origin]
    let site = request.header("Sec-Fetch-Site")
    return origin.map { HostRule.isOwn(origin: $0, host: host) } ?? true && (site == nil || site == "same-origin")
  }

  /// Records that a tab is gone.
  private func leave(_ request: RequestHead) -> PreviewResponse {
    if let id = request.parameter("id") { site.leave(id) }
    return PreviewResponse(status: .ok)
  }

  /// The stream of events for one tab.
  private func events(_ request: RequestHead) -> PreviewResponse {
    guard let path = request.parameter("path").flatMap(RequestPath.init), let id = request.parameter("id"),
      (1...64).contains(id.utf8.count)
    else { return message(.badRequest, "The request needs a path and an id.", request) }
    let headers: HTTPFields = [.contentType: MediaType.eventStream]
    guard request.method == .get else { return PreviewResponse(status: .ok, headers: headers) }
    // A browser that reconnects by itself says where it was.
    let known = request.header("Last-Event-ID") ?? request.parameter("state")
    let stream = EventStream(
      site: site, path: path, known: known.flatMap(Revision.init), signals: site.join(id, at: request.address))
    return PreviewResponse(status: .ok, headers: headers, body: .events(stream))
  }

  private func message(_ status: HTTPResponse.Status, _ text: String, _ request: RequestHead) -> PreviewResponse {
    Representation(Array("\(text)\n".utf8), type: MediaType.plainText, status: status).response(to: request)
  }
}
