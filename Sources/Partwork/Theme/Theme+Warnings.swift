import PartworkDiagnostics
import PartworkMustache
import PartworkSupport

/// What is wrong with a theme although all of its pages can be rendered.
extension Theme {
  /// A warning about each template that is named for a series, category, tag or author that does not exist.
  func unusedTemplates(_ content: Content, _ sources: ThemeSources) -> [Diagnostic] {
    let candidates = sources.templates.filter { source in
      !source.isPartial && shapes[source.name] == nil && Self.topic(of: source.name) != nil
    }
    if candidates.isEmpty { return [] }
    let named = content.posts.map(\.template) + content.pages.map(\.template)
    let used = templateLibrary.includedTemplates.union(named.compactMap { $0?.value })
    return candidates.filter { !used.contains($0.name) }.compactMap { source in
      guard let topic = Self.topic(of: source.name) else { return nil }
      let (noun, known) = Self.topics(for: topic.general, in: content)
      if known.contains(topic.id) { return nil }
      return Diagnostic(
        .warning, "there is no \(noun) `\(topic.id)`, so no page uses this template", at: SourceLocation(source.file),
        hint: Suggestion.nearest(to: topic.id, in: known).first.map {
          "rename it to `\(topic.general)-\($0).mustache`, or remove it"
        } ?? "name it for \(noun == "author" ? "an" : "a") \(noun) of the site, or remove it")
    }
  }

  /// What the ID in the name of a template for `general` stands for, and the IDs that the site has, shown or not.
  private static func topics(for general: String, in content: Content) -> (noun: String, ids: Set<String>) {
    switch general {
    case "category": return ("category", slugs(of: .category, in: content))
    case "tag": return ("tag", slugs(of: .tag, in: content))
    case "author": return ("author", Set(content.authors.map(\.id)))
    default: return ("series", Set(content.series.map(\.id)))
    }
  }
}

extension Theme {
  private static func slugs(of kind: TermKind, in content: Content) -> Set<String> {
    let names = content.posts.flatMap { $0.names(of: kind).map { Slug.make($0.value) } }
    return Set(content.terms.filter { $0.kind == kind }.map(\.slug)).union(names)
  }
}

extension TemplateUse {
  /// A warning if pages of `shape` have `metadata` and these templates print a `head` without it.
  func missingMetadata(of shape: Shape) -> [Diagnostic] {
    guard !diagnostics.hasErrors, !printedNames.contains("metadata"),
      shape.fields.contains(where: { $0.name == "metadata" })
    else { return [] }
    for source in sources {
      guard let head = source.text.offsetOfHead else { continue }
      let (line, column) = LineTable(source.text).position(at: head)
      return [
        Diagnostic(
          .warning, "this `head` does not print `{{metadata}}`",
          at: SourceLocation(source.file, line: line, column: column),
          hint: "write `{{metadata}}` in it: search engines, feed readers and other sites need what it prints")
      ]
    }
    return []
  }
}

extension [UInt8] {
  /// The offset of the tag `<head>`.
  fileprivate var offsetOfHead: Int? {
    indices.first { index in
      self[index] == UInt8(ascii: "<")
        && self[index...].dropFirst().prefix(4).elementsEqual("head".utf8) { $0 | 0x20 == $1 }
        && index + 5 < count && " \n\r\t>".utf8.contains(self[index + 5])
    }
  }
}
