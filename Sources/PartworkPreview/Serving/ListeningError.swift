package import PartworkDiagnostics

/// Why the preview cannot listen.
package enum ListeningError: Error, Hashable {
  /// Another program listens on the port; `free` is the next one that is free.
  case portTaken(UInt16, free: UInt16?)

  /// The system reserves the port.
  case portForbidden(UInt16)
  case unknownHost(String)

  /// This machine does not have the host's address.
  case foreignHost(String)

  /// Any other reason that the system gives.
  case system(String)

  package var diagnostic: Diagnostic {
    let otherHost = "use a name or an address of this machine; without `--host` it is 127.0.0.1"
    return switch self {
    case .portTaken(let port, let free):
      Diagnostic(
        .error, "port \(port) is taken", at: nil,
        hint: free.map { "port \($0) is free: add `--port \($0)`" } ?? "choose another with `--port`")
    case .portForbidden(let port):
      Diagnostic(
        .error, "you are not allowed to listen on port \(port)", at: nil,
        hint: "choose a port above 1023 with `--port`")
    case .unknownHost(let host):
      Diagnostic(.error, "the host `\(host)` has no known address", at: nil, hint: otherHost)
    case .foreignHost(let host):
      Diagnostic(.error, "the host `\(host)` is not this machine", at: nil, hint: otherHost)
    case .system(let reason):
      Diagnostic(.error, "the preview cannot start: \(reason)", at: nil, hint: "try another port with `--port`")
    }
  }
}
