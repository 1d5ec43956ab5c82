import Foundation
import Testing

@testable import PartworkPreview

/// What a browser's tab on a page of a preview does with events.
final class Tab: Sendable {
  let path: String

  /// What the page's script was given.
  let page: String
  let state: String
  private let connection: RawConnection

  /// Opens `path` and listens as the page's script would.
  init(_ path: String, in preview: RunningPreview, id: String = "tab") async throws {
    let response = try await preview.get(path)
    self.path = path
    page = try Self.attribute("page", of: response.body)
    state = try Self.attribute("state", of: response.body)
    connection = try RawConnection(port: preview.port)
    listen("id=\(id)&state=\(state)")
  }

  /// Listens again, as a browser does by itself, for instance after the machine slept.
  init(_ tab: Tab, returningTo preview: RunningPreview, since id: String) throws {
    path = tab.path
    page = tab.page
    state = tab.state
    connection = try RawConnection(port: preview.port)
    listen("id=back&state=\(state)", "Last-Event-ID: \(id)\r\n")
  }

  private func listen(_ query: String, _ headers: String = "") {
    connection.send(
      "GET /.partwork/events?path=\(path)&\(query) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
  }

  /// The next event; nil if the stream ends.
  func next() async throws -> Event? {
    // One event at a time: a client that reads more has it all in one piece.
    let text = await connection.read {
      $0.contains("problems") && $0.hasSuffix("\n\n\r\n") || $0.hasSuffix("0\r\n\r\n")
    }
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n")
    func last(_ field: String) -> Substring? { lines.last { $0.hasPrefix(field) }?.dropFirst(field.count) }
    guard let data = last("data: "), let id = last("id: ") else { return nil }
    var event = try JSONDecoder().decode(Event.self, from: Data(data.utf8))
    event.id = String(id)
    return event
  }

  /// Whether the next event tells the tab to stop listening.
  func isToldToRest() async throws -> Bool {
    await connection.read { $0.hasSuffix("0\r\n\r\n") }.contains("event: rest\n")
  }

  private static func attribute(_ name: String, of html: String) throws -> String {
    let start = try #require(html.range(of: "data-\(name)=\""), "the page has no script").upperBound
    return String(html[start...].prefix { $0 != "\"" })
  }
}

/// An event as a tab reads it.
struct Event: Decodable, Equatable {
  var id: String?
  var run: String
  var page: String
  var assets: String
  var files: [String]
  var problems: String
  var warnings: String
}
