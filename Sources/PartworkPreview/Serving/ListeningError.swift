package import PartworkDiagnostics

/// Why the preview cannot listen.
package enum ListeningError: Error, Hashable {
  /// Another program listens at the port; `free` is the next one where none does.
  case portTaken(UInt16, free: UInt16?)

  /// The system keeps the port for itself.
  case portForbidden(UInt16)
  case unknownHost(String)

  /// This machine does not have the host's address.
  case foreignHost(String)

  /// What the system says else.
  case system(String)

  package var diagnostic: Diagnostic {
    switch self {
    case .portTaken(let port, let free):
      Diagnostic(
        .error, "port \(port) is taken", at: nil,
        hint: free.map { "port \($0) is free: add `--port \($0)`" } ?? "choose another with `--port`")
    case .portForbidden(let port):
      Diagnostic(
        .error, "the system does not allow to listen at port \(port)", at: nil,
        hint: "choose one above 1023 with `--port`")
    case .unknownHost(let host):
      Diagnostic(
        .error, "no address is known for the host `\(host)`", at: nil,
        hint: "give a name or an address of this machine; without `--host` it is 127.0.0.1")
    case .foreignHost(let host):
      Diagnostic(
        .error, "the host `\(host)` is not this machine", at: nil,
        hint: "give a name or an address of this machine; without `--host` it is 127.0.0.1")
    case .system(let reason):
      Diagnostic(.error, "cannot listen for browsers: \(reason)", at: nil)
    }
  }
}
