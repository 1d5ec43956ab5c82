import Foundation

/// The system would not watch: which call failed, and why.
package struct WatchError: Error, CustomStringConvertible {
  package let call: String
  package let code: Int32

  /// The failure of `call`, with the system's error number of this moment.
  init(_ call: String) {
    self.call = call
    code = errno
  }

  package var description: String { "\(call): \(String(cString: strerror(code)))" }

  /// Whether the system's limit of watches or of open files is reached.
  var isLimit: Bool { code == ENOSPC || code == EMFILE || code == ENFILE || code == ENOMEM }
}
