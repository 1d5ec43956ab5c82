import PartworkDiagnostics
import Foundation
import Partwork
import PartworkPublish
import Synchronization
import TestSupport

/// A target named "there", as in `site.yml`.
func target(_ destination: PublishDestination) -> PublishTarget {
  PublishTarget(name: here("there"), destination: destination)
}

func here(_ value: String) -> Located<String> { Located(value, at: SourceLocation("content/site.yml", line: 1)) }

/// A small site as the build writes it.
let builtSite = Folder([
  ".nojekyll": "",
  "index.html": "<h1>Home</h1>",
  "posts/a/index.html": "<h1>A</h1>",
  "posts/a/photo.jpg": "GIF89a\u{1}\u{0}\u{1}\u{0};  ",
  "assets/style.0a1b.css": "body { color: black }",
  "feed.xml": "<feed/>",
  "sitemap.xml": "<urlset/>",
])

/// A folder with the output `public` of a site and a place `there` to publish to, which is empty.
struct Workplace {
  let root: URL
  var output: URL { root.appending(path: "public") }
  var there: URL { root.appending(path: "there") }
  var site: String { root.path(percentEncoded: false) }

  /// Replaces the output with `folder`.
  func build(_ folder: Folder) throws {
    try? FileManager.default.removeItem(at: output)
    try folder.write(to: output)
  }

  /// Puts a link in place of the folder for waiting files that leads to `target` in a folder with `files`, and returns
  /// that folder.
  func linkWaitingFolder(to files: Folder, _ target: String = "") throws -> URL {
    let elsewhere = root.appending(path: "elsewhere")
    try files.write(to: elsewhere)
    try FileManager.default.createDirectory(at: there, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: there.appending(path: ".partwork-upload"), withDestinationURL: elsewhere.appending(path: target))
    return elsewhere
  }

  /// - Parameter files: the files that the build made; by default, all that are in the output.
  func publisher(
    to destination: PublishDestination, files: [String]? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Publisher {
    let all = (try? Folder(reading: output).paths) ?? []
    return Publisher(target: target(destination), site: site, files: files ?? all, environment: environment)
  }
}

func withWorkplace<Result>(_ output: Folder = builtSite, _ body: (Workplace) async throws -> Result) async throws
  -> Result
{
  try await withTemporaryFolder { root in
    let place = Workplace(root: root)
    try place.build(output)
    return try await body(place)
  }
}

/// The progress that a publish reports, from any thread.
final class SeenProgress: Sendable {
  private let reports = Mutex<[PublishProgress]>([])

  func add(_ progress: PublishProgress) { reports.withLock { $0.append(progress) } }

  var progress: [PublishProgress] { reports.withLock { $0 } }
}

/// Whether a program is installed, for tests that need it and say so if it is missing.
func isInstalled(_ program: String) -> Bool {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
}

/// Runs `git` in `folder` and returns what it printed: to set up and inspect repositories.
@discardableResult
func git(_ arguments: String..., in folder: URL) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments =
    [
      "git", "-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main",
      "-c", "commit.gpgSign=false",
    ] + arguments
  process.currentDirectoryURL = folder
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
  return String(decoding: output, as: UTF8.self)
}
