import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// Markup that browsers ignore because the site's Content-Security-Policy does not allow it.
struct BlockedMarkup {
  private let settings: Settings
  private var diagnostics: [Diagnostic] = []

  /// A warning about each piece of such markup in the templates and in the raw HTML of texts; none if the writer has a
  /// policy of their own.
  static func find(in sources: ThemeSources, _ content: Content) -> [Diagnostic] {
    let hasOwnPolicy = content.files.contains { file in
      file.owner == nil && file.path == HostFile.headers.rawValue && file.text == nil
    }
    if hasOwnPolicy { return [] }
    var found = BlockedMarkup(settings: content.settings)
    for template in sources.templates {
      for element in template.activeElements { found.check(element, fileHint: assetHint) }
    }
    if content.settings.markdown.rawHTML {
      for file in content.contents {
        for element in file.source.body.activeElements { found.check(element, fileHint: scriptHint) }
      }
    }
    return found.diagnostics
  }

  private static let assetHint =
    "move it to a file in templates/assets/: `<script src=\"{{#asset}}NAME.js{{/asset}}\"></script>`"
  private static let scriptHint = "move it to a file such as content/NAME.js: `<script src=\"/NAME.js\"></script>`"

  private init(settings: Settings) { self.settings = settings }

  /// - Parameter fileHint: how a script that is in a file is loaded.
  private mutating func check(_ element: ActiveElement, fileHint: String) {
    func value(_ name: String) -> String? { element.attributes[name]?.lowercased() }
    switch element.name {
    case "style": add("inline style sheets", element, hint: "move it to templates/assets/custom.css")
    case "script" where value("src") == nil:
      if Self.isScript(value("type")) { add("inline scripts", element, hint: fileHint) }
    case "script": check(value("src"), for: .scripts, "scripts from", element)
    case "link" where value("rel")?.split(separator: " ").contains("stylesheet") == true:
      check(value("href"), for: .styles, "style sheets from", element)
    case "iframe" where !settings.markdown.rawHTML: check(value("src"), for: .frames, "frames from", element)
    case "form": check(value("action"), for: .forms, "forms to", element)
    default: break
    }
    for name in element.attributes.keys.sorted() {
      if name == "style", !settings.markdown.rawHTML {
        add(
          "the attribute `style`", element,
          hint: "give the element a class, and the class its style in templates/assets/custom.css")
      } else if name.hasPrefix("on") {
        add("the attribute `\(name)`", element, hint: "listen to the event in a script in a file of its own")
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
    _ url: String?, for purpose: SecuritySettings.Purpose, _ what: String, _ element: ActiveElement
  ) {
    guard let url, let mark = url.firstRange(of: "//"), ["", "https:", "http:"].contains(url[..<mark.lowerBound])
    else { return }
    let host = url[mark.upperBound...].prefix { !"/?#".contains($0) }
    guard !host.isEmpty, !host.contains(" ") else { return }
    let isSecure = !url.hasPrefix("http:")
    let isOwn = settings.url.value.origin.lowercased().hasSuffix("//\(host)")
    if isSecure, isOwn || settings.security.allows("https://\(host)", for: purpose) { return }
    add(
      "\(what) `\(host)`", element,
      hint: isSecure
        ? "allow the host in \(Settings.file): `security: {\(purpose.rawValue): [\(host)]}`"
        : "write the address with `https://`")
  }

  private mutating func add(_ what: String, _ element: ActiveElement, hint: String) {
    diagnostics.warning("the site's Content-Security-Policy blocks \(what)", at: element.location, hint: hint)
  }
}

extension TemplateSource {
  /// The elements that the policy concerns. What tags of the template print is unknown, and left out.
  fileprivate var activeElements: [ActiveElement] {
    let html = text.withoutTemplateTags
    var lines: LineTable?
    return html.withUnsafeBytes { html in
      var elements: [ActiveElement] = []
      var tags = RawTags(html)
      while let tag = tags.next() {
        guard tag.isActive else { continue }
        let table = lines ?? LineTable(text)
        lines = table
        let (line, column) = table.position(at: tag.start)
        elements.append(ActiveElement(tag, in: html, at: SourceLocation(file, line: line, column: column)))
      }
      return elements
    }
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
