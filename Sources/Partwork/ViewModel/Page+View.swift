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
    case .category: View<PageInContext<PostListSubject<Category>>>.categoryPage.shape
    case .categoryIndex: View<PageInContext<NoSubject>>.categoryIndex.shape
    case .author: View<PageInContext<PostListSubject<Author>>>.authorPage.shape
    case .authorIndex: View<PageInContext<NoSubject>>.authorIndex.shape
    case .archive: View<PageInContext<ArchiveSubject>>.archive.shape
    case .plain: View<PageInContext<Handle<PlainPage>>>.plainPage.shape
    case .notFound: View<PageInContext<NoSubject>>.notFound.shape
    }
  }
}

extension Page {
  /// What the page's template sees.
  ///
  /// - Parameter metadata: the block for the page's `head`, which is made only if the template asks for it.
  package func view(in context: RenderContext, metadata: @escaping @Sendable () -> [UInt8]) -> Value {
    func seen<Subject>(_ subject: Subject) -> PageInContext<Subject> {
      PageInContext(page: self, context: context, subject: subject, metadata: metadata)
    }
    return switch subject {
    case .home(let home): View.home(seen(home))
    case .post(let post): View.postPage(seen(post))
    case .series(let series): View.seriesPage(seen(series))
    case .wholeSeries(let series): View.seriesAllPage(seen(series))
    case .seriesIndex(let series): View.seriesIndex(seen(series))
    case .category(let category): View.categoryPage(seen(category))
    case .categoryIndex: View.categoryIndex(seen(NoSubject()))
    case .author(let author): View.authorPage(seen(author))
    case .authorIndex: View.authorIndex(seen(NoSubject()))
    case .archive(let archive): View.archive(seen(archive))
    case .plain(let page): View.plainPage(seen(page))
    case .notFound: View.notFound(seen(NoSubject()))
    }
  }
}
