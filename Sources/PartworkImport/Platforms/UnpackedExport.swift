internal import Foundation
internal import Partwork
internal import PartworkDiagnostics
package import PartworkSupport

/// An export in a folder, or in a ZIP file, which is unpacked for as long as it is read.
package enum UnpackedExport {
  /// Reads the export at `path` with `read`.
  ///
  /// - Parameter searchPath: The folders in which `unzip` is looked for.
  package static func site(
    at path: String, searchPath: [String] = Program.searchPath, _ read: (String) throws(DiskFailure) -> ImportedSite
  ) throws(DiskFailure) -> ImportedSite {
    guard path.fileEnding == "zip" else { return try read(path) }
    guard let unzip = Program.find("unzip", in: searchPath) else {
      return .unreadable(
        "`unzip` is not installed", at: path, hint: "install it, or unpack the file and name the folder")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "partwork-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard unzip.run(["-q", "-o", path, "-d", folder])?.exitCode == 0 else {
      return .unreadable("this ZIP file cannot be unpacked", at: path, hint: "download it again")
    }
    // Some have one folder around everything.
    let names = try Disk().names(in: folder).filter { $0 != "__MACOSX" && !$0.hasPrefix(".") }
    let isWrapped = names.count == 1 && names[0] != "posts"
    var site = try read(isWrapped ? "\(folder)/\(names[0])" : folder)
    // What a report names is in the ZIP file.
    for index in site.remarks.indices { site.remarks[index].place?.file.replace(folder, with: path) }
    for index in site.posts.indices { site.posts[index].text.file.replace(folder, with: path) }
    for index in site.pages.indices { site.pages[index].text.file.replace(folder, with: path) }
    for index in site.diagnostics.indices { site.diagnostics[index].location?.file.replace(folder, with: path) }
    return site
  }
}
