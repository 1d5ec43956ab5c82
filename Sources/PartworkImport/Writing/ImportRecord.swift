internal import PartworkSupport

/// The files that imports wrote to a site, with the hash of each as it was written: a file that still has it has not
/// been changed by the site's writer, and a later import may replace it.
///
/// While an import writes, a file has two: the one from before, and the one that it is to have. So an import that was
/// interrupted is not taken for changes by the writer.
struct ImportRecord {
  private var hashes: [String: [String]] = [:]

  /// The path of the record from the site's folder.
  static let file = ".partwork/import"

  /// Reads the record of the site in `folder`; it is empty if there is none.
  init(of folder: String) throws(DiskFailure) {
    guard let bytes = try Disk().read("\(folder)/\(Self.file)") else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      hashes[String(line[line.index(after: space)...]), default: []].append(String(line[..<space]))
    }
  }

  /// Whether an import has written the file at `path` with this hash.
  func knows(_ path: String, _ hash: String) -> Bool { hashes[path]?.contains(hash) == true }

  /// Notes that the file at `path` is to have this hash.
  mutating func announce(_ path: String, _ hash: String) {
    if !knows(path, hash) { hashes[path, default: []].append(hash) }
  }

  /// Notes that the file at `path` has this hash.
  mutating func note(_ path: String, _ hash: String) { hashes[path] = [hash] }

  func write(to folder: String) throws(DiskFailure) {
    let lines = hashes.sorted { $0.key < $1.key }.flatMap { path, hashes in hashes.map { "\($0) \(path)\n" } }
    try Disk().put(.bytes(Array(lines.joined().utf8)), at: "\(folder)/\(Self.file)")
  }

  /// The hash of the bytes of a file, which depends on the pieces that are added.
  static func hash(_ content: FileBody) throws(DiskFailure) -> String {
    var hash = ContentHash()
    switch content {
    case .bytes(let bytes):
      for start in stride(from: 0, to: bytes.count, by: FileBytes.pieceLength) {
        hash.add(bytes[start..<min(bytes.count, start + FileBytes.pieceLength)])
      }
    case .copy(let path):
      var file = try FileBytes(path)
      var bytes: [UInt8] = []
      while try file.read(into: &bytes) {
        hash.add(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    return hash.description
  }
}
