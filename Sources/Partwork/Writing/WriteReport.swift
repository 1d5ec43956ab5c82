package import PartworkDiagnostics

/// What a build changed in the output folder, by paths relative to it, sorted.
package struct WriteReport: Sendable, Equatable {
  /// The files that are new or have new bytes.
  package var written: [String] = []

  /// The files of earlier builds that this one does not have.
  package var removed: [String] = []

  /// How many files had their bytes already and were not touched.
  package var unchanged = 0
}

/// Why the output was not written.
package enum WriteError: Error, Sendable, Equatable {
  /// The site or the place of its output is at fault, and its writer can mend it; nothing was changed.
  case site([Diagnostic])

  /// The disk failed. The hint tells whether the output is as it was.
  case disk(Diagnostic)
}
