import PartworkDiagnostics
import PartworkMarkdown

/// Following a save: most change a text or a template, and nothing that other pages are built on.
extension PreparedSite {
  /// The site after the files at `changed` were written, if they are texts of posts and pages, or templates, and
  /// nothing but those texts and templates differs; nil if more may differ, so that everything has to be prepared.
  ///
  /// The result is the same as preparing everything, for less work: the model, the plan and most checks stay as they
  /// are.
  func following(_ changed: Set<String>, in folder: String, _ options: EditionOptions) -> PreparedSite? {
    guard !content.hasLinks, site.isAlike(in: options) else { return nil }
    var texts: [ChangedBody] = []
    var changesTheme = false
    for path in changed {
      if path == "templates/\(ThemeSources.settingsFile)" || path.hasPrefix("templates/\(ThemeSources.stringsFolder)") {
        return nil
      }
      if path.hasPrefix("templates/") {
        changesTheme = true
      } else if let text = ChangedBody(path, after: content, in: folder) {
        texts.append(text)
      } else {
        return nil
      }
    }
    var next = self
    if !texts.isEmpty {
      guard let site = next.following(texts, in: folder, options) else { return nil }
      next = site
    }
    return changesTheme ? next.followingTheme(in: folder) : next
  }

  private func following(_ texts: [ChangedBody], in folder: String, _ options: EditionOptions) -> PreparedSite? {
    var content = content
    var site = site
    site.edition = options
    for text in texts {
      guard content.replace(text), site.replaceBody(of: text) else { return nil }
    }
    // Its colours are not known.
    let extras = self.context.plan.extras
    let blocks = extras.marksCode ? texts.flatMap(\.file.source.body.codeBlocks) : []
    guard blocks.allSatisfy(extras.colors.knows) else { return nil }
    // Longer texts can need more files.
    if let search = self.context.plan.search, SearchPlan(site).files != search.files { return nil }
    let context = RenderContext(context, withTextsOf: site, in: Set(texts.map(\.path)))
    return PreparedSite(
      content: content, themeSources: themeSources,
      renderer: Renderer(context, theme: renderer.theme, folder: folder), findings: findings)
  }

  private func followingTheme(in folder: String) -> PreparedSite? {
    let themeSources = readTheme(site: folder)
    let theme = Theme(themeSources, for: site, reusing: renderer.theme)
    guard theme.templates == renderer.theme.templates else { return nil }
    let renderer = Renderer(context, theme: theme, folder: folder)
    var findings = findings
    findings.templates =
      theme.check(context.plan) + theme.unusedTemplates(content, themeSources)
      + BlockedMarkup.find(in: themeSources, content)
    if theme.assets.assets.map(\.path) != self.renderer.theme.assets.assets.map(\.path) {
      findings.outputs = checkOutput(Renderer.claims(context.plan, theme))
    }
    return PreparedSite(content: content, themeSources: themeSources, renderer: renderer, findings: findings)
  }
}

extension Site {
  /// Whether the edition `later` shows the same posts in the same states as the site's own edition.
  fileprivate func isAlike(in later: EditionOptions) -> Bool {
    var sameClock = later
    sameClock.clock = edition.clock
    guard sameClock == edition else { return false }
    let (now, laterNow) = (now, later.clock.seconds(in: settings.timeZone))
    func passes(_ date: Timestamp) -> Bool { (date.seconds > now) != (date.seconds > laterNow) }
    guard Timestamp(seconds: laterNow, in: settings.timeZone).year == year else { return false }
    let hidden = leftOut.contains { post in
      if case .scheduled(let date) = post.reason { passes(date) } else { false }
    }
    return !hidden && !posts.contains { passes($0.date) }
  }
}

extension Site {
  /// Gives the post or page of `text` its new body.
  /// - Returns: false if there is none, because this edition does not show it or it was reported.
  fileprivate mutating func replaceBody(of text: ChangedBody) -> Bool {
    if let post = posts.firstIndex(where: { $0.file == text.path }) {
      guard let source = text.file.source as? PostSource else { return false }
      posts[post] = posts[post].with(source: source)
      return true
    }
    if let page = pages.firstIndex(where: { $0.file == text.path }) {
      guard let source = text.file.source as? PageSource else { return false }
      pages[page].source = source
      return true
    }
    return false
  }
}
