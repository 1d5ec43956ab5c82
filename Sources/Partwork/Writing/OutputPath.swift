import PartworkSupport

/// A path below the output folder that is safe to write: relative, of plain names, with `/` between them.
///
/// Two paths are equal when their bytes are, unlike strings, for which a composed and a decomposed `é` are the same.
struct OutputPath: Sendable {
  let text: String

  /// The path `text`, or nil if `Fault` finds one in it.
  init?(_ text: String) {
    guard Fault(in: text) == nil else { return nil }
    self.text = text
  }

  private init(safe text: String) {
    self.text = text
  }

  /// Whether it is a page, by its name.
  var isPage: Bool { text.hasSuffix(".html") }

  /// The folder that the path is in; nil for a name at the top.
  var folder: OutputPath? {
    text.utf8.lastIndex(of: UInt8(ascii: "/")).map { OutputPath(safe: String(text[..<$0])) }
  }

  /// The folders on the way to it, the outermost first.
  var folders: [OutputPath] {
    var folders: [OutputPath] = []
    var next = folder
    while let found = next {
      folders.append(found)
      next = found.folder
    }
    return folders.reversed()
  }
}

extension OutputPath: Hashable {
  static func == (left: OutputPath, right: OutputPath) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    text.hash(into: &hasher)
  }
}

extension OutputPath: Comparable {
  static func < (left: OutputPath, right: OutputPath) -> Bool {
    left.text < right.text
      || left.text == right.text && left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension OutputPath {
  /// What makes a path unsafe to write.
  enum Fault: Hashable {
    case empty
    case absolute
    case emptyName
    case dotName
    case controlCharacter
    case backslash
    case longName
    case reservedName

    /// The first fault of `path`, or nil.
    init?(in path: String) {
      var path = path
      guard let fault = path.withUTF8(Self.find) else { return nil }
      self = fault
    }

    private static func find(in bytes: UnsafeBufferPointer<UInt8>) -> Fault? {
      guard let first = bytes.first else { return .empty }
      guard first != UInt8(ascii: "/") else { return .absolute }
      var start = 0
      while start <= bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        if let fault = find(inName: bytes[start..<end]) { return fault }
        start = end + 1
      }
      var last: UInt8 = 0
      for byte in bytes {
        // The control characters of Unicode are those of ASCII and U+0080 to U+009F, of which C2 is the first byte.
        if byte < 0x20 || byte == 0x7F || last == 0xC2 && byte < 0xA0 { return .controlCharacter }
        if byte == UInt8(ascii: "\\") { return .backslash }
        last = byte
      }
      return nil
    }

    private static func find(inName name: Slice<UnsafeBufferPointer<UInt8>>) -> Fault? {
      if name.isEmpty { return .emptyName }
      if name.count > longestName { return .longName }
      guard name.first == UInt8(ascii: ".") else { return nil }
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return .dotName }
      return String(decoding: name, as: UTF8.self).lowercased().hasPrefix(Disk.reservedPrefix) ? .reservedName : nil
    }

    /// The most bytes that ext4, APFS and similar file systems allow in one name.
    private static let longestName = 255

    /// What is wrong with `path`, as a message.
    func message(for path: String) -> String {
      let quoted = "`\(path.map { $0.isControl ? "\u{FFFD}" : String($0) }.joined())`"
      return switch self {
      case .empty: "a file of the output has no name"
      case .absolute: "\(quoted) is an absolute path, but output must stay in the output folder"
      case .emptyName: "\(quoted) contains an empty name"
      case .dotName: "\(quoted) contains `.` or `..`, but output must stay in the output folder"
      case .controlCharacter: "\(quoted) contains a control character"
      case .backslash: "\(quoted) contains a backslash, which some systems treat as `/`"
      case .longName: "\(quoted) contains a name longer than \(Self.longestName) bytes"
      case .reservedName:
        "\(quoted) contains a name that begins with `\(Disk.reservedPrefix)`, which is reserved for Partwork"
      }
    }
  }
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
