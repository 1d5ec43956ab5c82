import HTTPTypes
@testable import PartworkPreview
@testable import PartworkSupport

/// Answers `bytes`, the head of a request. Only one that names this machine gets a page, no header of the answer has a
/// line break, no address leads out of the site, and a request whose end two servers could see at different places is
/// refused.
func fuzzRequests(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let request = try? RequestHead(Array(bytes)[...], from: "127.0.0.1") else { return }
  let lines = bytes.text.lowercased().split(whereSeparator: \.isNewline)
  let lengths = lines.count { $0.hasPrefix("content-length:") }
  promise(lengths < 2, "two lengths")
  promise(lengths == 0 || !lines.contains { $0.hasPrefix("transfer-encoding:") }, "a length and an encoding")
  promise(request.bodyLength.map { $0 >= 0 } ?? !request.keepsConnection, "a body of unknown length, and more")

  let response = handler.response(to: request)
  for header in response.headers {
    promise(!header.value.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "a control character: \(header)")
  }
  if let location = response.headers[.location] {
    promise(location.hasPrefix("/") && !location.hasPrefix("//"), "out of the site: \(location)")
  }
  if response.status == .partialContent { promise(response.body.count != 0, "a part without bytes") }
  guard response.status != .badRequest, response.status != .forbidden else { return }
  let host = (request.host ?? "").lowercased()
  promise(
    host.contains("localhost") || host.contains("127.") || host.contains("::1"), "the name of another server: \(host)")
  promise(RequestPath(request.path).map { !$0.text.split(separator: "/").contains("..") } ?? false, "out of the site")
}

private let page = Array("<!DOCTYPE html><title>Page</title><p>Text".utf8)

private let handler: SiteHandler = {
  let live = LiveSite(root: "/nonexistent")
  live.update(SiteReading(snapshot: SmallSite(), diagnostics: []))
  return SiteHandler(site: live, hostRule: HostRule(host: "127.0.0.1"))
}()

/// A site below `/my%20blog/` with two pages and a file.
private struct SmallSite: SiteSnapshot {
  let basePath = "/my%20blog/"
  let assets: AssetFolder? = nil

  func content(of path: String) -> FileBody? {
    ["index.html", "posts/é/index.html", "404.html", "a.txt"].contains(path) ? .bytes(page) : nil
  }

  func notice(of path: String) -> String? { nil }
}
