internal import Foundation
internal import PartworkSupport

/// A file of a site of Markdown: its front matter and where its text begins.
struct SourceFile: Sendable {
  /// The path from the folder of the site.
  let path: String

  /// The front matter; an empty map if there is none.
  let matter: MatterValue
  let hasMatter: Bool

  /// Whether there is front matter that cannot be read.
  let isBroken: Bool

  /// Whether the front matter is a script.
  let isScript: Bool

  /// The bytes of the text, and the line that they begin on.
  let text: Range<Int>
  let line: Int

  /// Reads `bytes`. Front matter is YAML between `---`, TOML between `+++`, or JSON in braces or between `---json` and
  /// `---`.
  init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let whole = start..<bytes.count
    func line(from offset: Int) -> (text: String, end: Int) {
      let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var text = String(decoding: bytes[offset..<end], as: UTF8.self)
      if text.hasSuffix("\r") { text.removeLast() }
      return (text, min(end + 1, bytes.count))
    }
    let first = line(from: min(start, bytes.count))
    let fence = first.text.trimmedText ?? ""
    var matter: MatterValue?
    var end: Int?
    if fence == "---" || fence == "+++" || ["---json", "---toml", "---yaml", "---js"].contains(fence) {
      var offset = first.end
      while offset < bytes.count {
        let next = line(from: offset)
        // Jekyll also takes the end of a document of YAML.
        let isEnd = next.text.trimmedText == String(fence.prefix(3)) || fence == "---" && next.text == "..."
        if isEnd {
          let inner = String(decoding: bytes[first.end..<offset], as: UTF8.self)
          matter = Self.read(inner, fence)
          end = next.end
          break
        }
        offset = next.end
      }
    } else if fence.hasPrefix("{") {
      var offset = start
      while offset < bytes.count {
        let next = line(from: offset)
        if next.text == "}" || next.text == "};" {
          matter = MatterValue(json: String(decoding: bytes[start..<next.end], as: UTF8.self))
          end = matter == nil ? nil : next.end
          break
        }
        offset = next.end
      }
    }
    hasMatter = end != nil
    isBroken = end != nil && matter == nil
    isScript = fence == "---js"
    self.matter = matter ?? .map([:])
    start = end ?? whole.lowerBound
    text = start..<bytes.count
    self.line = 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }
  }

  private static func read(_ text: String, _ fence: String) -> MatterValue? {
    if text.trimmedText == nil { return .map([:]) }
    let value: MatterValue? =
      switch fence {
      case "+++", "---toml": TOMLReader.read(text)
      case "---json": MatterValue(json: text)
      case "---js": nil
      default: MatterValue(yaml: text)
      }
    // A text alone is no front matter.
    if case .map? = value { return value }
    return value?.text == nil && value != nil ? .map([:]) : nil
  }

  /// The name of the file without its folder and its ending.
  var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// The folder that it is in, without a slash at its end; empty for that of the site.
  var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

  /// The ending in lower case, without the dot.
  var ending: String { path.split(separator: ".").last?.lowercased() ?? "" }
}
