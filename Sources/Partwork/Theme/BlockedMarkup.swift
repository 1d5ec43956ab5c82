import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// Markup in templates that browsers ignore because the site's Content-Security-Policy does not allow it.
///
/// What tags of the template print is unknown here, so it is taken as allowed.
struct BlockedMarkup {
  private let source: TemplateSource
  private let settings: Settings
  private var diagnostics: [Diagnostic] = []

  /// A warning about each piece of such markup in `source`.
  static func find(in source: TemplateSource, _ settings: Settings) -> [Diagnostic] {
    var found = BlockedMarkup(source, settings)
    let html = source.text.withoutTemplateTags
    html.withUnsafeBytes { html in
      var tags = RawTags(html)
      while let tag = tags.next() { found.check(tag, in: html) }
    }
    return found.diagnostics
  }

  private init(_ source: TemplateSource, _ settings: Settings) {
    self.source = source
    self.settings = settings
  }

  private mutating func check(_ tag: RawTags.RawTag, in html: UnsafeRawBufferPointer) {
    func value(_ name: String) -> String? {
      tag.attributes.first { $0.name == name }.map {
        String(decoding: html[$0.value], as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace)
          .joined(separator: " ")
      }
    }
    switch tag.name {
    case "style":
      report("inline style sheets", at: tag.start, hint: "move it to templates/assets/custom.css")
    case "script" where value("src") == nil:
      if Self.isScript(value("type")) {
        report(
          "inline scripts", at: tag.start,
          hint: "move it to a file in templates/assets/: `<script src=\"{{#asset}}NAME.js{{/asset}}\"></script>`")
      }
    case "script": check(value("src"), for: .scripts, "scripts from", at: tag.start)
    case "link" where value("rel")?.split(separator: " ").contains("stylesheet") == true:
      check(value("href"), for: .styles, "style sheets from", at: tag.start)
    case "iframe" where !settings.markdown.rawHTML: check(value("src"), for: .frames, "frames from", at: tag.start)
    case "form": check(value("action"), for: .forms, "forms to", at: tag.start)
    default: break
    }
    for attribute in tag.attributes {
      if attribute.name == "style", !settings.markdown.rawHTML {
        report(
          "the attribute `style`", at: tag.start,
          hint: "give the element a class, and the class its style in templates/assets/custom.css")
      } else if attribute.name.hasPrefix("on"), attribute.name.utf8.count > 2 {
        report(
          "the attribute `\(attribute.name)`", at: tag.start,
          hint: "listen to the event in a script in templates/assets/")
      }
    }
  }

  /// Whether a `script` element of this type runs, and is not a block of data (HTML, "prepare the script element").
  private static func isScript(_ type: String?) -> Bool {
    guard let type, !type.isEmpty else { return true }
    return type.hasSuffix("/javascript") || ["module", "importmap", "speculationrules"].contains(type)
  }

  /// Reports a `url` on a host that the policy does not name.
  private mutating func check(
    _ url: String?, for purpose: SecuritySettings.Purpose, _ what: String, at offset: Int
  ) {
    guard let url, let mark = url.firstRange(of: "//"), ["", "https:", "http:"].contains(url[..<mark.lowerBound])
    else { return }
    let host = url[mark.upperBound...].prefix { !"/?#".contains($0) }
    guard !host.isEmpty, !host.contains(" ") else { return }
    let isSecure = !url.hasPrefix("http:")
    let isOwn = settings.url.value.origin.lowercased().hasSuffix("//\(host)")
    if isSecure, isOwn || settings.security.allows("https://\(host)", for: purpose) { return }
    report(
      "\(what) `\(host)`", at: offset,
      hint: isSecure
        ? "allow the host in \(Settings.file): `security: {\(purpose.rawValue): [\(host)]}`"
        : "write the address with `https://`")
  }

  private mutating func report(_ what: String, at offset: Int, hint: String) {
    let (line, column) = LineTable(source.text).position(at: offset)
    diagnostics.warning(
      "the site's Content-Security-Policy blocks \(what)",
      at: SourceLocation(source.file, line: line, column: column), hint: hint)
  }
}

extension [UInt8] {
  /// The text of a template with spaces for its tags.
  fileprivate var withoutTemplateTags: [UInt8] {
    let (open, close, space) = (UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: " "))
    var text = self
    var isTag = false
    for index in indices.dropLast() {
      if self[index] == open, self[index + 1] == open { isTag = true }
      if !isTag { continue }
      // The last brace of `}}}` is left: it means nothing in HTML.
      if self[index] == close, self[index + 1] == close {
        text[index + 1] = space
        isTag = false
      }
      text[index] = space
    }
    return text
  }
}
