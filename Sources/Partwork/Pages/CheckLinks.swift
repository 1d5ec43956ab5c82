package import Diagnostics
import Markdown

extension Publication {
  /// Every link and picture, in texts and front matter, that leads nowhere.
  package func checkLinks() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for post in site.posts {
      found += links.check(post.body, of: post.file)
      found += links.check(image: post.image, of: post.file)
      found += check(post.callToAction, of: post.file)
    }
    for page in site.pages {
      found += links.check(page.body, of: page.file)
      found += links.check(image: page.image, of: page.file)
      found += check(page.callToAction, of: page.file)
    }
    for series in site.series {
      found += links.check(series.body, of: series.file)
      found += links.check(image: series.image, of: series.file)
    }
    for author in site.authors {
      found += links.check(author.body, of: author.file)
      found += links.check(image: author.avatar, of: author.file)
      found += check(author.callToAction, of: author.file)
      for url in [author.website].compactMap({ $0 }) + author.links.map(\.url) {
        found += links.check(url, of: author.file)
      }
    }
    for category in site.categories {
      guard let file = category.file, let body = category.body else { continue }
      found += links.check(body, of: file)
      found += links.check(image: category.image, of: file)
    }
    for link in site.settings.navigation { found += links.check(link.url, of: Settings.file) }
    return found + check(site.settings.callToAction, of: Settings.file)
  }

  private func check(_ callToAction: CallToActionSource?, of file: String) -> [Diagnostic] {
    guard let callToAction else { return [] }
    var found: [Diagnostic] = []
    if let text = callToAction.text { found += links.check(text, of: file) }
    if let url = callToAction.url { found += links.check(url, of: file) }
    return found
  }
}

extension LinkMap {
  /// The links and pictures of a text that lead nowhere.
  func check(_ document: Document, of file: String) -> [Diagnostic] {
    document.references.compactMap { reference in
      if reference.destination.contains("{{") { return nil }
      return diagnose(reference.destination, at: reference.location, from: file)
    }
  }

  fileprivate func check(_ url: Located<String>, of file: String) -> [Diagnostic] {
    [diagnose(url.value, at: url.location, from: file)].compactMap { $0 }
  }

  fileprivate func check(image: ImageSource?, of file: String) -> [Diagnostic] {
    image.map { check($0.src, of: file) } ?? []
  }

  private func diagnose(_ destination: String, at location: SourceLocation, from file: String) -> Diagnostic? {
    guard case .failure(let dead) = resolve(destination, from: file) else { return nil }
    return Diagnostic(.error, dead.message, at: location, hint: dead.hint)
  }
}
