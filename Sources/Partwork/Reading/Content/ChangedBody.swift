import PartworkSupport
import PartworkMarkdown

/// A post or page of which nothing has changed but its text, and nothing of that which others depend on.
struct ChangedBody: Sendable {
  let path: String
  let body: Document
  let status: FileStatus?
  let file: ReadFile

  /// Reads the file at `path` of the site in `folder` again; nil where it is no post or page of `sources`, or where more
  /// has changed: what stands above the text, where links to its headings lead, or how others sum it up.
  init?(_ path: String, after sources: Content, in folder: String) {
    let now = FileStatus.now
    guard let content = ContentFile(path), let old = sources.read[path]?.file, let oldBody = old.source.text,
      let status = try? FileStatus(of: "\(folder)/\(path)"), status.kind == .file,
      let bytes = try? readBytes("\(folder)/\(path)")
    else { return nil }
    let file = ContentReader(settings: sources.settings.markdown).read(bytes, of: content)
    guard file.head == old.head, let body = file.source.text,
      body.anchors == oldBody.anchors, body.headings.isEmpty == oldBody.headings.isEmpty,
      file.source.summary == old.source.summary
    else { return nil }
    self.path = path
    self.body = body
    self.status = status.isSettled(at: now) ? status : nil
    self.file = file
  }
}

extension ReadFile.Source {
  /// The text of a post or a page; nil for what else there is.
  var text: Document? {
    switch self {
    case .post(let post): post.body
    case .page(let page): page.body
    case .series, .author, .category: nil
    }
  }
}

extension ReadFile.Source {
  /// What a post or page is summed up by where others list it.
  fileprivate var summary: String? {
    switch self {
    case .post(let post): post.description ?? post.body.firstParagraph
    case .page(let page): page.description ?? page.body.firstParagraph
    case .series, .author, .category: nil
    }
  }
}

extension Content {
  /// Takes in a text that was written again.
  /// - Returns: false where its file is not among these.
  mutating func replace(_ text: ChangedBody) -> Bool {
    guard let old = read[text.path]?.file, let place = contents.firstIndex(where: { $0 === old }) else { return false }
    contents[place] = text.file
    for diagnostic in old.diagnostics {
      if let place = diagnostics.firstIndex(of: diagnostic) { diagnostics.remove(at: place) }
    }
    diagnostics = (diagnostics + text.file.diagnostics).sorted()
    read[text.path] = (text.status, text.file)
    return true
  }
}
