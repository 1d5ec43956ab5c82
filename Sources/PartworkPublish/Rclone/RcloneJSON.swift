import Foundation

/// What a remote's kind of store can do: `rclone backend features`.
struct RcloneFeatures: Sendable {
  var canMove: Bool
  /// Whether two files of one path can lie beside each other.
  var keepsDuplicates: Bool
  /// Whether a file is seen while it is still arriving, which rclone then keeps from readers by uploading it under
  /// another name; nil for a version before 1.63, which does not.
  var uploadsByRenaming: Bool?
  /// Whether a checksum is made anew each time, by a command on the server or so: reading a page back is quicker.
  var hashesSlowly: Bool
  /// Whether it is a WebDAV server. Of some, rclone does not know that they show a file while it is still arriving.
  var isWebDAV: Bool

  /// - Throws: a `PublishFailure` if `json` is not what rclone prints.
  init(_ json: [UInt8]) throws {
    struct Backend: Decodable {
      var Features: [String: Bool]
      var String: String?
    }
    let backend = try decode(Backend.self, json)
    canMove = backend.Features["Move"] ?? false
    keepsDuplicates = backend.Features["DuplicateFiles"] ?? false
    hashesSlowly = backend.Features["SlowHash"] ?? false
    uploadsByRenaming = backend.Features["PartialUploads"]
    isWebDAV = backend.String?.hasPrefix("webdav ") ?? false
  }
}

/// The files below a remote or a folder: `rclone lsjson`.
struct RcloneListing: Sendable {
  struct File: Sendable, Decodable, Equatable {
    var path: String
    /// In bytes.
    var size: Int
    /// Checksums in hexadecimal by the name of their kind; empty where the store keeps none.
    var hashes: [String: String]

    enum CodingKeys: String, CodingKey {
      case path = "Path"
      case size = "Size"
      case hashes = "Hashes"
    }

    init(path: String, size: Int, hashes: [String: String]) {
      self.path = path
      self.size = size
      self.hashes = hashes
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        path: try container.decode(String.self, forKey: .path), size: try container.decode(Int.self, forKey: .size),
        hashes: try (container.decodeIfPresent([String: String].self, forKey: .hashes) ?? [:])
          .filter { !$0.value.isEmpty })
    }

    /// Whether a checksum that both have says that the bytes are the same; nil if they have none in common.
    func isSame(as other: File?) -> Bool? {
      guard let other else { return nil }
      for (kind, value) in hashes {
        if let otherValue = other.hashes[kind] { return value.lowercased() == otherValue.lowercased() }
      }
      return nil
    }
  }

  let files: [String: File]

  /// - Throws: a `PublishFailure` if `json` is not what rclone prints.
  init(_ json: [UInt8]) throws {
    files = Dictionary(try decode([File].self, json).map { ($0.path, $0) }) { first, _ in first }
  }
}

/// Lines of rclone's log in JSON.
enum RcloneLog {
  private struct Entry: Decodable {
    var level: String?
    var msg: String
    var object: String?

    init?(_ line: String) {
      guard line.first == "{", let entry = try? decode(Entry.self, Array(line.utf8)) else { return nil }
      self = entry
    }
  }

  /// The path of the file that `line` reports as copied or moved, if it does.
  static func arrivedPath(_ line: String) -> String? {
    guard let entry = Entry(line) else { return nil }
    return ["Copied", "Moved"].contains(where: entry.msg.hasPrefix) ? entry.object : nil
  }

  /// What `line` complains of, without the marks of JSON; nil if it only tells what went well.
  static func text(_ line: String) -> String? {
    guard let entry = Entry(line) else { return line }
    if entry.level == "info" || entry.level == "debug" { return nil }
    return [entry.object, entry.msg].compactMap(\.self).joined(separator: ": ")
  }
}

private func decode<Value: Decodable>(_ type: Value.Type, _ json: [UInt8]) throws -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(json))
  } catch {
    throw PublishFailure(
      "rclone printed something else than expected", output: [String(decoding: json.prefix(200), as: UTF8.self)],
      hint: "check that `rclone version` is 1.60 or newer")
  }
}
