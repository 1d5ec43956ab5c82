internal import Foundation
internal import Partwork
internal import PartworkSupport

/// Gets the files of a media library: from a folder of uploads, or else from the old site.
package struct MediaStore {
  /// How files are got.
  package struct MediaOptions: Sendable {
    /// The folder `wp-content/uploads` of the old site, or one that contains it.
    package var uploads: String?
    package var downloads = true
    /// The most bytes that a file may have.
    package var limit = 200 << 20

    package init(uploads: String? = nil, downloads: Bool = true) {
      self.uploads = uploads
      self.downloads = downloads
    }
  }

  let options: MediaOptions
  /// Where downloads are kept until the import is complete, so that a later run goes on.
  let folder: String
  /// The folders in which `curl` is looked for.
  let searchPath: [String]

  /// The path of each of `files` on this machine; nil for one that is missing.
  ///
  /// - Throws: a failure of this machine's disk: a file that it hides is not missing.
  func get(
    _ files: [ImportedMedia], progress: @escaping @Sendable (String) -> Void
  ) async throws(DiskFailure) -> [String?] {
    var paths: [String?] = []
    for file in files { paths.append(try upload(file)) }
    if let uploads = options.uploads, paths.contains(nil), try FileStatus(of: uploads, followingLinks: true) == nil {
      throw .nothing(at: uploads, to: "read")
    }
    let missing = paths.indices.filter { paths[$0] == nil }
    guard options.downloads, !missing.isEmpty,
      let curl = Program.find("curl", in: searchPath)
    else { return paths }
    try Disk().makeFolders(folder)
    for (number, index) in missing.enumerated() {
      progress("Downloading \(number + 1) of \(missing.count): \(files[index].path)")
      paths[index] = try await download(files[index].address, with: curl)
    }
    return paths
  }

  /// The file in the folder of uploads.
  private func upload(_ file: ImportedMedia) throws(DiskFailure) -> String? {
    if let source = file.source { return source }
    guard let uploads = options.uploads, !file.path.split(separator: "/").contains("..") else { return nil }
    for folder in ["", "/uploads", "/wp-content/uploads"] {
      let path = "\(uploads)\(folder)/\(file.path)"
      if try FileStatus(of: path, followingLinks: true)?.kind == .file { return path }
    }
    return nil
  }

  /// Downloads a file, or the rest of one that was begun.
  private func download(_ address: String, with curl: Program) async throws(DiskFailure) -> String? {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    // Its ending tells whether it is a picture.
    let ending = address.prefix { $0 != "?" && $0 != "#" }.split(separator: ".").last ?? ""
    let path = "\(folder)/\(ContentHash(of: address)).\(Slug.make(ending))"
    if try FileStatus(of: path)?.kind == .file { return path }
    let arguments = [
      "--disable", "--silent", "--fail", "--globoff", "--location", "--proto", "=http,https", "--retry", "3",
      "--connect-timeout", "20", "--speed-limit", "1", "--speed-time", "30", "--max-filesize", "\(options.limit)",
      "--continue-at", "-", "--user-agent", "Mozilla/5.0 (compatible; Partwork; import)", "--output", path + ".part",
      "--url", PercentEncoding.url(address),
    ]
    let isDone = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: curl.run(arguments)?.exitCode == 0) }
    }
    guard isDone else { return nil }
    try Disk().rename(path + ".part", to: path)
    return path
  }

  /// The index of the first file with the same bytes as each of `paths`, by its own index.
  static func twins(_ paths: [Int: String]) throws(DiskFailure) -> [Int: Int] {
    var bySize: [Int: [Int]] = [:]
    for (index, path) in paths.sorted(by: { $0.key < $1.key }) {
      if let size = try FileStatus(of: path, followingLinks: true)?.size { bySize[size, default: []].append(index) }
    }
    var twins: [Int: Int] = [:]
    for (size, indices) in bySize where indices.count > 1 {
      var firsts: [Int] = []
      for index in indices {
        var twin: Int?
        for first in firsts where twin == nil {
          guard let path = paths[index], let other = paths[first] else { continue }
          if try Disk().file(path, ofSize: size, holds: .copy(of: other)) { twin = first }
        }
        if let twin { twins[index] = twin } else { firsts.append(index) }
      }
    }
    return twins
  }
}
