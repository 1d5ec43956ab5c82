internal import PartworkDiagnostics

/// The file of a series with one more post in its list `parts`, and nothing else changed.
struct EditedSeriesFile {
  /// The series as the file has it now.
  let source: SeriesSource
  let bytes: [UInt8]

  /// Where among the entries a post goes.
  enum Position {
    case last
    case before(Int)
    case inPlaceOf(Int)
  }

  /// Adds `- slug` to the `parts` of `series`, whose file holds `bytes`.
  ///
  /// - Returns: nil if the list does not have each entry on its own line, or if anything but the one entry would change:
  ///   the edited text is read again to find that out.
  init?(
    adding slug: String, _ position: Position, to series: SeriesSource, _ bytes: [UInt8], settings: MarkdownSettings
  ) {
    guard let file = ContentFile(series.file), let parts = series.parts,
      let edited = Self.adding(slug, position, to: parts, in: bytes)
    else { return nil }
    let read = ContentReader(settings: settings).read(edited, of: file)
    guard case .series(let source) = read.source, !read.diagnostics.hasErrors else { return nil }
    var expected = parts.map(\.name)
    switch position {
    case .last: expected.append(slug)
    case .before(let index): expected.insert(slug, at: index)
    case .inPlaceOf(let index): expected[index] = slug
    }
    guard source.parts?.map(\.name) == expected, source.title.value == series.title.value else { return nil }
    self.source = source
    self.bytes = edited
  }

  /// The lines of `bytes` with one more entry; nil if a comment would go with the entry that it replaces.
  private static func adding(
    _ slug: String, _ position: Position, to parts: [PartSource], in bytes: [UInt8]
  ) -> [UInt8]? {
    var lines: [(text: ArraySlice<UInt8>, end: ArraySlice<UInt8>)] = []
    var reader = LineReader(bytes)
    while let line = reader.next() { lines.append((line, bytes[line.endIndex..<reader.offset])) }

    let index =
      switch position {
      case .last: parts.count - 1
      case .before(let index), .inPlaceOf(let index): index
      }
    guard parts.indices.contains(index), let line = parts[index].location.line,
      let column = parts[index].location.column, lines.indices.contains(line - 1)
    else { return nil }
    let first = lines[line - 1]
    let lead = first.text.prefix(column - 1)
    guard lead.split(separator: UInt8(ascii: " ")) == [[UInt8(ascii: "-")]] else { return nil }
    let more = lines[line...].prefix { $0.text.isBlank || $0.text.indentation > lead.indentation }
    let end = more.lastIndex { !$0.text.isBlank }.map { $0 + 1 } ?? line
    let entry = (lead + Array(slug.utf8), first.end)
    switch position {
    case .last:
      lines.insert(entry, at: end)
    case .before:
      lines.insert(entry, at: line - 1)
    case .inPlaceOf:
      guard !lines[line - 1..<end].contains(where: { $0.text.contains(UInt8(ascii: "#")) }) else { return nil }
      lines.replaceSubrange(line - 1..<end, with: [entry])
    }
    return lines.flatMap { $0.text + $0.end }
  }
}

extension PartSource {
  /// What tells the entry from others.
  fileprivate var name: String {
    switch self {
    case .post(let slug): slug.value
    case .announced(let part): "announced: \(part.title.value)"
    }
  }
}
