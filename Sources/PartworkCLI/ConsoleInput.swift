import ArgumentParser
import PartworkDiagnostics
import Foundation

/// What arguments name: files and folders.
extension Console {
  /// The bytes of `file`, or of standard input for `-`.
  ///
  /// - Throws: the exit code 74 if it cannot be read.
  static func read(_ file: String) throws -> [UInt8] {
    do {
      let handle = file == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: file))
      return try handle.readToEnd().map { Array($0) } ?? []
    } catch {
      complain([Diagnostic(.error, "could not read `\(file)`: \(reason(error))", at: nil)])
      throw ExitCode.diskFailed
    }
  }

  static func isReadable(_ file: String) -> Bool {
    FileManager.default.isReadableFile(atPath: file) && !isFolder(file)
  }

  static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
