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
  func get(_ files: [ImportedMedia], progress: @escaping @Sendable (String) -> Void) async -> [String?] {
    var paths = files.map(upload)
    let missing = paths.indices.filter { paths[$0] == nil }
    guard options.downloads, !missing.isEmpty,
      let curl = Program.find("curl", in: searchPath)
    else { return paths }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (number, index) in missing.enumerated() {
      progress("Downloading \(number + 1) of \(missing.count): \(files[index].path)")
      paths[index] = await download(files[index].address, with: curl)
    }
    return paths
  }

  /// The file in the folder of uploads.
  private func upload(_ file: ImportedMedia) -> String? {
    if let source = file.source { return source }
    guard let uploads = options.uploads, !file.path.split(separator: "/").contains("..") else { return nil }
    return ["", "/uploads", "/wp-content/uploads"].lazy.map { "\(uploads)\($0)/\(file.path)" }.first { path in
      (try? FileStatus(of: path, followingLinks: true))?.kind == .file
    }
  }

  /// Downloads a file, or the rest of one that was begun.
  private func download(_ address: String, with curl: Program) async -> String? {
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
    // Its ending tells whether it is a picture.
    let ending = address.prefix { $0 != "?" && $0 != "#" }.split(separator: ".").last ?? ""
    let path = "\(folder)/\(ContentHash(of: address)).\(Slug.make(ending))"
    if (try? FileStatus(of: path))?.kind == .file { return path }
    let arguments = [
      "--disable", "--silent", "--fail", "--globoff", "--location", "--proto", "=http,https", "--retry", "3",
      "--connect-timeout", "20", "--speed-limit", "1", "--speed-time", "30", "--max-filesize", "\(options.limit)",
      "--continue-at", "-", "--user-agent", "Mozilla/5.0 (compatible; Partwork; import)", "--output", path + ".part",
      "--url", PercentEncoding.url(address),
    ]
    let isDone = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: curl.run(arguments)?.exitCode == 0) }
    }
    guard isDone, (try? Disk().rename(path + ".part", to: path)) != nil else { return nil }
    return path
  }

  /// The index of the first file with the same bytes as each of `paths`, by its own index.
  static func twins(_ paths: [Int: String]) -> [Int: Int] {
    var bySize: [Int: [Int]] = [:]
    for (index, path) in paths.sorted(by: { $0.key < $1.key }) {
      if let size = (try? FileStatus(of: path, followingLinks: true))?.size { bySize[size, default: []].append(index) }
    }
    var twins: [Int: Int] = [:]
    for (size, indices) in bySize where indices.count > 1 {
      var firsts: [Int] = []
      for index in indices {
        let twin = firsts.first { first in
          guard let path = paths[index], let other = paths[first] else { return false }
          return (try? Disk().file(path, ofSize: size, holds: .copy(of: other))) == true
        }
        if let twin { twins[index] = twin } else { firsts.append(index) }
      }
    }
    return twins
  }
}
