package import Mustache

extension PageKind {
  /// The names that the templates of this kind may use.
  package var shape: Shape {
    switch self {
    case .home: View<PageSeen<HomeSubject>>.home.shape
    case .post: View<PageSeen<Handle<Post>>>.postPage.shape
    case .series: View<PageSeen<Handle<Series>>>.seriesPage.shape
    case .wholeSeries: View<PageSeen<Handle<Series>>>.seriesAllPage.shape
    case .seriesIndex: View<PageSeen<NoSubject>>.seriesIndex.shape
    case .category: View<PageSeen<CategorySubject>>.categoryPage.shape
    case .categoryIndex: View<PageSeen<NoSubject>>.categoryIndex.shape
    case .author: View<PageSeen<Handle<Author>>>.authorPage.shape
    case .authorIndex: View<PageSeen<NoSubject>>.authorIndex.shape
    case .archive: View<PageSeen<NoSubject>>.archive.shape
    case .plain: View<PageSeen<Handle<PlainPage>>>.plainPage.shape
    case .notFound: View<PageSeen<NoSubject>>.notFound.shape
    }
  }
}

extension Page {
  /// What the page's template sees.
  ///
  /// - Parameter metadata: the block for the page's `head`, which is made only if the template asks for it.
  package func view(in publication: Publication, metadata: @escaping @Sendable () -> String) -> Value {
    func seen<Subject>(_ subject: Subject) -> PageSeen<Subject> {
      PageSeen(page: self, publication: publication, subject: subject, metadata: metadata)
    }
    return switch subject {
    case .home(let home): View.home(seen(home))
    case .post(let post): View.postPage(seen(post))
    case .series(let series): View.seriesPage(seen(series))
    case .wholeSeries(let series): View.seriesAllPage(seen(series))
    case .seriesIndex: View.seriesIndex(seen(NoSubject()))
    case .category(let category): View.categoryPage(seen(category))
    case .categoryIndex: View.categoryIndex(seen(NoSubject()))
    case .author(let author): View.authorPage(seen(author))
    case .authorIndex: View.authorIndex(seen(NoSubject()))
    case .archive: View.archive(seen(NoSubject()))
    case .plain(let page): View.plainPage(seen(page))
    case .notFound: View.notFound(seen(NoSubject()))
    }
  }
}
