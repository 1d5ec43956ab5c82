import PartworkDiagnostics
import PartworkMarkdown

/// A link or a picture as a content file has it, in its text or its front matter.
struct SourceLink {
  let kind: Reference.ReferenceKind
  let destination: String
  let location: SourceLocation

  /// The content file that it stands in, which its path is relative to.
  let file: String

  /// Whether it stands in front matter or `site.yml`, not in a text.
  var isFrontMatter = false

  /// Whether it is a picture that says nothing to those who do not see it.
  var lacksAlternative = false
}

extension RenderContext {
  /// Every link and picture of the site, file by file.
  var sourceLinks: [SourceLink] { sourceLinks(in: nil) }

  /// Every link and picture of `files`, file by file; nil for all files.
  func sourceLinks(in files: Set<String>?) -> [SourceLink] {
    var found: [SourceLink] = []
    func isWanted(_ file: String) -> Bool { files?.contains(file) ?? true }
    func add(_ text: Document?, _ file: String) {
      found += text?.references.map { SourceLink($0, in: file) } ?? []
    }
    func add(_ url: Located<String>?, _ file: String) {
      guard let url else { return }
      found.append(
        SourceLink(kind: .link, destination: url.value, location: url.location, file: file, isFrontMatter: true))
    }
    func add(_ image: ImageSource?, _ file: String) {
      guard let image else { return }
      found.append(
        SourceLink(
          kind: .image, destination: image.src.value, location: image.src.location, file: file, isFrontMatter: true,
          lacksAlternative: image.alt == nil))
    }
    func add(_ callToAction: CallToActionSource?, _ file: String) {
      add(callToAction?.text, file)
      add(callToAction?.url, file)
    }
    for post in site.posts where isWanted(post.file) {
      add(post.body, post.file)
      add(post.image, post.file)
      add(post.callToAction, post.file)
    }
    for page in site.pages where isWanted(page.file) {
      add(page.body, page.file)
      add(page.image, page.file)
      add(page.callToAction, page.file)
    }
    for (series, texts) in zip(site.series, partTextDocuments) where isWanted(series.file) {
      add(series.body, series.file)
      add(series.image, series.file)
      for text in texts { add(text, series.file) }
    }
    for author in site.authors where isWanted(author.file) {
      add(author.body, author.file)
      // The author's name stands beside the portrait, and says what it shows.
      add(author.avatar.map { ImageSource(src: $0.src, alt: $0.alt ?? author.name) }, author.file)
      add(author.callToAction, author.file)
      add(author.website, author.file)
      for link in author.links { add(link.url, author.file) }
    }
    for category in site.categories {
      guard let file = category.file, isWanted(file) else { continue }
      add(category.body, file)
      add(category.image, file)
    }
    if isWanted(Settings.file) {
      for link in site.settings.navigation { add(link.url, Settings.file) }
      add(site.settings.callToAction, Settings.file)
    }
    // What a series says around its parts may hold tags, which stand for whole URLs.
    return found.filter { !$0.destination.contains("{{") }
  }
}

extension SourceLink {
  fileprivate init(_ reference: Reference, in file: String) {
    self.init(
      kind: reference.kind, destination: reference.destination, location: reference.location, file: file,
      lacksAlternative: reference.kind == .image && reference.text.isEmpty)
  }
}
