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
  var lockPath: String { stem + ".lock" }

  /// The manifest of the last build; nil if there is none, or none that can be read.
  func manifest() throws(DiskFailure) -> Manifest? {
    try disk.read(manifestPath).flatMap(Manifest.init)
  }

  func make() throws(DiskFailure) {
    if try disk.kind(of: path, followingLinks: true) != .folder { try disk.makeFolder(path) }
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
  func record() throws(DiskFailure) -> [UInt8]? { try disk.read(stem + ".record") }

  var hasRecord: Bool { get throws(DiskFailure) { try disk.kind(of: stem + ".record") != nil } }

  /// Puts a record in place, in one step.
  func put(record: [UInt8]) throws(DiskFailure) {
    try disk.write(.bytes(record), to: stem + ".record.next")
    try disk.rename(stem + ".record.next", to: stem + ".record")
  }

  func dropNext() throws(DiskFailure) {
    try disk.removeFile(nextManifestPath)
  }
}
