import Foundation
import PackagePlugin

/// Writes the files of `templates/` into the program, as the theme of sites that have none.
@main
struct EmbedTheme: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "templates")
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInTheme+Files.swift")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted()
    return [
      .buildCommand(
        displayName: "Embedding the theme", executable: try context.tool(named: "embed-theme").url,
        arguments: [folder.path(), output.path()],
        inputFiles: names.map { folder.appending(path: $0) }.filter { !$0.hasDirectoryPath && $0.isFile },
        outputFiles: [output])
    ]
  }
}

extension URL {
  fileprivate var isFile: Bool { (try? resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false }
}
