internal import PartworkSupport

/// Turns the tags of template languages in a text of Markdown into Markdown: shortcodes of Hugo and Zola, and tags of
/// Liquid. One that nothing is known about stays text.
struct TemplateTags {
  let source: MarkdownSource

  /// The address of the content file that a tag names; nil if there is none.
  let address: (String) -> String?

  /// What an expression such as `page.title` stands for.
  let value: (String) -> String?

  private(set) var remarks: [ImportedText.Remark] = []

  init(_ source: MarkdownSource, address: @escaping (String) -> String?, value: @escaping (String) -> String?) {
    self.source = source
    self.address = address
    self.value = value
  }

  /// `text` without its tags.
  ///
  /// - Parameter line: The line that it begins on.
  mutating func expand(_ text: String, line: Int) -> String {
    guard text.contains("{{") || text.contains("{%") else { return text }
    var output = ""
    var rest = text[...]
    var line = line
    func count(_ part: Substring) -> Int { part.utf8.count { $0 == UInt8(ascii: "\n") } }
    while let brace = rest.firstIndex(of: "{") {
      let before = rest[..<brace]
      output += before
      line += count(before)
      rest = rest[brace...]
      guard let tag = TemplateTag(rest, source) else {
        output += "{"
        rest = rest.dropFirst()
        continue
      }
      var whole = rest[..<tag.end]
      var body: Substring?
      if tag.mayHaveBody, let (inner, end) = tag.body(in: rest[tag.end...]) {
        body = inner
        whole = rest[..<end]
      }
      output += replacement(
        of: tag, String(whole), body.map(String.init), line: line, atLineStart: output.isAtLineStart)
      line += count(whole)
      rest = rest[whole.endIndex...]
    }
    return output + rest
  }

  private mutating func remark(_ subject: String, _ message: String, line: Int) {
    remarks.append(ImportedText.Remark(subject, message, line: line))
  }

  private mutating func replacement(
    of tag: TemplateTag, _ whole: String, _ body: String?, line: Int, atLineStart: Bool
  ) -> String {
    switch tag.name {
    // Texts about templates show tags.
    case "escaped": return tag.positional.first ?? ""
    case "raw", "verbatim": return body ?? ""
    case "comment", "": return ""
    case "highlight":
      let language = tag.positional.first ?? tag.named["lang"] ?? ""
      let code = (body ?? "").trimmingLineFeeds
      return (atLineStart ? "" : "\n") + "```\(language)\n\(code)\n```"
    case "figure", "image", "img", "picture", "resize_image", "imgproc": if let text = picture(tag) { return text }
    case "include", "include_cached", "include_relative":
      if let text = picture(tag) { return text }
    case "youtube", "vimeo", "tweet", "x", "twitter", "instagram", "gist", "spotify", "x_simple", "vimeo_simple":
      if let page = page(tag) {
        remark("embed", "`\(page.shortened)` is a link now", line: line)
        return "<\(page)>"
      }
    case "ref", "relref", "post_url", "link", "url_for":
      let parts = (tag.positional.first ?? tag.named["path"] ?? "").split(separator: "#", maxSplits: 1)
      if let found = parts.first.flatMap({ address(String($0)) }) {
        return found + parts.dropFirst().map { "#" + $0 }.joined()
      }
    case "quote", "blockquote":
      if let body {
        let credit = tag.named["author"] ?? tag.positional.first
        let lines = expand(body.trimmingLineFeeds, line: line).quoted
        return lines + (credit.map { "\n> — \($0)" } ?? "")
      }
    case _
    where Self.callouts[tag.name] != nil || ["callout", "notice", "admonition", "alert", "hint"].contains(tag.name):
      if let body { return callout(tag, body, line: line) }
    case "toc", "table_of_contents":
      return ""
    case "value":
      if let text = expression(tag.positional.first ?? "") { return text }
    default: break
    }
    let kind = source == .jekyll ? "tag" : "shortcode"
    remark(tag.isBlockOfLogic ? "template" : kind, "`\(whole.firstLine.shortened)` is kept as text", line: line)
    return whole
  }

