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

  /// The folders on the way to it, the outermost first, without those on the way to `other`.
  func folders(besidesThoseOf other: OutputPath?) -> [OutputPath] {
    var folders: [OutputPath] = []
    var isShared = other != nil
    var others = (other?.text ?? "").utf8[...]
    for index in text.utf8.indices {
      isShared = isShared && others.popFirst() == text.utf8[index]
      if !isShared, text.utf8[index] == UInt8(ascii: "/") { folders.append(OutputPath(safe: String(text[..<index]))) }
    }
    return folders
  }
}

extension OutputPath: Hashable {
  static func == (left: OutputPath, right: OutputPath) -> Bool {
    left.text.isIdentical(to: right.text)
  }

  func hash(into hasher: inout Hasher) {
    text.hash(into: &hasher)
  }
}

extension OutputPath: Comparable {
  static func < (left: OutputPath, right: OutputPath) -> Bool { left.text.precedes(right.text) }
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
      var (previous, last): (UInt8, UInt8) = (0, 0)
      for byte in bytes {
        // The control characters of Unicode are those of ASCII and U+0080 to U+009F, of which C2 is the first byte.
        if byte < 0x20 || byte == 0x7F || last == 0xC2 && byte < 0xA0 { return .controlCharacter }
        // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
        if previous == 0xE2, last == 0x80, byte & 0xFE == 0xA8 { return .controlCharacter }
        if byte == UInt8(ascii: "\\") { return .backslash }
        (previous, last) = (last, byte)
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
    func problem(of path: String) -> String {
      let quoted = "`\(path.printable)`"
      return switch self {
      case .empty: "a file of the output has no name"
      case .absolute: "\(quoted) is an absolute path, but output must stay in the output folder"
      case .emptyName: "\(quoted) contains an empty name"
      case .dotName: "\(quoted) contains `.` or `..`, but output must stay in the output folder"
      case .controlCharacter: "\(quoted) contains a control character or a line separator"
      case .backslash: "\(quoted) contains a backslash, which some systems treat as `/`"
      case .longName: "\(quoted) contains a name longer than \(Self.longestName) bytes"
      case .reservedName:
        "\(quoted) contains a name that begins with `\(Disk.reservedPrefix)`, which is reserved for Partwork"
      }
    }
  }
}

/// What Windows does not allow in names, nor do disks and shares that it can read.
extension OutputPath {
  /// Why the last name of the path cannot be used there, as a message; nil if it can.
  var portabilityProblem: String? {
    var name = text[(text.utf8.lastIndex(of: UInt8(ascii: "/")).map(text.utf8.index(after:)) ?? text.startIndex)...]
    return name.withUTF8 { name in
      if let byte = name.first(where: Self.forbidden.contains) {
        return "`\(text)` contains `\(Unicode.Scalar(byte))`, which Windows does not allow in names"
      }
      if name.last == UInt8(ascii: ".") || name.last == UInt8(ascii: " ") {
        return "`\(text)` ends with a \(name.last == UInt8(ascii: ".") ? "dot" : "space"), which Windows removes"
      }
      return Self.isDevice(name) ? "`\(text)` has the name of a device of Windows" : nil
    }
  }

  private static let forbidden = ASCIISet(":*?\"<>|")

  /// Whether `name` is that of a device, such as `aux` or `com1`, whatever follows its first dot.
  private static func isDevice(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let stem = name.prefix { $0 != UInt8(ascii: ".") }
    // Most names are not looked up.
    guard (3...7).contains(stem.count), let first = stem.first, "cpanl".utf8.contains(first | 0x20) else {
      return false
    }
    let end = (stem.lastIndex { $0 != UInt8(ascii: " ") } ?? stem.startIndex) + 1
    return devices.contains(String(decoding: stem[..<end], as: UTF8.self).lowercased())
  }

  private static let devices: Set<String> = {
    let ports = ["com", "lpt"].flatMap { port in "0123456789¹²³".map { "\(port)\($0)" } }
    return Set(["con", "prn", "aux", "nul", "conin$", "conout$"] + ports)
  }()
}
