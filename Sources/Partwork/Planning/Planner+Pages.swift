import PartworkSupport
import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// The pages that every site has, and those for each piece of the model.
extension Planner {
  private var home: LabelledURL { LabelledURL(label: site.settings.title.value, url: "/") }

  fileprivate var words: ThemeWords { site.words }

  private func trail(_ steps: LabelledURL...) -> [LabelledURL] { [home] + steps }

  mutating func planSite() {
    let latest = listings.latestPosts
    let chosen = site.settings.homeSeries.compactMap { id in
      site.series.handles.first { site.series[$0].id == id.value }
    }
    let series = chosen.isEmpty ? Array(listings.seriesByLatest.prefix(ListBounds.homeSeries)) : chosen
    let home = HomeSubject(
      series: series, hasMoreSeries: series.count < site.series.count, posts: latest,
      hasMorePosts: latest.count < site.posts.count)
    add(
      Page(
        url: "/", title: site.settings.title.value, description: site.settings.description, subject: .home(home),
        template: template(.home), breadcrumbs: [], feedURL: "/feed.xml"),
      aliases: site.settings.aliases)
    planArchive()
    addUnlessReplaced(SiteURL.file(at: Page.notFoundURL)) {
      $0.add(
        Page(
          url: Page.notFoundURL, title: $0.words.text(.pageNotFound), subject: .notFound,
          template: $0.template(.notFound)))
    }
    addFeed(
      FeedPlan(
        title: site.settings.title.value, subtitle: site.settings.description, homeURL: "/", atomURL: "/feed.xml",
        jsonURL: "/feed.json", authors: [], posts: newest(site.posts.handles)),
      aliases: site.settings.aliases)
    add("sitemap.xml", .sitemap)
    for file in HostFile.allCases {
      addUnlessReplaced(file.rawValue) { $0.add(file.rawValue, .hostFile(file)) }
    }
    add(".nojekyll", .empty)
  }

  /// The archive: one page, or, if that would be long, a page for each year, which may itself be spread over several.
  private mutating func planArchive() {
    let isSplit = site.posts.count > ListBounds.archivePosts
    let years = listings.years.map { year, posts in
      ArchiveYear(
        year: year, postCount: posts.count, posts: isSplit ? [] : posts, url: isSplit ? "/archive/\(year)/" : nil)
    }
    addIndex("/archive/", words.text(.archive), .archive(ArchiveSubject(years: years, page: nil)))
    guard isSplit else { return }
    let name = template(.archive)
    for (year, posts) in listings.years {
      let steps = trail(
        LabelledURL(label: words.text(.archive), url: "/archive/"),
        LabelledURL(label: String(year), url: "/archive/\(year)/"))
      for (page, slice) in pages(of: posts, at: "/archive/\(year)/", size: ListBounds.archivePosts) {
        let shown = ArchiveYear(year: year, postCount: posts.count, posts: slice, url: nil)
        add(
          Page(
            url: page.url, title: page.title(words.text(.archiveOfYear, ["year": String(year)]), words),
            subject: .archive(ArchiveSubject(years: [shown], page: page)), template: name,
            breadcrumbs: page.trail(steps, words)))
      }
    }
  }

  /// The pages that a list is spread over, `size` elements each, with what each of them lists; one page for an empty
  /// list.
  private func pages<Element>(
    of elements: ArraySlice<Element>, at url: String, size: Int
  ) -> [(page: ListPage, elements: ArraySlice<Element>)] {
    let total = elements.isEmpty ? 1 : (elements.count - 1) / size + 1
    return (1...total).map { number in
      (
        ListPage(firstURL: url, number: number, total: total),
        elements.dropFirst((number - 1) * size).prefix(size)
      )
    }
  }

  private mutating func addIndex(_ url: String, _ title: String, _ subject: PageSubject) {
    add(
      Page(
        url: url, title: title, subject: subject, template: template(subject.kind),
        breadcrumbs: trail(LabelledURL(label: title, url: url))))
  }

  /// As many posts as a feed holds.
  private func newest(_ posts: some Sequence<Handle<Post>>) -> [Handle<Post>] {
    Array(posts.lazy.filter { site.posts[$0].state == .live }.prefix(ListBounds.feedPosts))
  }

