internal import PartworkMarkdown
internal import PartworkSupport

/// The new text of a post or page, if nothing else in its file has changed that other pages depend on.
struct ChangedBody: Sendable {
  let body: Document
  let file: ReadFile

  var path: String { file.path }

  /// Reads the file at `path` of the site in `folder` again; nil if it is not a post or page of `content`, or more has
  /// changed: the front matter, the headings that links can lead to, the summary in lists, or what is checked against
  /// the site's policy.
  init?(_ path: String, after content: Content, in folder: String) {
    let now = FileStatus.now
    guard let document = ContentFile(path), let old = content.contents.first(where: { $0.path == path }),
      let oldText = old.source.text, let status = try? FileStatus(of: "\(folder)/\(path)"), status.kind == .file,
      let bytes = try? readBytes("\(folder)/\(path)")
    else { return nil }
    let file = ContentReader(settings: content.settings.markdown)
      .read(bytes, of: document, status: status.isSettled(at: now) ? status : nil)
    guard file.head == old.head, let text = file.source.text, text.summary == oldText.summary,
      text.body.anchors == oldText.body.anchors, text.body.activeElements == oldText.body.activeElements,
      text.body.headings.isEmpty == oldText.body.headings.isEmpty
    else { return nil }
    self.body = text.body
    self.file = file
  }
}

extension ContentSource {
  /// The text of a post or a page, and its summary in lists; nil for other content.
  fileprivate var text: (body: Document, summary: String?)? {
    switch self {
    case let post as PostSource: (body, post.description ?? body.firstParagraph)
    case let page as PageSource: (body, page.description ?? body.firstParagraph)
    default: nil
    }
  }
}

extension Content {
  /// Puts a text that was written again in the place of the old one.
  ///
  /// - Returns: false if its file is not among these.
  mutating func replace(_ text: ChangedBody) -> Bool {
    guard let index = contents.firstIndex(where: { $0.path == text.path }) else { return false }
    for diagnostic in contents[index].diagnostics {
      if let place = diagnostics.firstIndex(of: diagnostic) { diagnostics.remove(at: place) }
    }
    diagnostics = (diagnostics + text.file.diagnostics).sorted()
    contents[index] = text.file
    return true
  }
}
