import PartworkMarkdown
import PartworkSupport

/// Texts, links and images of content files as pages print them.
extension RenderContext {
  /// The text of a content file as HTML in UTF-8; nil if it is empty.
  func html(
    _ document: Document, of file: String, in context: HTMLContext = .page, part: DocumentPart = .all
  ) -> [UInt8]? {
    let links = links(of: file)
    return html(document, links.roles.body, on: links.url, in: context, part: part, labels(of: file))
  }

  /// The same for a template that prints it, without a copy on the way.
  func markup(
    _ document: Document, of file: String, in context: HTMLContext = .page
  ) -> (@Sendable (inout [UInt8]) -> Void)? {
    if document.isEmpty { return nil }
    return { [self] output in
      let found = links(of: file)
      document.write(
        to: &output, idPrefix: context.idPrefix, hasStyles: context.isElsewhere, labels: labels(of: file),
        colors: colors(in: context)
      ) { index in
        links.target(of: found.roles.body[index], on: found.url, in: context)
      }
    }
  }

  private func html(
    _ document: Document, _ resolved: [ResolvedLink], on page: String?, in context: HTMLContext = .page,
    part: DocumentPart = .all, _ labels: DocumentLabels? = nil
  ) -> [UInt8]? {
    let html = document.htmlBytes(
      idPrefix: context.idPrefix, part: part, hasStyles: context.isElsewhere, labels: labels ?? self.labels,
      colors: colors(in: context)
    ) { index in
      links.target(of: resolved[index], on: page, in: context)
    }
    return html.isEmpty ? nil : html
  }

  /// The colours of code; nil where the theme's style sheet does not apply.
  private func colors(in context: HTMLContext) -> CodeColors? { context.isElsewhere ? nil : plan.extras.colors }

  /// The image of a content file: `image`, or an author's portrait.
  func picture(_ source: ImageSource?, of file: String) -> Picture? {
    guard let source, let image = links(of: file).roles.image else { return nil }
    return picture(source, image)
  }

  func picture(_ source: ImageSource, _ image: ResolvedLink) -> Picture {
    Picture(
      url: links.printed(image.target), absoluteURL: links.absolute(image.target), alt: source.alt ?? "",
      width: image.size?.width, height: image.size?.height, sources: image.copies?.sources)
  }

  /// The picture that is drawn of a post or series.
  func card(of page: Page) -> Picture? {
    let subject: ShareCard.Subject? =
      switch page.subject {
      case .post(let post): .post(post)
      case .series(let series), .wholeSeries(let series): .series(series)
      default: nil
      }
    guard let file = subject.flatMap({ plan.extras.cards[$0] }) else { return nil }
    return Picture(
      url: site.url.href(file.url), absoluteURL: site.url.absolute(file.url), alt: page.title, width: CardStyle.width,
      height: CardStyle.height)
  }

  func website(of author: Author) -> String? {
    links(of: author.file).roles.website.map { links.printed($0.target) }
  }

  func links(of author: Author) -> [LabelledURL] {
    zip(author.links, links(of: author.file).roles.others).map { source, link in
      LabelledURL(label: source.label, url: links.printed(link.target))
    }
  }

  func callToAction(_ source: CallToActionSource?, of file: String) -> CallToAction? {
    guard let source else { return nil }
    let found = links(of: file)
    var button: LabelledURL?
    if let label = source.label, let url = found.roles.callToActionURL {
      button = LabelledURL(label: label, url: links.printed(url.target))
    }
    let prefix = file == Settings.file ? "site:action--" : "page:action--"
    let content = source.text.flatMap {
      html($0, found.roles.callToActionText, on: found.url, in: .beside(prefix: prefix))
    }
    return CallToAction(content: content, button: button, form: source.form)
  }

  /// A post's own call to action, else that of its first author who has one, else the site's.
  func callToAction(of post: Handle<Post>) -> CallToAction? {
    if let own = callToAction(site.posts[post].callToAction, of: site.posts[post].file) { return own }
    for credit in site.posts[post].credits {
      let author = site.authors[credit.author]
      if let theirs = callToAction(author.callToAction, of: author.file) { return theirs }
    }
    return callToAction(site.settings.callToAction, of: Settings.file)
  }

  func navigation(on page: Page) -> [NavigationItem] {
    let here = site.url.href(page.url)
    return zip(site.settings.navigation, links(of: Settings.file).roles.others).map { source, link in
      let url = links.printed(link.target)
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

extension RenderContext {
  /// The addresses that the writer names as gone and that lead nowhere.
  var goneAddresses: [String] { site.addresses.gone.map(\.value).filter { !links.isServed($0) } }
}
