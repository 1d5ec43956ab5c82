import PartworkMarkdown
import PartworkMustache
import PartworkSupport

/// What of the last build still holds. Most builds follow the change of a text, which few pages show: the page itself,
/// its series on one page, and feeds. Nothing else is rendered again.
extension PreparedSite {
  /// The files of the site. Those that the last build wrote and that show only what it read are marked as up to date.
  ///
  /// - Parameter last: what the last build into the same folder recorded, if what it wrote is still there.
  package func files(after last: BuildRecord?) async -> [OutputFile] {
    guard let last, await last.outline == outline(asOf: last.start) else { return await renderer.files { _ in false } }
    // As `BuildRecord`, a file is trusted if it changed well before that build began.
    let fresh = content.contents.filter { $0.status?.isSettled(at: last.start) != true }
    let changed = Set(fresh.map(\.path))
    let posts = Set(site.posts.handles.filter { changed.contains(site.posts[$0].file) })
    let series = Set(posts.flatMap { site.posts[$0].memberships.map(\.series) })
    return await renderer.files { [site] output in
      switch output.content {
      case .page(let page):
        switch page.subject {
        case .post(let post): !posts.contains(post)
        case .wholeSeries(let shown): !series.contains(shown)
        // It says how large the e-book is.
        case .series(let shown): site.series[shown].bookURL == nil || !series.contains(shown)
        case .plain: page.source.map { !changed.contains($0) } ?? false
        default: true
        }
      case .book(let shown): !series.contains(shown)
      case .atom(let feed), .jsonFeed(let feed): !feed.posts.contains(where: posts.contains)
      case .search(.text(let text)):
        switch text.document {
        case .post(let post): !posts.contains(post)
        case .page(let page): !changed.contains(site.pages[page].file)
        case .series: true
        }
      case .search(.manifest), .search(.words): changed.isEmpty
      case .file, .made, .touchIcon, .redirect, .sitemap, .catalogue, .hostFile, .empty: true
      }
    }
  }

  /// A hash of everything that pages show, apart from those parts of posts and pages that only they themselves, their
  /// series on one page, and feeds show. It differs each time if one of the other files has changed since `start`.
  package func outline(asOf start: Int) async -> UInt64 {
    let folder = renderer.folder
    var hash = ContentHash()
    func add(_ status: FileStatus?) {
      guard let status, status.isSettled(at: start) else { return hash.add(UInt64.random(in: 0 ... .max)) }
      for number in [status.size, status.modified, status.changed] { hash.add(UInt64(bitPattern: Int64(number))) }
      hash.add(status.inode)
    }
    for file in content.contents {
      hash.add(file.path.utf8)
      let body = file.source.body
      if file.source is PostSource || file.source is PageSource, !body.hasMore {
        hash.add(file.head)
        hash.add(body.firstParagraph.utf8)
      } else {
        add(file.status)
      }
    }
    let copies = content.files
    let statuses = await parallelMap(copies.count) { index in try? FileStatus(of: "\(folder)/\(copies[index].file)") }
    for (copy, status) in zip(copies, statuses) {
      hash.add(copy.file.utf8)
      add(status)
    }
    // Other pages show how long a post takes to read, but only a theme of the writer's own how many words it has.
    let showsWordCounts = themeSources.templates.contains { $0.text.contains("wordCount") }
    for post in site.posts {
      hash.add(post.file.utf8)
      hash.add(UInt64(post.readingTime))
      if showsWordCounts { hash.add(UInt64(post.body.wordCount)) }
      hash.add(post.state.rawValue.utf8)
      hash.add(UInt64(bitPattern: Int64(post.updated?.seconds ?? 0)))
    }
    hash.add(UInt64(bitPattern: Int64(site.year)))
    for page in site.pages { hash.add(UInt64(bitPattern: Int64(page.updated?.seconds ?? 0))) }
    add(try? FileStatus(of: "\(folder)/\(Settings.file)"))
    for address in site.addresses.gone { hash.add(address.value.utf8) }
    for template in themeSources.templates {
      hash.add(template.file.utf8)
      hash.add(template.text)
    }
    hash.add(themeSources.bookStyle)
    for file in themeSources.strings + content.strings {
      hash.add(file.file.utf8)
      hash.add(file.text)
    }
    for file in context.plan.extras.files { hash.add(file.url.utf8) }
    for asset in renderer.theme.assets.assets { hash.add(asset.path.utf8) }
    return hash.value
  }
}
