import Foundation
import PackagePlugin

/// Writes files into the program: `templates/`, as the theme of sites that have none, and the texts of new sites.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    return try [
      ("BuiltInTheme", package.appending(path: "templates")),
      ("SampleTexts", package.appending(path: "Sources/Partwork/Authoring/NewSite/Samples")),
    ].map { type, folder in
      let output = context.pluginWorkDirectoryURL.appending(path: "\(type)+Files.swift")
      let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
      return .buildCommand(
        displayName: "Embedding \(folder.lastPathComponent)", executable: try context.tool(named: "embed-files").url,
        arguments: [folder.path(), type, output.path()],
        inputFiles: names.map { folder.appending(path: $0) }.filter { !$0.hasDirectoryPath && $0.isFile },
        outputFiles: [output])
    }
  }
}

extension URL {
  fileprivate var isFile: Bool { (try? resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false }
}