  mutating func planPosts() {
    for handle in site.posts.handles {
      let post = site.posts[handle]
      let series = post.memberships.first.map { site.series[$0.series] }
      let parent = series.map { LabelledURL(label: $0.title, url: $0.url) }
      add(
        Page(
          url: post.url, title: post.title, description: post.summary, subject: .post(handle),
          template: template(.post, named: post.template), source: post.file,
          breadcrumbs: [home] + (parent.map { [$0] } ?? []) + [LabelledURL(label: post.title, url: post.url)],
          language: post.language.flatMap { $0.value == site.language ? nil : $0.value },
          notice: notice(of: post.state, date: post.date)),
        aliases: post.aliases)
    }
  }

  private func notice(of state: PostState, date: Timestamp? = nil) -> String? {
    switch state {
    case .live: nil
    case .draft: words.text(.noticeDraft)
    case .scheduled: words.text(.noticeScheduled, ["date": date?.day ?? ""])
    }
  }

  mutating func planSeries() {
    let title = words.text(.series)
    let index = trail(LabelledURL(label: title, url: "/series/"))
    for (page, series) in pages(of: listings.seriesByTitle[...], at: "/series/", size: ListBounds.seriesPerPage) {
      add(
        Page(
          url: page.url, title: page.title(title, words),
          subject: .seriesIndex(SeriesIndexSubject(series: series, page: page)), template: template(.seriesIndex),
          breadcrumbs: page.trail(index, words)))
    }
    for handle in site.series.handles {
      let series = site.series[handle]
      let steps = trail(
        LabelledURL(label: title, url: "/series/"), LabelledURL(label: series.title, url: series.url))
      let feed = series.url + "feed.xml"
      let notice = series.isInPreparation ? words.text(.noticeInPreparation) : nil
      add(
        Page(
          url: series.url, title: series.title, description: series.description, subject: .series(handle),
          template: template(.series, of: series.id), source: series.file, breadcrumbs: steps,
          feedURL: feed, notice: notice),
        aliases: series.aliases)
      if let wholeURL = series.wholeURL {
        add(
          Page(
            url: wholeURL, title: words.text(.wholeSeriesOf, ["title": series.title]), description: series.description,
            subject: .wholeSeries(handle), template: template(.wholeSeries, of: series.id), source: series.file,
            breadcrumbs: steps + [LabelledURL(label: words.text(.wholeSeries), url: wholeURL)], feedURL: feed,
            notice: notice))
      }
      if let bookURL = series.bookURL { add(SiteURL.file(at: bookURL), .book(handle)) }
      addFeed(
        FeedPlan(
          title: "\(series.title) · \(site.settings.title.value)", subtitle: series.description, homeURL: series.url,
          atomURL: feed, jsonURL: nil, authors: series.authors.map(\.author),
          posts: series.order.parts.compactMap(\.post).filter { site.posts[$0].state == .live }
            .suffix(ListBounds.feedParts).reversed()),
        aliases: series.aliases)
    }
  }

  /// The catalogue of the series that readers can download, if there is one.
  mutating func planCatalogue() {
    if !listings.books.isEmpty { add(SiteURL.file(at: Listings.catalogueURL), .catalogue) }
  }

  /// The pages and feeds of the categories, or of the tags; without tags, there is no page of all tags either.
  mutating func planTerms(_ kind: TermKind) {
    let terms = site.terms.handles.filter { site.terms[$0].kind == kind }
    if kind == .tag, terms.isEmpty { return }
    let index = LabelledURL(label: words.text(kind == .tag ? .tags : .categories), url: Term.indexURL(of: kind))
    addIndex(index.url, index.label, .termIndex(kind))
    for handle in terms {
      let term = site.terms[handle]
      let posts = listings.postsByTerm[handle.offset]
      let feed = term.url + "feed.xml"
      let name = template(PageKind(kind), of: term.slug)
      let way = site.ancestors(of: handle).reversed() + [handle]
      let steps = trail(index) + way.map { LabelledURL(label: site.terms[$0].name, url: site.terms[$0].url) }
      for (page, posts) in pages(of: posts[...], at: term.url, size: site.settings.postsPerPage) {
        let series = listings.seriesByTerm[handle.offset]
        add(
          Page(
            url: page.url, title: page.title(term.name, words), description: term.description,
            subject: .term(kind, list(posts, of: handle, series: series, page)), template: name, source: term.file,
            breadcrumbs: page.trail(steps, words), feedURL: feed),
          aliases: page.number == 1 ? term.aliases : [])
      }
      addFeed(
        FeedPlan(
          title: "\(term.name) · \(site.settings.title.value)", subtitle: term.description,
          homeURL: term.url, atomURL: feed, jsonURL: nil, authors: [], posts: newest(posts)),
        aliases: term.aliases)
    }
  }

