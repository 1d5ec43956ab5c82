import Foundation

/// A new folder that only this user may enter.
struct TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array((NSTemporaryDirectory() + "/partwork-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw PublishFailure.disk("cannot be made", NSTemporaryDirectory()) }
    path = String(cString: made)
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
