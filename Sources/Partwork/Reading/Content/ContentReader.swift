import PartworkSupport
internal import PartworkDiagnostics
internal import PartworkMarkdown
internal import Yams

/// Reads one content file: bytes in, typed source and diagnostics out.
package struct ContentReader: Sendable {
  let settings: MarkdownSettings

  package init(settings: MarkdownSettings) {
    self.settings = settings
  }

  /// Reads `bytes`, the text of `file`.
  package func read(_ bytes: [UInt8], of file: ContentFile) -> ReadFile {
    let findings = Findings()
    findings.checkName(of: file)
    let bytes = findings.validUTF8(bytes, of: file.path)
    let text = FrontMatterText(bytes)
    let options = settings.options(file: file.path, firstLine: text.bodyLine)
    let body = Document(Array(text.body), options)
    let fields = fields(of: text, in: file, findings)
    let content = content(fields, of: file, body: body)
    fields.finish { Self.hint(forKey: $0, of: file.kind) }
    return ReadFile(
      source: content, diagnostics: findings.diagnostics + body.diagnostics,
      head: Array(bytes[..<text.body.startIndex]))
  }

  /// What stands in for a file that cannot be read, so that what names it is not said to name nothing.
  func unread(_ file: ContentFile) -> ReadFile.Source {
    let place = SourceLocation(file.path)
    let body = Document("", settings.options(file: file.path, firstLine: 1))
    return content(Fields(none: place, isReadable: false, findings: Findings()), of: file, body: body)
  }

  private func content(_ fields: Fields, of file: ContentFile, body: Document) -> ReadFile.Source {
    switch file.kind {
    case .post: .post(PostSource(fields, of: file, settings, body: body))
    case .series: .series(SeriesSource(fields, of: file, body: body))
    case .author: .author(AuthorSource(fields, of: file, settings, body: body))
    case .category: .category(CategorySource(fields, of: file, body: body))
    case .page: .page(PageSource(fields, of: file, settings, body: body))
    }
  }

  /// The fields of the front matter, or none, where there is none or it is broken.
  private func fields(of text: FrontMatterText, in file: ContentFile, _ findings: Findings) -> Fields {
    let place = SourceLocation(file.path, line: 1, column: 1)
    if let yaml = text.yaml {
      let yaml = YAMLText(yaml, file: file.path, firstLine: FrontMatterText.yamlLine)
      return yaml.fields(at: place, findings)
    }
    // All keys of a category are optional.
    if text.fault == .absent, file.kind == .category {
      return Fields(none: place, isReadable: true, findings: findings)
    }
    findings.report(text.fault, in: file)
    return Fields(none: place, isReadable: false, findings: findings)
  }

  /// What to do with a key that only other kinds of file have.
  private static func hint(forKey key: String, of kind: ContentFile.Kind) -> String {
    if let other = ContentFile.Kind.allCases.first(where: { keys[$0]?.contains(key) == true }) {
      return "`\(key)` is a key of \(other.noun)"
    }
    return "put keys of your own below `extra:`"
  }

  /// The keys of each kind of file: those that its declaration asks for.
  private static let keys: [ContentFile.Kind: [String]] = {
    let reader = ContentReader(settings: MarkdownSettings())
    let body = Document("", reader.settings.options(file: "", firstLine: 1))
    return Dictionary(
      uniqueKeysWithValues: ContentFile.Kind.allCases.map { kind in
        let fields = Fields(none: SourceLocation(""), isReadable: false, findings: Findings())
        _ = reader.content(fields, of: ContentFile(kind: kind, path: "", name: "x"), body: body)
        return (kind, fields.known)
      })
  }()
}

extension YAMLText {
  /// The fields of this text, which is a map; what keeps it from being read is reported.
  func fields(at place: SourceLocation, _ findings: Findings) -> Fields {
    do {
      guard let node = try compose() else { return Fields(none: place, isReadable: true, findings: findings) }
      switch node {
      case .mapping(let map):
        return Fields(map, in: self, at: place, findings: findings)
      case .scalar(let scalar) where scalar.string.isEmpty && scalar.style == .plain:
        return Fields(none: place, isReadable: true, findings: findings)
      case .scalar, .sequence, .alias:
        findings.error(
          "this must be keys with values", at: location(node.mark), hint: "write lines such as `title: My title`")
      }
    } catch {
      findings.report(error, in: self)
    }
    return Fields(none: place, isReadable: false, findings: findings)
  }
}

extension Findings {
  /// `bytes`, in which what is not UTF-8 is reported and replaced by U+FFFD.
  func validUTF8(_ bytes: [UInt8], of file: String) -> [UInt8] {
    guard let offset = firstInvalidUTF8(in: bytes) else { return bytes }
    let (line, column) = LineTable(bytes).position(at: offset)
    error(
      "this byte is not UTF-8", at: SourceLocation(file, line: line, column: column),
      hint: "save the file in the encoding UTF-8")
    return Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  fileprivate func report(_ fault: FrontMatterText.Fault?, in file: ContentFile) {
    let first = SourceLocation(file.path, line: 1, column: 1)
    let key = file.kind == .author ? "name" : "title"
    let hint = "begin the file with a line `---`, then `\(key): …`, then a line `---`"
    switch fault {
    case .absent:
      error("this file has no front matter", at: first, hint: hint)
    case .late(let line):
      error(
        "the front matter does not begin on the first line", at: SourceLocation(file.path, line: line, column: 1),
        hint: "remove what stands above it")
    case .toml:
      error("this front matter is TOML, and must be YAML", at: first, hint: hint)
    case .unclosed:
      error(
        "the front matter that begins here has no end", at: first, hint: "write a line `---` below the last key")
    case nil:
      break
    }
  }

  /// Reports a name that cannot be in a URL.
  fileprivate func checkName(of file: ContentFile) {
    let place = SourceLocation(file.path)
    switch file.kind {
    case .post, .page:
      break
    case .series, .author:
      let isPlain = file.name.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
          false
        default:
          !scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
            || scalar == "-" || scalar == "_" || scalar == "."
        }
      }
      guard !isPlain else { return }
      let slug = Slug.make(file.name)
      error(
        "`\(file.name)` cannot be the ID of \(file.kind.noun)", at: place,
        hint: slug.isEmpty ? "use letters, digits and hyphens" : "rename the file to `\(slug).md`")
    case .category:
      guard Slug.make(file.name).isEmpty else { return }
      error(
        "the name of this file has no letter or digit to make a URL of", at: place,
        hint: "name it after the category's URL")
    }
  }
}
