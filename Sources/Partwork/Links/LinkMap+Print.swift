import PartworkMarkdown

/// Links as pages print them.
extension LinkMap {
  /// What the HTML of a text gets for a link or an image in it.
  ///
  /// - Parameter page: the site-relative URL of the text's own page, if it has one.
  func target(of link: ResolvedLink, on page: String?, in context: HTMLContext = .page) -> Target {
    let url = printed(link.target, on: page, in: context)
    switch (link.kind, link.target) {
    case (.image, _):
      // What shows a page's text elsewhere shows the pictures as they are.
      let sources = context.isElsewhere ? nil : link.copies?.sources
      return Target(url: url, width: link.size?.width, height: link.size?.height, sources: sources)
    case (.link, .outside(let url)) where url.hasPrefix("http") && Self.hasScheme(url):
      return Target(url: url, rel: external.rel, target: external.target)
    case (.link, _): return Target(url: url)
    }
  }

  /// A target as a text prints it.
  func printed(_ target: LinkTarget, on page: String? = nil, in context: HTMLContext = .page) -> String {
    switch target {
    case .inside(let url, let suffix, let post):
      if case .chapter(_, let series) = context, let slug = post.flatMap({ slug(of: $0, in: series) }) {
        if suffix.isEmpty { return "#" + slug }
        if suffix.hasPrefix("#") { return "#" + HTMLContext.idPrefix(of: slug) + suffix.dropFirst() }
      }
      let url = context.isElsewhere ? site.absolute(url) : site.href(url)
      return suffix.isEmpty ? url : url + suffix
    case .outside(let url) where url.hasPrefix("#"):
      if url == "#", !context.isElsewhere {
        if case .chapter(let slug, _) = context { return "#" + slug }
        return url
      }
      guard context.isElsewhere, let page else { return "#" + context.idPrefix + url.dropFirst() }
      return site.absolute(page) + url
    case .outside(let url) where url.hasPrefix("//") && context.isElsewhere:
      return site.scheme + ":" + url
    case .outside(let url):
      return url
    }
  }

  /// The slug of a post that is a part of `series`; nil for other posts.
  private func slug(of post: Handle<Post>, in series: Handle<Series>) -> String? {
    posts[post].memberships.contains { $0.series == series } ? posts[post].slug : nil
  }

  /// A target with scheme and host, if it is within the site.
  func absolute(_ target: LinkTarget) -> String {
    switch target {
    case .inside(let url, let suffix, _): site.absolute(url) + suffix
    case .outside(let url): url
    }
  }
}
