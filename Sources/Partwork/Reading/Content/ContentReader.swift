internal import PartworkDiagnostics
package import PartworkMarkdown
package import PartworkSupport

/// Reads one content file: bytes in, typed source and diagnostics out.
package struct ContentReader: Sendable {
  let settings: MarkdownSettings

  package init(settings: MarkdownSettings) {
    self.settings = settings
  }

  /// A file that cannot be read, which is reported already, as if it were empty: links to it are not errors too.
  func unread(_ file: ContentFile, _ diagnostics: [Diagnostic] = []) -> ReadFile {
    ReadFile(path: file.path, source: empty(file).source, diagnostics: diagnostics)
  }

  /// Reads `file` of the site in the folder `site`; one that cannot be read is an error and treated as empty.
  func read(_ file: ContentFile, in site: String, status: FileStatus?) -> ReadFile {
    do {
      if let size = status?.size, size > Limits.text { return tooLarge(file) }
      let bytes = try readBytes("\(site)/\(file.path)")
      return bytes.count > Limits.text ? tooLarge(file) : read(bytes, of: file, status: status)
    } catch {
      return unread(file, [error.unreadable(file.path)])
    }
  }

  private func tooLarge(_ file: ContentFile) -> ReadFile {
    let problem = Diagnostic(
      .error, "this file is larger than \(Limits.text / 1_000_000) MB", at: SourceLocation(file.path),
      hint: "split the text into several, such as the parts of a series")
    return unread(file, [problem])
  }

  /// Reads `bytes`, the text of `file`.
  package func read(_ bytes: [UInt8], of file: ContentFile, status: FileStatus? = nil) -> ReadFile {
    let findings = Findings()
    findings.checkName(of: file)
    let bytes = findings.validUTF8(bytes, of: file.path)
    let text = FrontMatterText(bytes)
    let body = Document(
      Array(text.body), settings.options(at: SourceLocation(file.path, line: text.bodyLine, column: 1)))
    let fields = fields(of: text, in: file, findings)
    let source = source(fields, of: file, body: body)
    fields.finish { key in
      guard file.kind == .author || file.kind.term != nil, fields.visibilityHint(for: key) != nil else {
        return Self.hint(forKey: key)
      }
      return "remove it: \(file.kind.noun) has a page as soon as readers can read a post that names it"
    }
    return ReadFile(
      path: file.path, source: source, diagnostics: findings.diagnostics + body.diagnostics,
      head: Array(bytes[..<text.body.startIndex]), status: status)
  }

  private func source(_ fields: Fields, of file: ContentFile, body: Document) -> any ContentSource {
    switch file.kind {
    case .post: PostSource(fields, of: file, settings, body: body)
    case .series: SeriesSource(fields, of: file, body: body)
    case .author: AuthorSource(fields, of: file, settings, body: body)
    case .category: TermSource(fields, .category, of: file, body: body)
    case .tag: TermSource(fields, .tag, of: file, body: body)
    case .page: PageSource(fields, of: file, settings, body: body)
    case .home: HomeSource(of: file, body: body)
    }
  }

  /// The source of an empty `file`, and the keys that its declaration asks for.
  private func empty(_ file: ContentFile) -> (source: any ContentSource, keys: [String]) {
    let place = SourceLocation(file.path)
    let fields = Fields(at: place, isReadable: false)
    return (source(fields, of: file, body: Document("", settings.options(at: place))), fields.known)
  }

  /// The fields of the front matter; none if there is none or it is broken.
  private func fields(of text: FrontMatterText, in file: ContentFile, _ findings: Findings) -> Fields {
    let place = SourceLocation(file.path, line: 1, column: 1)
    if let yaml = text.yaml {
      return YAMLText(yaml, file: file.path, firstLine: FrontMatterText.yamlLine).fields(at: place, findings)
    }
    // All keys of a category or a tag are optional, and the home page has none.
    if text.fault == .absent, file.kind.term != nil || file.kind == .home {
      return Fields(at: place, findings: findings)
    }
    findings.report(text.fault, in: file)
    return Fields(at: place, isReadable: false, findings: findings)
  }

  /// What to do with a key that this kind of file does not have.
  private static func hint(forKey key: String) -> String {
    if let other = ContentKind.allCases.first(where: { keys[$0]?.contains(key) == true }) {
      return "`\(key)` is a key of \(other.noun)"
    }
    return "put your own keys below `extra:`"
  }

  /// The keys of each kind of file.
  private static let keys: [ContentKind: [String]] = {
    let reader = ContentReader(settings: MarkdownSettings())
    let files = ContentKind.allCases.map { ContentFile(kind: $0, path: "", name: "x") }
    return Dictionary(uniqueKeysWithValues: files.map { ($0.kind, reader.empty($0).keys) })
  }()
}

extension Findings {
  fileprivate func report(_ fault: FrontMatterFault?, in file: ContentFile) {
    let first = SourceLocation(file.path, line: 1, column: 1)
    let key = file.kind == .author ? "name" : "title"
    let hint = "start the file with a line `---`, then `\(key): …`, then a line `---`"
    switch fault {
    case .absent:
      error("this file has no front matter", at: first, hint: hint)
    case .late(let line):
      error(
        "the front matter does not begin on the first line", at: SourceLocation(file.path, line: line, column: 1),
        hint: "remove the lines above it")
    case .toml:
      error("front matter must be YAML, not TOML", at: first, hint: hint)
    case .unclosed:
      error("this front matter has no closing `---`", at: first, hint: "add a line `---` below the last key")
    case nil:
      break
    }
  }

  /// Reports a name that cannot be in a URL.
  fileprivate func checkName(of file: ContentFile) {
    let place = SourceLocation(file.path)
    switch file.kind {
    case .post, .page, .home:
      break
    case .series, .author:
      guard !file.name.unicodeScalars.allSatisfy(\.isOfID) else { return }
      let slug = Slug.make(file.name)
      error(
        "`\(file.name)` cannot be the ID of \(file.kind.noun)", at: place,
        hint: slug.isEmpty ? "use letters, digits and hyphens" : "rename the file to `\(slug).md`")
    case .category, .tag:
      guard Slug.make(file.name).isEmpty else { return }
      error(
        "the file name has no letter or digit to use in a URL", at: place,
        hint: "name the file after what it describes, as in `leadership.md`")
    }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar may be part of the ID of a series or author, which is part of its URL.
  fileprivate var isOfID: Bool {
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    default:
      !isASCII || properties.isAlphabetic || properties.numericType == .decimal || self == "-" || self == "_"
        || self == "."
    }
  }
}

/// Reads `text`, a Markdown text that need not belong to a site. Front matter, if there is any, is left out.
///
/// - Parameter file: the name of the text in diagnostics.
package func readMarkdown(_ text: [UInt8], file: String) -> Document {
  let parts = FrontMatterText(text)
  let (body, line) = parts.fault == nil ? (Array(parts.body), parts.bodyLine) : (text, 1)
  return Document(body, MarkdownSettings().options(at: SourceLocation(file, line: line, column: 1)))
}