  private static let callouts = [
    "note": "NOTE", "info": "NOTE", "tip": "TIP", "success": "TIP", "important": "IMPORTANT", "warning": "WARNING",
    "warn": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION",
  ]

  private mutating func callout(_ tag: TemplateTag, _ body: String, line: Int) -> String {
    let kind =
      Self.callouts[tag.name] ?? Self.callouts[(tag.named["type"] ?? tag.positional.first ?? "note").lowercased()]
    let title = tag.named["title"].map { " " + $0 } ?? ""
    return "> [!\(kind ?? "NOTE")]\(title)\n" + expand(body.trimmingLineFeeds, line: line).quoted
  }

  /// A picture, if the tag names one.
  private func picture(_ tag: TemplateTag) -> String? {
    let keys = ["src", "url", "image", "path", "file", "image_path"]
    let named = keys.lazy.compactMap { tag.named[$0] }.first
    // An include begins with the name of its file.
    let first = tag.name.hasPrefix("include") ? nil : tag.positional.first
    guard let address = named ?? first, !address.contains("{") else { return nil }
    let alternative = (tag.named["alt"] ?? "").replacing("]", with: "\\]")
    let caption = tag.named["caption"] ?? tag.named["title"] ?? ""
    let title = caption.isEmpty ? "" : " \"\(caption.replacing("\"", with: "\\\""))\""
    let image = "![\(alternative)](\(address.contains(" ") ? "<\(address)>" : address)\(title))"
    return tag.named["link"].map { "[\(image)](\($0))" } ?? image
  }

  /// The page that shows what a tag embeds.
  private func page(_ tag: TemplateTag) -> String? {
    guard let id = tag.positional.first ?? tag.named["id"] ?? tag.named["url"] else { return nil }
    if id.hasPrefix("http") { return id }
    switch tag.name {
    case "youtube": return "https://www.youtube.com/watch?v=\(id)"
    case "vimeo", "vimeo_simple": return "https://vimeo.com/\(id)"
    case "tweet", "x", "twitter", "x_simple":
      let user = tag.named["user"] ?? (tag.positional.count > 1 ? tag.positional[0] : nil)
      let number = tag.named["id"] ?? tag.positional.last ?? id
      return "https://twitter.com/\(user ?? "i")/status/\(number)"
    case "instagram": return "https://www.instagram.com/p/\(id)/"
    case "gist":
      let number = tag.positional.count > 1 ? "\(tag.positional[0])/\(tag.positional[1])" : id
      return "https://gist.github.com/\(number)"
    default: return nil
    }
  }

  /// What `{{ text }}` prints.
  private func expression(_ text: String) -> String? {
    let parts = text.split(separator: "|").map { String($0).trimmedText ?? "" }
    guard let first = parts.first else { return "" }
    // Only filters that make an address of one are known.
    let filters: Set = ["relative_url", "absolute_url", "url", "safe", "prepend: site.baseurl", "prepend:site.baseurl"]
    guard parts.dropFirst().allSatisfy(filters.contains) else { return nil }
    if let quote = first.first, quote == "\"" || quote == "'", first.last == quote, first.count > 1 {
      return String(first.dropFirst().dropLast())
    }
    if ["site.baseurl", "site.url", "site.github.url", "config.base_url"].contains(first) { return "" }
    return value(first)
  }
}

extension String {
  /// Whether nothing is before the next character on its line.
  fileprivate var isAtLineStart: Bool { isEmpty || hasSuffix("\n") }

  fileprivate var firstLine: String { String(prefix { !$0.isNewline }) }

  /// The lines as those of a block quote.
  fileprivate var quoted: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> " + $0 }.joined(
      separator: "\n")
  }
}
