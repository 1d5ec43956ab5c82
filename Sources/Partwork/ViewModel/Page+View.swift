package import PartworkMustache

extension PageKind {
  /// The names that the templates of this kind may use.
  package var shape: Shape {
    switch self {
    case .home: View<PageInContext<HomeSubject>>.home.shape
    case .post: View<PageInContext<Handle<Post>>>.postPage.shape
    case .series: View<PageInContext<Handle<Series>>>.seriesPage.shape
    case .wholeSeries: View<PageInContext<Handle<Series>>>.seriesAllPage.shape
    case .seriesIndex: View<PageInContext<SeriesIndexSubject>>.seriesIndex.shape
    case .category: View<PageInContext<PostListSubject<Term>>>.categoryPage.shape
    case .categoryIndex: View<PageInContext<TermKind>>.categoryIndex.shape
    case .tag: View<PageInContext<PostListSubject<Term>>>.tagPage.shape
    case .tagIndex: View<PageInContext<TermKind>>.tagIndex.shape
    case .author: View<PageInContext<PostListSubject<Author>>>.authorPage.shape
    case .authorIndex: View<PageInContext<NoSubject>>.authorIndex.shape
    case .archive: View<PageInContext<ArchiveSubject>>.archive.shape
    case .plain: View<PageInContext<Handle<PlainPage>>>.plainPage.shape
    case .search: View<PageInContext<NoSubject>>.search.shape
    case .notFound: View<PageInContext<NoSubject>>.notFound.shape
    }
  }
}

extension Page {
  /// What the page's template sees.
  ///
  /// - Parameter metadata: writes the block for the page's `head`; it is called only if the template asks for it.
  package func view(in context: RenderContext, metadata: @escaping @Sendable (inout [UInt8]) -> Void) -> Value {
    func inContext<Subject>(_ subject: Subject) -> PageInContext<Subject> {
      PageInContext(subject, on: self, in: context, metadata: metadata)
    }
    return switch subject {
    case .home(let home): View.home(inContext(home))
    case .post(let post): View.postPage(inContext(post))
    case .series(let series): View.seriesPage(inContext(series))
    case .wholeSeries(let series): View.seriesAllPage(inContext(series))
    case .seriesIndex(let series): View.seriesIndex(inContext(series))
    case .term(.category, let category): View.categoryPage(inContext(category))
    case .term(.tag, let tag): View.tagPage(inContext(tag))
    case .termIndex(.category): View.categoryIndex(inContext(.category))
    case .termIndex(.tag): View.tagIndex(inContext(.tag))
    case .author(let author): View.authorPage(inContext(author))
    case .authorIndex: View.authorIndex(inContext(NoSubject()))
    case .archive(let archive): View.archive(inContext(archive))
    case .plain(let page): View.plainPage(inContext(page))
    case .search: View.search(inContext(NoSubject()))
    case .notFound: View.notFound(inContext(NoSubject()))
    }
  }
}
