import PartworkSupport
import PartworkDiagnostics
import PartworkMarkdown

/// The pages that a site has whatever it is about, and those of each piece of the model.
extension Planner {
  private var home: LabelledURL { LabelledURL(label: site.settings.title.value, url: "/") }

  private func trail(_ steps: LabelledURL...) -> [LabelledURL] { [home] + steps }

  private var live: [Handle<Post>] { site.posts.handles.filter { site.posts[$0].state == .live } }

  mutating func planSite() {
    let latest = site.posts.handles.prefix(site.settings.postsPerPage)
    add(
      Page(
        url: "/", title: site.settings.title.value, description: site.settings.description,
        subject: .home(HomeSubject(posts: Array(latest), hasMore: latest.count < site.posts.count)),
        template: template(.home), breadcrumbs: [], feedURL: "/feed.xml"))
    addIndex("/archive/", "Archive", .archive)
    add(Page(url: "/404.html", title: "Page not found", subject: .notFound, template: template(.notFound)))
    addFeed(
      FeedPlan(
        title: site.settings.title.value, subtitle: site.settings.description, homeURL: "/", atomURL: "/feed.xml",
        jsonURL: "/feed.json", authors: [], posts: newest(live)))
    add("sitemap.xml", .sitemap)
    add("robots.txt", .robots)
    add("_headers", .hostHeaders)
    add("_redirects", .hostRedirects)
    add(".nojekyll", .empty)
  }

  private mutating func addIndex(_ url: String, _ title: String, _ subject: PageSubject) {
    add(
      Page(
        url: url, title: title, subject: subject, template: template(subject.kind),
        breadcrumbs: trail(LabelledURL(label: title, url: url))))
  }

  /// As many posts as a feed holds.
  private func newest(_ posts: [Handle<Post>]) -> [Handle<Post>] { Array(posts.prefix(20)) }

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
          notice: notice(of: post.state, date: post.date)),
        aliases: post.aliases)
    }
  }

  private func notice(of state: PostState, date: Timestamp? = nil) -> String? {
    switch state {
    case .live: nil
    case .draft: "Draft: readers do not see this page."
    case .scheduled: "Scheduled for \(date?.day ?? "later"): readers do not see this page yet."
    }
  }

  mutating func planSeries() {
    addIndex("/series/", "Series", .seriesIndex)
    for handle in site.series.handles {
      let series = site.series[handle]
      let steps = trail(
        LabelledURL(label: "Series", url: "/series/"), LabelledURL(label: series.title, url: series.url))
      let feed = series.url + "feed.xml"
      add(
        Page(
          url: series.url, title: series.title, description: series.description, subject: .series(handle),
          template: template(.series, special: "series-\(series.id)"), source: series.file, breadcrumbs: steps,
          feedURL: feed),
        aliases: series.aliases)
      add(
        Page(
          url: series.wholeURL, title: "\(series.title): the whole series", description: series.description,
          subject: .wholeSeries(handle), template: template(.wholeSeries), source: series.file,
          breadcrumbs: steps + [LabelledURL(label: "The whole series", url: series.wholeURL)], feedURL: feed))
      addFeed(
        FeedPlan(
          title: "\(series.title) · \(site.settings.title.value)", subtitle: series.description, homeURL: series.url,
          atomURL: feed, jsonURL: nil, authors: series.authors.map(\.author),
          posts: series.order.parts.compactMap(\.post).filter { site.posts[$0].state == .live }.reversed()))
    }
  }

  mutating func planCategories() {
    addIndex("/categories/", "Categories", .categoryIndex)
    var members = [[Handle<Post>]](repeating: [], count: site.categories.count)
    for post in site.posts.handles {
      for category in site.posts[post].categories { members[category.offset].append(post) }
    }
    for handle in site.categories.handles {
      let category = site.categories[handle]
      let posts = members[handle.offset]
      let size = site.settings.postsPerPage
      let total = max(1, (posts.count + size - 1) / size)
      let urls = (1...total).map { $0 == 1 ? category.url : "\(category.url)page/\($0)/" }
      let feed = category.url + "feed.xml"
      let name = template(.category, special: "category-\(category.slug)")
      let steps = trail(
        LabelledURL(label: "Categories", url: "/categories/"), LabelledURL(label: category.name, url: category.url))
      for number in 1...total {
        let slice = posts.dropFirst((number - 1) * size).prefix(size)
        let page = LabelledURL(label: "Page \(number)", url: urls[number - 1])
        add(
          Page(
            url: urls[number - 1], title: number == 1 ? category.name : "\(category.name), page \(number)",
            description: category.description,
            subject: .category(
              CategorySubject(
                category: handle, posts: Array(slice), slice: PageNumber(number: number, total: total), urls: urls)),
            template: name, source: category.file, breadcrumbs: number == 1 ? steps : steps + [page], feedURL: feed),
          aliases: number == 1 ? category.aliases : [])
      }
      addFeed(
        FeedPlan(
          title: "\(category.name) · \(site.settings.title.value)", subtitle: category.description,
          homeURL: category.url, atomURL: feed, jsonURL: nil, authors: [],
          posts: newest(posts.filter { site.posts[$0].state == .live })))
    }
  }

  mutating func planAuthors() {
    addIndex("/authors/", "Authors", .authorIndex)
    var signed = [[Handle<Post>]](repeating: [], count: site.authors.count)
    for post in live {
      for author in Set(site.posts[post].credits.map(\.author)) { signed[author.offset].append(post) }
    }
    for handle in site.authors.handles {
      let author = site.authors[handle]
      let feed = author.url + "feed.xml"
      add(
        Page(
          url: author.url, title: author.name, description: author.body.firstParagraph.nonEmpty?.shortened(toWords: 55),
          subject: .author(handle), template: template(.author), source: author.file,
          breadcrumbs: trail(
            LabelledURL(label: "Authors", url: "/authors/"), LabelledURL(label: author.name, url: author.url)),
          feedURL: feed),
        aliases: author.aliases)
      addFeed(
        FeedPlan(
          title: "\(author.name) · \(site.settings.title.value)", subtitle: nil, homeURL: author.url, atomURL: feed,
          jsonURL: nil, authors: [handle], posts: newest(signed[handle.offset])))
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
      hint: "move it to templates/assets/, or to a folder of another name")
  }
}
