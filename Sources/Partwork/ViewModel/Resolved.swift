import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// Texts, links and pictures as pages print them: resolved.
///
/// A link that leads nowhere is printed as it was written: it has been reported, and only a preview shows it.
extension RenderContext {
  /// A content file's text as HTML.
  func html(
    _ document: Document, of file: String, in place: HTMLContext = .page, part: DocumentPart = .all
  ) -> String? {
    let html = document.html(idPrefix: place.idPrefix, part: part) { reference in
      links.target(of: reference, from: file, in: place)
    }
    return html.nonEmpty
  }

  func picture(_ source: ImageSource?, from file: String) -> Picture? {
    guard let source else { return nil }
    let url = links.printed(source.src.value, from: file)
    let size = links.imageSize(source.src.value, from: file)
    return Picture(
      url: url, absoluteURL: links.absolute(source.src.value, from: file), alt: source.alt ?? "",
      width: size?.width, height: size?.height)
  }

  func link(_ url: Located<String>, from file: String) -> String { links.printed(url.value, from: file) }

  func link(_ source: LinkSource, from file: String) -> LabelledURL {
    LabelledURL(label: source.label, url: link(source.url, from: file))
  }

  func callToAction(_ source: CallToActionSource?, from file: String) -> CallToAction? {
    guard let source else { return nil }
    var button: LabelledURL?
    if let label = source.label, let url = source.url { button = LabelledURL(label: label, url: link(url, from: file)) }
    return CallToAction(content: source.text.flatMap { html($0, of: file) }, button: button)
  }

  /// A post's own call to action, else that of its first author who has one, else the site's.
  func callToAction(of post: Handle<Post>) -> CallToAction? {
    if let own = callToAction(site.posts[post].callToAction, from: site.posts[post].file) { return own }
    for credit in site.posts[post].credits {
      let author = site.authors[credit.author]
      if let theirs = callToAction(author.callToAction, from: author.file) { return theirs }
    }
    return callToAction(site.settings.callToAction, from: Settings.file)
  }

  func navigation(on page: Page) -> [NavigationItem] {
    let here = site.url.href(page.url)
    return site.settings.navigation.map { source in
      let url = link(source.url, from: Settings.file)
      return NavigationItem(label: source.label, url: url, isCurrent: url == here)
    }
  }
}

extension Document {
  /// The headings as a table of contents.
  var contents: [ContentsEntry] {
    headings.map { ContentsEntry(level: $0.level, text: $0.text, id: $0.id) }
  }
}

extension Post {
  /// What the front matter says it is about, else the beginning of its text without markup.
  var summary: String? { self.description ?? self.body.firstParagraph.nonEmpty?.shortened(toWords: 55) }

  /// The minutes that it takes to read, at 230 words a minute and at least one: the mean of adults' silent reading of
  /// English non-fiction (Brysbaert 2019 has 238) with a little time for the pictures.
  var readingTime: Int { max(1, (self.body.wordCount + 115) / 230) }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }

  /// The first words of a text, and an ellipsis where it has more.
  func shortened(toWords limit: Int) -> String {
    let words = split(separator: " ", maxSplits: limit, omittingEmptySubsequences: true)
    return words.count <= limit ? self : words.prefix(limit).joined(separator: " ") + " …"
  }
}
