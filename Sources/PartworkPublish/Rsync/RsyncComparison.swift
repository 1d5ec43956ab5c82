/// What a dry run of rsync prints, one line an item.
struct RsyncComparison: Sendable {
  /// The output format that the lines are in: eleven characters that tell what happens, and the path.
  static let format = "%i|%n"

  /// A line: what rsync would do, or has done, with one path.
  struct Item: Sendable, Equatable {
    enum Action: Sendable {
      case sendNew, sendChanged, delete
      /// A folder is made, or only an attribute differs.
      case other
    }

    var action: Action
    /// A folder's ends with "/".
    var path: String

    var sentPath: String? { action == .sendNew || action == .sendChanged ? path : nil }

    /// nil if `line` is none of an item but, say, a remark of rsync's.
    init?(_ line: String) {
      let bytes = Array(line.utf8)
      guard bytes.count > 12, bytes[11] == UInt8(ascii: "|") else { return nil }
      path = Self.unescaped(bytes[12...])
      let code = bytes[..<11]
      if code.starts(with: "*deleting".utf8) {
        action = .delete
      } else if code.first == UInt8(ascii: "<") || code.first == UInt8(ascii: ">") {
        action = code.dropFirst(2).first == UInt8(ascii: "+") ? .sendNew : .sendChanged
      } else {
        action = .other
      }
    }

    /// rsync prints a control character as `\#ooo`, its octal code.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
      var result: [UInt8] = []
      var rest = bytes
      while let byte = rest.first {
        let digits = rest.dropFirst(2).prefix(3)
        if byte == UInt8(ascii: "\\"), rest.dropFirst().first == UInt8(ascii: "#"), digits.count == 3,
          let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        {
          result.append(code)
          rest = rest.dropFirst(5)
        } else {
          result.append(byte)
          rest = rest.dropFirst()
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }

  let items: [Item]

  init(_ output: [UInt8]) {
    items = output.split(separator: UInt8(ascii: "\n")).compactMap { Item(String(decoding: $0, as: UTF8.self)) }
  }

  /// How many files and folders go.
  var deletedEntryCount: Int { items.count { $0.action == .delete } }

  func plan(of output: FinishedOutput) -> PublishPlan {
    let sizes = Dictionary(output.files.map { ($0.path, $0.size) }) { first, _ in first }
    let files = items.compactMap { item -> PublishPlan.File? in
      guard let path = item.sentPath, let size = sizes[path] else { return nil }
      return PublishPlan.File(path: path, size: size, change: item.action == .sendNew ? .new : .changed)
    }
    let deletions = items.filter { $0.action == .delete && !$0.path.hasSuffix("/") }.map(\.path)
    return PublishPlan(files: files, deletions: deletions, unchangedCount: output.files.count - files.count)
  }
}
