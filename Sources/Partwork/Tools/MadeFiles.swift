internal import Foundation
import PartworkSupport

/// The files that tools have made, which `.partwork/cache/` keeps for later builds. The name of each has a hash of what
/// it was made of.
struct MadeFiles: Sendable {
  /// The absolute path of the folder.
  let folder: String

  init(site: String) {
    folder = URL(filePath: site).standardizedFileURL.path(percentEncoded: false).withoutFinalSlash + "/.partwork/cache"
  }

  func path(of name: String) -> String { "\(folder)/\(name)" }

  /// The number of bytes of the file called `name`; nil if it was not made yet.
  func size(of name: String) -> Int? {
    guard let status = try? FileStatus(of: path(of: name)), status.kind == .file, status.size > 0 else { return nil }
    return status.size
  }

  /// Makes the file called `name`, unless it is there. Another build may make the same at the same time.
  ///
  /// - Parameter make: writes it to a path, and says whether it could.
  /// - Returns: whether it is there.
  func make(_ name: String, _ make: (String) -> Bool) -> Bool {
    if size(of: name) != nil { return true }
    let draft = path(of: "\(UUID().uuidString)-\(name)")
    defer { try? Disk().removeFile(draft) }
    return make(draft) && (try? Disk().rename(draft, to: path(of: name))) != nil && size(of: name) != nil
  }

  /// Makes the folder.
  /// - Returns: whether it is there.
  func makeFolder() -> Bool {
    (try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)) != nil
  }

  /// Removes what was made more than a month ago and is not among `used`.
  func removeOld(besides used: Set<String>) {
    let limit = FileStatus.now - 30 * 86_400 * 1_000_000_000
    for name in (try? Disk().names(in: folder)) ?? [] where !used.contains(name) {
      guard let status = try? FileStatus(of: path(of: name)), status.modified < limit else { continue }
      try? Disk().removeFile(path(of: name))
    }
  }
}

extension String {
  fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
