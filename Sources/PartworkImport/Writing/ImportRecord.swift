internal import PartworkSupport

/// The files that imports wrote to a site, with the hash of each as it was written: a file that still has it has not
/// been changed by the site's writer, and a later import may replace it.
struct ImportRecord {
  private(set) var hashes: [String: String] = [:]

  /// The path of the record from the site's folder.
  static let file = ".partwork/import"

  /// Reads the record of the site in `folder`; it is empty if there is none.
  init(of folder: String) {
    guard let bytes = try? readBytes("\(folder)/\(Self.file)") else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      hashes[String(line[line.index(after: space)...])] = String(line[..<space])
    }
  }

  subscript(_ path: String) -> String? {
    get { hashes[path] }
    set { hashes[path] = newValue }
  }

  func write(to folder: String) throws(DiskFailure) {
    let disk = Disk()
    let text = hashes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }.joined()
    let state = "\(folder)/.partwork"
    if try disk.kind(of: state, followingLinks: true) == nil { try disk.makeFolder(state) }
    try disk.write(.bytes(Array(text.utf8)), to: "\(folder)/\(Self.file).next")
    try disk.rename("\(folder)/\(Self.file).next", to: "\(folder)/\(Self.file)")
  }

  /// The hash of the bytes of a file.
  static func hash(_ content: FileBody) throws(DiskFailure) -> String {
    switch content {
    case .bytes(let bytes): return ContentHash(of: bytes).description
    case .copy(let path):
      var file = try FileBytes(path)
      var (hash, bytes) = (ContentHash(), [UInt8]())
      while try file.read(into: &bytes) {
        hash.add(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
      return hash.description
    }
  }
}
