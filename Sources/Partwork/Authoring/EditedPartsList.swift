internal import PartworkDiagnostics

/// The file of a series with one more post in its list `parts`, and nothing else changed.
struct EditedPartsList {
  /// The series as the file has it now.
  let source: SeriesSource
  let bytes: [UInt8]

  /// Where among the entries a post goes.
  enum Position: Hashable {
    case last
    case before(Int)
    case inPlaceOf(Int)
  }

  /// Adds `- slug` to the `parts` of `series`, whose file holds `bytes`.
  ///
  /// - Returns: nil where the list is not written an entry a line, or where anything but the one entry would change: that is
  ///   found out by reading the edited text.
  init?(
    adding slug: String, _ position: Position, to series: SeriesSource, _ bytes: [UInt8], settings: MarkdownSettings
  ) {
    guard let file = ContentFile(series.file), let parts = series.parts,
      let edited = PartsLines(bytes, file: series.file)?.adding(slug, position)
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
}

extension PartSource {
  fileprivate var name: String {
    switch self {
    case .post(let slug): slug.value
    case .announced(let part): "announced: \(part.title.value)"
    }
  }
}
