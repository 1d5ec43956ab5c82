internal import PartworkDiagnostics

/// The file of a series with one more post in its list `parts`, and nothing else changed.
struct EditedSeriesFile {
  /// The series as the file has it now.
  let source: SeriesSource
  let bytes: [UInt8]

  /// Adds `- slug` to the `parts` of `series`, whose file holds `bytes`, before the entry at `index` or in its place.
  ///
  /// - Returns: nil if the list is neither on one line nor has each entry on its own line, or more than the one entry would
  ///   change; the edited text is read again to check that.
  init?(
    adding slug: String, at index: Int, replacing isReplacing: Bool, to series: SeriesSource, _ bytes: [UInt8],
    settings: MarkdownSettings
  ) {
    guard let file = ContentFile(series.file), let parts = series.parts,
      let edited = Self.adding(slug, at: index, replacing: isReplacing, to: parts, in: bytes)
    else { return nil }
    let read = ContentReader(settings: settings).read(edited, of: file)
    guard let source = read.source as? SeriesSource, !read.diagnostics.hasErrors else { return nil }
    var expected = parts.map(\.name)
    expected.replaceSubrange(index..<(isReplacing ? index + 1 : index), with: [slug])
    guard source.parts?.map(\.name) == expected, source.title.value == series.title.value else { return nil }
    self.source = source
    self.bytes = edited
  }

  /// The lines of `bytes` with one more entry; nil if a comment would be lost with the entry that it replaces.
  private static func adding(
    _ slug: String, at index: Int, replacing isReplacing: Bool, to parts: [PartSource], in bytes: [UInt8]
  ) -> [UInt8]? {
    var lines: [(text: ArraySlice<UInt8>, end: ArraySlice<UInt8>)] = []
    var reader = LineReader(bytes)
    while let line = reader.next() { lines.append((line, bytes[line.endIndex..<reader.offset])) }

    // The entry that the new one looks like; its lines are the first, and those that are blank or indented more.
    guard let model = index < parts.count ? parts[index] : parts.last, let line = model.location.line,
      let column = model.location.column, lines.indices.contains(line - 1)
    else { return nil }
    let lead = lines[line - 1].text.prefix(column - 1)
    if parts.allSatisfy({ $0.location.line == line }),
      let edited = adding(slug, at: index, replacing: isReplacing, to: parts, inBrackets: lines[line - 1].text)
    {
      lines[line - 1].text = edited[...]
      return lines.flatMap { $0.text + $0.end }
    }
    guard lead.split(separator: UInt8(ascii: " ")) == [[UInt8(ascii: "-")]] else { return nil }
    let more = lines[line...].prefix { $0.text.isBlank || $0.text.indentation > lead.indentation }
    let end = more.lastIndex { !$0.text.isBlank }.map { $0 + 1 } ?? line
    let start = index < parts.count ? line - 1 : end
    let replaced = start..<(isReplacing ? end : start)
    guard !lines[replaced].contains(where: { $0.text.contains(UInt8(ascii: "#")) }) else { return nil }
    lines.replaceSubrange(replaced, with: [(lead + Array(slug.utf8), lines[line - 1].end)])
    return lines.flatMap { $0.text + $0.end }
  }

  /// `line`, which has the whole list, with one more entry; nil if the list is not in brackets.
  private static func adding(
    _ slug: String, at index: Int, replacing isReplacing: Bool, to parts: [PartSource],
    inBrackets line: ArraySlice<UInt8>
  ) -> [UInt8]? {
    var text = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    let starts = parts.compactMap { $0.location.column.map { $0 - 1 } }
    guard let first = starts.first, let last = starts.last, text[..<first].last(where: { $0 != " " }) == "[" else {
      return nil
    }
    if isReplacing {
      guard text[starts[index]] == "{", let end = text[starts[index]...].firstIndex(of: "}") else { return nil }
      text.replaceSubrange(starts[index]...end, with: slug.unicodeScalars)
    } else if index < starts.count {
      text.insert(contentsOf: "\(slug), ".unicodeScalars, at: starts[index])
    } else {
      guard let close = text[last...].lastIndex(of: "]"), let end = text[..<close].lastIndex(where: { $0 != " " })
      else {
        return nil
      }
      text.insert(contentsOf: ", \(slug)".unicodeScalars, at: end + 1)
    }
    return text.flatMap { Array(String($0).utf8) }
  }
}

extension PartSource {
  /// What distinguishes the entry from others.
  fileprivate var name: String {
    switch self {
    case .post(let slug): slug.value
    case .announced(let part): "announced: \(part.title.value)"
    }
  }
}
