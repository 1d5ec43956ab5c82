import PartworkSupport

/// What Partwork keeps in `.partwork/` for one output folder: its manifest, and the lock that a build holds on it.
///
/// Each output folder has its own, so that two builds into two folders do not wait for each other. The files are named
/// after the output folder and a hash of its path relative to the site, so that a site can be moved.
struct StateFolder: Sendable {
  let disk: Disk
  let path: String

  /// The output folder as the manifest names it: relative to the site if it is inside it, else absolute.
  let output: String

  private let stem: String

  /// - Parameters:
  ///   - path: the absolute path of `.partwork`.
  ///   - output: the absolute path of the output folder.
  init(_ path: String, output: String, disk: Disk) {
    self.disk = disk
    self.path = path
    let site = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
    self.output = output.hasPrefix(site) ? String(output.dropFirst(site.count)) : output
    let name = self.output.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) } ?? ""
    stem = "\(path)/\(name.prefix(40))-\(ContentHash(of: self.output))"
  }

  private var manifestPath: String { stem + ".manifest" }
  private var nextManifestPath: String { stem + ".manifest.next" }
  private var recordPath: String { stem + ".record" }
  private var nextRecordPath: String { stem + ".record.next" }
  var lockPath: String { stem + ".lock" }

  /// The manifest of the last build; nil if there is none, or none that can be read.
  func manifest() throws(DiskFailure) -> Manifest? {
    try disk.read(manifestPath).flatMap(Manifest.init)
  }

  var hasManifest: Bool { get throws(DiskFailure) { try disk.kind(of: manifestPath) != nil } }

  func make() throws(DiskFailure) {
    if try disk.kind(of: path) == nil { try disk.makeFolder(path) }
  }

  /// What is not as Partwork makes it, by its path, and what it should be: a link, which could lead to anybody's file, a
  /// folder in the place of a file, or a pipe, which would be waited for.
  func intruders() throws(DiskFailure) -> [(path: String, wanted: String)] {
    if let kind = try disk.kind(of: path), kind != .folder { return [(path, "a folder")] }
    var intruders: [(path: String, wanted: String)] = []
    for file in [lockPath, manifestPath, nextManifestPath, recordPath, nextRecordPath] {
      if let kind = try disk.kind(of: file), kind != .file { intruders.append((file, "a regular file")) }
    }
    return intruders
  }

  /// Writes `manifest` beside the current one, which stays in force until `takeNext`.
  func stage(_ manifest: Manifest) throws(DiskFailure) {
    try disk.write(.bytes(manifest.text(for: output)), to: nextManifestPath, isFlushed: true)
  }

  /// Puts the staged manifest in force, in one step and for good, even if the power fails next.
  func takeNext() throws(DiskFailure) {
    try disk.rename(nextManifestPath, to: manifestPath)
    try disk.flush(path)
  }

  func put(_ manifest: Manifest?) throws(DiskFailure) {
    guard let manifest else { return try disk.removeFile(manifestPath) }
    try stage(manifest)
    try takeNext()
  }

  /// The text of the last build's record; nil if there is none.
  func record() throws(DiskFailure) -> [UInt8]? { try disk.read(recordPath) }

  var hasRecord: Bool { get throws(DiskFailure) { try disk.kind(of: recordPath) == .file } }

  /// Puts a record in place, in one step.
  func put(record: [UInt8]) throws(DiskFailure) {
    do throws(DiskFailure) {
      try disk.write(.bytes(record), to: nextRecordPath)
      try disk.rename(nextRecordPath, to: recordPath)
    } catch {
      try? disk.removeFile(nextRecordPath)
      throw error
    }
  }

  func dropNext() throws(DiskFailure) {
    try disk.removeFile(nextManifestPath)
  }
}
