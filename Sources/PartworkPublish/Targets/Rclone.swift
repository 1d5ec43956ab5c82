import Foundation
import Partwork

/// The program rclone, with the options that every run needs.
struct Rclone: Sendable {
  let program: ExternalProgram

  init(_ destination: Located<String>, site: String, environment: [String: String]) {
    program = ExternalProgram(
      name: "rclone", folder: site, environment: environment, secrets: Secrets(in: destination.value),
      readable: RcloneLogEntry.text)
  }

  /// Runs `command` on one or two places, each a remote or a folder.
  ///
  /// - Parameter paths: the files in the places that it is for; nil for all.
  @discardableResult
  func run(
    _ command: [String], _ places: String..., of paths: [String]? = nil, accepting accepted: Set<Int32> = [0],
    onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ProgramRun {
    let list = paths == nil ? [] : ["--files-from-raw", "-"]
    // Do not wait for a password that nobody types, give up after a reasonable time, and delete nothing through a link.
    let options = [
      "--ask-password=false", "--contimeout=20s", "--retries=2", "--low-level-retries=5", "--sftp-skip-links",
    ]
    // A command's own options come last, to override these.
    return try await program.run(
      [command[0]] + list + options + command.dropFirst() + places,
      input: Array((paths ?? []).map { $0 + "\n" }.joined().utf8), accepting: accepted, onLine: onLine)
  }

  /// Runs `command`, one that copies or moves files, and calls `onArrival` with the path of each that has arrived.
  @discardableResult
  func send(
    _ command: [String], from source: String, to place: String, of paths: [String]? = nil,
    accepting accepted: Set<Int32> = [0], onArrival: @escaping @Sendable (String) -> Void
  ) async throws -> ProgramRun {
    // The comparison has shown that these files differ; rclone must not skip any for its size and time. Its log names
    // each file that has arrived.
    try await run(
      command + ["--ignore-times", "--use-json-log", "-v"], source, place, of: paths, accepting: accepted
    ) { line in
      if let path = RcloneLogEntry(line)?.arrivedPath { onArrival(path) }
    }
  }

  /// The files below `place`, by path; empty if there is no such folder.
  func files(in place: String, options: [String]) async throws -> [String: RcloneFile] {
    let listing = ["lsjson", "--recursive", "--files-only", "--no-modtime", "--no-mimetype"]
    let run = try await run(listing + options, place, accepting: [0, 3])
    if run.status == 3 { return [:] }
    return Dictionary(try decode([RcloneFile].self, run.output).map { ($0.path, $0) }) { first, _ in first }
  }

  /// What the kind of store at `remote` can do.
  func features(of remote: String) async throws -> RcloneFeatures {
    try decode(RcloneFeatures.self, await run(["backend", "features"], remote).output)
  }
}

/// A file as `rclone lsjson` lists it.
struct RcloneFile: Sendable, Decodable {
  var path: String
  /// In bytes.
  var size: Int
  private var hashes: [String: String]?

  private enum CodingKeys: String, CodingKey {
    case path = "Path"
    case size = "Size"
    case hashes = "Hashes"
  }

  /// In hexadecimal, by the name of their kind; empty if the store keeps none.
  var checksums: [String: String] { (hashes ?? [:]).filter { !$0.value.isEmpty } }

  /// Whether a checksum of both says that the bytes are the same; nil if they have none in common.
  func isSame(as other: RcloneFile?) -> Bool? {
    let others = other?.checksums ?? [:]
    return checksums.first { others[$0.key] != nil }.map { $0.value.lowercased() == others[$0.key]?.lowercased() }
  }
}

/// What a kind of store can do: `rclone backend features`.
struct RcloneFeatures: Sendable, Decodable {
  private var features: [String: Bool]
  private var description: String?

  private enum CodingKeys: String, CodingKey {
    case features = "Features"
    case description = "String"
  }

  /// The absolute path of a folder on this machine; nil for any other store.
  var localPath: String? {
    let start = "Local file system at "
    guard let description, description.hasPrefix(start) else { return nil }
    return String(description.dropFirst(start.count))
  }

  var canMove: Bool { features["Move"] ?? false }
  /// Whether two files can have the same path.
  var keepsDuplicates: Bool { features["DuplicateFiles"] ?? false }
  /// Whether a file can be seen while it is still arriving, which rclone prevents by uploading it under another name;
  /// nil for a version before 1.63, which does not.
  var uploadsByRenaming: Bool? { features["PartialUploads"] }
  /// Whether each checksum is computed on request, say by a command on the server: reading a page back is quicker.
  var hashesSlowly: Bool { features["SlowHash"] ?? false }
  /// Whether it is a WebDAV server. rclone does not know that some of them show a file while it is still arriving.
  var isWebDAV: Bool { description?.hasPrefix("webdav ") ?? false }
}

/// A line of rclone's log in JSON.
struct RcloneLogEntry: Decodable {
  private var level: String?
  private var msg: String
  private var object: String?

  /// nil if `line` is not JSON.
  init?(_ line: String) {
    guard line.first == "{", let entry = try? decode(Self.self, Array(line.utf8)) else { return nil }
    self = entry
  }

  /// The path of the file that the line reports as copied or moved, if it does.
  var arrivedPath: String? { ["Copied", "Moved"].contains(where: msg.hasPrefix) ? object : nil }

  /// What `line` complains about, without JSON; nil if it only reports success.
  static func text(_ line: String) -> String? {
    guard let entry = Self(line) else { return line }
    if entry.level == "info" || entry.level == "debug" { return nil }
    return [entry.object, entry.msg].compactMap(\.self).joined(separator: ": ")
  }
}

private func decode<Value: Decodable>(_ type: Value.Type, _ json: [UInt8]) throws -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(json))
  } catch {
    throw PublishFailure(
      "rclone printed something unexpected", output: [String(decoding: json.prefix(200), as: UTF8.self)],
      hint: "check that `rclone version` is 1.60 or later")
  }
}
