import Foundation

/// What a remote's kind of store can do: `rclone backend features`.
struct RcloneFeatures: Sendable {
  var canCopy: Bool
  var canMove: Bool
  /// Whether rclone uploads under another name and renames; nil for a version that does not know how.
  var uploadsByRenaming: Bool?

  init(canCopy: Bool, canMove: Bool, uploadsByRenaming: Bool?) {
    self.canCopy = canCopy
    self.canMove = canMove
    self.uploadsByRenaming = uploadsByRenaming
  }

  /// - Throws: a `PublishFailure` if `json` is not what rclone prints.
  init(_ json: [UInt8]) throws {
    struct Backend: Decodable {
      var Features: [String: Bool]
    }
    let features = try decode(Backend.self, json).Features
    self.init(
      canCopy: features["Copy"] ?? false, canMove: features["Move"] ?? false,
      uploadsByRenaming: features["PartialUploads"])
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
  /// The path of the file that `line` reports as copied, if it does.
  static func copiedPath(_ line: String) -> String? {
    struct Entry: Decodable {
      var msg: String
      var object: String?
    }
    guard line.first == "{", let entry = try? decode(Entry.self, Array(line.utf8)) else { return nil }
    return entry.msg.contains("Copied") ? entry.object : nil
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
