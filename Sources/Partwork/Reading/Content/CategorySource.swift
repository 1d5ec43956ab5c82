package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// The names of categories, as posts write them.
enum CategoryName {
  /// What the ways to write `name` have in common: it has no case, spaces and punctuation, but the signs that tell names
  /// apart: "C#" and "c #" become `c#`, ".NET" `.net`.
  static func key(_ name: String) -> String {
    let dot = name.hasPrefix(".") ? "." : ""
    return dot + (asciiKey(name) ?? name.lowercased().filter { $0.isLetter || $0.isNumber || $0.isTelling })
  }

  /// The signs alone.
  static func signs(_ name: String) -> String {
    (name.hasPrefix(".") ? "." : "") + name.filter(\.isTelling)
  }

  /// The key, without its dot, for a name in ASCII; nil for other names.
  private static func asciiKey(_ name: String) -> String? {
    var key: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): key.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0b0010_0000)
      case 0x80...: return nil
      default: if Character(Unicode.Scalar(byte)).isTelling { key.append(byte) }
      }
    }
    return String(decoding: key, as: UTF8.self)
  }
}

extension Character {
  /// Whether it is a sign that tells names apart, as those of C, C# and C++.
  fileprivate var isTelling: Bool { isSymbol || "#*@%".contains(self) }
}

/// A category as its file has it: `content/categories/SLUG.md`.
package final class CategorySource: ContentSource {
  package let file: String
  package let slug: String
  /// The name to show; nil for the name as posts write it.
  package let title: Located<String>?
  package let description: String?
  package let image: ImageSource?
  package let aliases: [Located<String>]
  package let extra: Value
  /// The introduction.
  package let body: Document

  init(_ fields: Fields, of file: ContentFile, body: Document) {
    self.file = file.path
    slug = Slug.make(file.name)
    title = fields.plainText("title")
    description = fields.plainText("description")?.value
    image = fields.image("image")
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}
