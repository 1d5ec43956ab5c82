internal import PartworkDiagnostics
internal import PartworkMarkdown
internal import PartworkSupport

/// What becomes of the texts.
extension MarkdownReader {
  /// Reads a text, expands its tags and gives its links new destinations.
  func converter() -> @Sendable (StoredText, TextReferences) throws(DiskFailure) -> ImportedText {
    { [reader = self] stored, references throws(DiskFailure) in
      let path = String(stored.file.dropFirst(reader.folder.count + 1))
      let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
      let bytes = try readBytes(stored.file)[stored.range]
      let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      var tags = TemplateTags(
        reader.source, address: { reader.address(ofFileCalled: $0, from: parent) },
        value: { reader.value($0, on: path) })
      var expanded = tags.expand(text, line: stored.line)
      if reader.source == .jekyll { expanded = expanded.withoutAttributeLists }
      func destination(_ text: String, _ use: TextReferences.Use) -> String? {
        reader.destination(text, use, from: path, references)
      }
      if ["html", "htm"].contains(path.fileEnding) {
        var own = references
        own.address = { reader.destination($0, $1, from: path, references) ?? references.address($0, $1) }
        return ImportedText(html: expanded, own)
      }
      let markdown = MarkdownLinks.rewrite(expanded.trimmedLines, destination)
      let document = Document(markdown, MarkdownOptions(smart: false, file: stored.file, firstLine: stored.line))
      let dropped = document.diagnostics.filter { $0.message.contains("HTML") }
      var result = ImportedText(markdown: markdown, remarks: tags.remarks.merged, differences: [])
      if let first = dropped.first {
        result.hasHTML = true
        result.remarks.append(
          ImportedText.Remark(
            "HTML", "HTML stays in the text; `markdown.rawHTML` in site.yml lets it through",
            line: first.location?.line ?? stored.line))
      }
      return result
    }
  }

  /// What to write for a destination in the text at `source`; nil leaves it as it is.
  private func destination(
    _ text: String, _ use: TextReferences.Use, from source: String, _ references: TextReferences
  ) -> String? {
    let parent = source.lastIndex(of: "/").map { String(source[..<$0]) } ?? ""
    if text.hasPrefix("#") || text.isEmpty { return nil }
    let fragment = text.firstIndex(of: "#").map { String(text[$0...]) } ?? ""
    // Zola's own links begin with `@/`.
    if text.hasPrefix("@/"),
      let address = address(ofFileCalled: String(text.dropFirst(2).prefix { $0 != "#" }), from: "")
    {
      return references.address(address + fragment, .link)
    }
    if let path = place(of: text, from: parent) {
      if let address = files[path] { return references.address(address, use) }
      if let address = addresses[path] { return references.address(address + fragment, .link) }
    }
    // What is no file is relative to the address of the page, as browsers read it.
    var full = text
    if !text.hasPrefix("/"), !text.contains(":"), let page = addresses[source] {
      var segments = page.split(separator: "/").map(String.init)
      if !page.hasSuffix("/") { _ = segments.popLast() }
      for segment in text.dropLast(fragment.count).split(separator: "/") where segment != "." {
        if segment == ".." { _ = segments.popLast() } else { segments.append(String(segment)) }
      }
      full =
        "/" + segments.joined(separator: "/") + (text.dropLast(fragment.count).hasSuffix("/") ? "/" : "") + fragment
    }
    let new = references.address(full, use)
    return new == full ? nil : new
  }

  /// The address of the text that a tag names, by its path or a part of it.
  private func address(ofFileCalled name: String, from parent: String) -> String? {
    let name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    let candidates = [contentFolder + name, parent.isEmpty ? name : "\(parent)/\(name)", name]
    let endings = ["", ".md", "/index.md", ".markdown", ".html"]
    for candidate in candidates {
      for ending in endings { if let address = addresses[candidate + ending] { return address } }
    }
    // Jekyll and Hugo also find a post by its name alone.
    return addresses.filter { path, _ in
      endings.contains { path.hasSuffix("/\(name)\($0)") }
    }.min { $0.key < $1.key }?.value
  }

  /// What a name stands for on the page of the text at `path`.
  private func value(_ name: String, on path: String) -> String? {
    switch name {
    case "page.title": titles[path]
    case "page.url": addresses[path]
    case _ where name.hasPrefix("site."): settings[String(name.dropFirst("site.".count))]?.text
    default: nil
    }
  }
}

extension String {
  /// The text without blank lines at its ends, with a line feed at its end.
  fileprivate var trimmedLines: String {
    let start = drop { $0.isNewline }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...end] + "\n"
  }

  /// The text without the attribute lists of kramdown, such as `{: .note}`, outside of code.
  fileprivate var withoutAttributeLists: String {
    guard contains("{:") else { return self }
    var isCode = false
    let lines = split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> Substring? in
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
      if isCode { return line }
      if line.wholeMatch(of: /\s*\{:.*\}\s*/) != nil { return nil }
      guard let match = line.firstMatch(of: /\{:\s*[.#\w][^}]*\}/), !line.hasPrefix("    ") else { return line }
      return line[..<match.range.lowerBound] + line[match.range.upperBound...]
    }
    return lines.joined(separator: "\n")
  }
}
