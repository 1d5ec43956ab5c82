package import PartworkMarkdown
package import PartworkMustache
internal import PartworkSupport

/// What posts are found by: the raw value is the key in their front matter, the folder below `content/` and the one in URLs.
package enum TermKind: String, Sendable, CaseIterable {
  /// A subject, which may be part of another.
  case category = "categories"
  case tag = "tags"

  var noun: String {
    switch self {
    case .category: "category"
    case .tag: "tag"
    }
  }
}

/// The names of categories and tags, as posts write them.
enum TermName {
  /// What the ways to write `name` have in common: it has no case, spaces and punctuation, but the signs that tell names
  /// apart: "C#" and "c #" become `c#`, ".NET" `.net`.
  static func key(_ name: String) -> String {
    let dot = name.hasPrefix(".") ? "." : ""
    return dot + (asciiKey(name) ?? name.lowercased().filter { $0.isLetter || $0.isNumber || $0.isTelling })
  }

  /// The signs alone.
  static func signs(_ name: String) -> String {
    if name.utf8.allSatisfy(untelling.contains) { return "" }
    return (name.hasPrefix(".") ? "." : "") + name.filter(\.isTelling)
  }

  /// What most names consist of, none of which is a sign.
  private static let untelling = ASCIISet(lettersDigitsAnd: " -_'&/,")

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

/// A category or a tag as its file has it: `content/categories/SLUG.md`, `content/tags/SLUG.md`.
package final class TermSource: ContentSource {
  package let kind: TermKind
  package let file: String
  package let slug: String
  /// The name to show; nil for the name as posts write it.
  package let title: Located<String>?
  package let description: String?
  package let image: ImageSource?
  /// The name or slug of the category that it is a part of; a tag has none.
  package let parent: Located<String>?
  package let aliases: [Located<String>]
  package let extra: Value
  /// The introduction.
  package let body: Document

  init(_ fields: Fields, _ kind: TermKind, of file: ContentFile, body: Document) {
    self.kind = kind
    self.file = file.path
    slug = Slug.make(file.name)
    title = fields.plainText("title")
    description = fields.plainText("description")?.value
    image = fields.image("image")
    parent = kind == .category ? fields.text("parent") : nil
    aliases = fields.aliases()
    extra = fields.extra()
    self.body = body
  }
}