  /// What a page of a category, a tag or an author lists: its posts, and on the first page the series too.
  private func list<Topic>(
    _ posts: ArraySlice<Handle<Post>>, of topic: Handle<Topic>, series: [Handle<Series>], _ page: ListPage
  ) -> PostListSubject<Topic> {
    let listed = page.number == 1 ? series : []
    let shown = listed.prefix(ListBounds.topicSeries)
    return PostListSubject(
      topic: topic, posts: posts, series: listings.byTitle(shown), hasMoreSeries: shown.count < listed.count, page: page
    )
  }

  mutating func planAuthors() {
    addIndex("/authors/", words.text(.authors), .authorIndex)
    for handle in site.authors.handles {
      let author = site.authors[handle]
      let posts = listings.postsByAuthor[handle.offset]
      let feed = author.url + "feed.xml"
      let name = template(.author, of: author.id)
      let steps = trail(
        LabelledURL(label: words.text(.authors), url: "/authors/"), LabelledURL(label: author.name, url: author.url))
      let description = author.body.firstParagraph.nonEmpty?.shortened(toWords: 55)
      for (page, posts) in pages(of: posts[...], at: author.url, size: site.settings.postsPerPage) {
        let series = listings.seriesByAuthor[handle.offset]
        add(
          Page(
            url: page.url, title: page.title(author.name, words),
            description: description, subject: .author(list(posts, of: handle, series: series, page)), template: name,
            source: author.file, breadcrumbs: page.trail(steps, words), feedURL: feed),
          aliases: page.number == 1 ? author.aliases : [])
      }
      addFeed(
        FeedPlan(
          title: "\(author.name) · \(site.settings.title.value)", subtitle: nil, homeURL: author.url, atomURL: feed,
          jsonURL: nil, authors: [handle], posts: newest(posts)),
        aliases: author.aliases)
    }
  }

  mutating func planPages() {
    for handle in site.pages.handles {
      let page = site.pages[handle]
      add(
        Page(
          url: page.url, title: page.title,
          description: page.description ?? page.body.firstParagraph.nonEmpty?.shortened(toWords: 55),
          subject: .plain(handle), template: template(.plain, named: page.template), source: page.file,
          breadcrumbs: trail(LabelledURL(label: page.title, url: page.url)), notice: notice(of: page.state)),
        aliases: page.aliases)
    }
  }

  /// The page for searching and the files of its index, unless the writer has a page or file of their own there.
  mutating func planSearch() {
    let path = SiteURL.file(at: SearchPlan.url)
    guard site.settings.search, !outputs.contains(where: { $0.path == path }) else { return }
    addIndex(SearchPlan.url, words.text(.search), .search)
    let plan = SearchPlan(site)
    for file in plan.files { add(file.path, .search(file)) }
    search = plan
  }

  mutating func planFiles() {
    for file in site.files {
      if file.url.hasPrefix("/assets/") { reportAmongAssets(file) }
      add(SiteURL.file(at: file.url), .file(file.source), from: SourceLocation(file.source.file))
    }
  }

  /// Hosts may keep what is below `/assets/` for a year, since the names there change with the bytes.
  private mutating func reportAmongAssets(_ file: PublishedFile) {
    report(
      "only the theme's files may be at `/assets/`", at: SourceLocation(file.source.file),
      hint: "move it to templates/assets/, or to a folder with another name")
  }
}

extension ListPage {
  /// The site-relative URL of this page.
  fileprivate var url: String { number == 1 ? firstURL : "\(firstURL)page/\(number)/" }

  /// The title of this page, for a list with this title.
  fileprivate func title(_ title: String, _ words: ThemeWords) -> String {
    number == 1 ? title : words.text(.titleOnPage, ["title": title, "number": String(number)])
  }

  /// The way to this page, for a list with this trail.
  fileprivate func trail(_ steps: [LabelledURL], _ words: ThemeWords) -> [LabelledURL] {
    number == 1
      ? steps : steps + [LabelledURL(label: words.text(.pageNumber, ["number": String(number)]), url: url)]
  }
}
