/// A moment in the life of a preview: which run of the server, and how many changes into it.
///
/// Each page carries the moment it was sent at, and each event its own, so that a tab that slept can say from when on it
/// has missed what happened.
struct Revision: Hashable, Sendable {
  /// A word that no other run of the server has.
  var run: String
  var number: Int
}

extension Revision: LosslessStringConvertible {
  var description: String { "\(run).\(number)" }

  /// Reads `run.number`, the form that event ids have.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    self.init(run: String(parts[0]), number: number)
  }
}
