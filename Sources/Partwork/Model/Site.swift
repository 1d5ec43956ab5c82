package import PartworkMarkdown
package import PartworkMustache

/// The linked site: what an edition shows, with every name resolved.
package struct Site: Sendable {
  package var settings: Settings
  package var addresses = Addresses()
  /// Where this edition will be: the `url` in `site.yml`, or the URL given instead.
  package var url: SiteURL
  package var edition: EditionOptions

  /// The moment that divides live posts from scheduled ones, in Unix seconds.
  package var now: Int { edition.clock.seconds(in: settings.timeZone) }

  /// The year of `now`.
  package var year: Int { Timestamp(seconds: now, in: settings.timeZone).year }

  /// The writer's own text on the home page.
  package var home: HomeSource?

  /// The settings of the theme; none until the theme is known.
  var theme = ThemeSettings.none

  /// The words in the site's language.
  var words = SiteWords.english

  /// The words in each of `otherLanguages`, by their tags.
  var otherWords: [String: ThemeWords] = [:]

  /// The language of the site, as a BCP 47 tag.
  var language: String { settings.language.value }

  /// The other languages that posts are in, each with the place of its first use.
  var otherLanguages: [Located<String>] {
    var seen: Set = [language]
    return posts.compactMap(\.language).filter { seen.insert($0.value).inserted }
  }

  /// Newest first; posts of the same moment by slug.
  package var posts: [Post] = []
  /// By ID.
  package var series: [Series] = []
  /// By ID.
  package var authors: [Author] = []
  /// The categories by slug, then the tags by slug.
  package var terms: [Term] = []
  /// By URL.
  package var pages: [PlainPage] = []
  /// The files that are copied unchanged, by URL.
  package var files: [PublishedFile] = []
  /// The content files that this edition does not show, and why, by file.
  package var leftOut: [LeftOut] = []
  /// The files that would be copied beside them, with the file of the post or page of each.
  package var besideLeftOut: [String: String] = [:]
  /// The files of posts that are left out because of an error, and the files and folders that cannot be read: links to
  /// them are not reported as well.
  package var reported: Set<String> = []

  /// The categories that `term` is below, the innermost first.
  func ancestors(of term: Handle<Term>) -> some Sequence<Handle<Term>> {
    sequence(state: term) { [terms] current -> Handle<Term>? in
      guard let parent = terms[current].parent else { return nil }
      current = parent
      return parent
    }
  }

  /// The authors of a series: those it names, else those of its parts, in the order of the parts, each with a role
  /// that is the same in all of them.
  func credits(of series: Handle<Series>) -> [Credit] {
    let named = self.series[series].authors
    if !named.isEmpty { return named }
    var places: [Handle<Author>: Int] = [:]
    var credits: [Credit] = []
    for credit in self.series[series].order.parts.compactMap(\.post).flatMap({ posts[$0].credits }) {
      guard let place = places[credit.author] else {
        places[credit.author] = credits.count
        credits.append(credit)
        continue
      }
      if credits[place].role != credit.role { credits[place] = Credit(author: credit.author, role: nil) }
    }
    return credits
  }

  /// The posts before and after `post` that can be read, in the first of its series.
  func neighbours(of post: Handle<Post>) -> (previous: Handle<Post>?, next: Handle<Post>?) {
    guard let membership = posts[post].memberships.first else { return (nil, nil) }
    let order = series[membership.series].order
    let places = order.neighbours(of: membership.place)
    return (places.previous.flatMap { order.parts[$0].post }, places.next.flatMap { order.parts[$0].post })
  }
}

/// Someone who signs posts. What the author's file says is read as if it were the author's own.
@dynamicMemberLookup
package struct Author: Sendable {
  package let source: AuthorSource

  /// The site-relative URL: `/authors/editors/`.
  package let url: String

  init(source: AuthorSource) {
    self.source = source
    url = Self.url(of: source.id)
  }

  static func url(of id: String) -> String { "/authors/\(id)/" }

  package var name: String { source.name.value }

  package subscript<Value>(dynamicMember field: KeyPath<AuthorSource, Value>) -> Value { source[keyPath: field] }
}

/// A category or a tag, with or without a file.
package struct Term: Sendable {
  package let kind: TermKind
  package let slug: String
  package let name: String
  package let source: TermSource?
  /// The category that it is a part of.
  package let parent: Handle<Term>?
  /// The site-relative URL: `/categories/leadership/`.
  package let url: String

  init(kind: TermKind, slug: String, name: String, source: TermSource?, parent: Handle<Term>?) {
    self.kind = kind
    self.slug = slug
    self.name = name
    self.source = source
    self.parent = parent
    url = Self.url(of: slug, kind)
  }

  static func url(of slug: String, _ kind: TermKind) -> String { "\(indexURL(of: kind))\(slug)/" }

  /// The site-relative URL of the page of all categories or all tags: `/categories/`.
  static func indexURL(of kind: TermKind) -> String { "/\(kind.rawValue)/" }

  package var file: String? { source?.file }
  package var description: String? { source?.description }
  package var image: ImageSource? { source?.image }
  package var aliases: [Located<String>] { source?.aliases ?? [] }
  package var extra: Value { source?.extra ?? .dictionary([:]) }

  /// The introduction.
  package var body: Document? { source?.body }
}

/// A page without series or date, such as "About". What its file says is read as if it were the page's own.
@dynamicMemberLookup
package struct PlainPage: Sendable {
  package var source: PageSource
  /// The site-relative URL: `/about/`.
  package let url: String
  package let updated: Timestamp?

  package var title: String { source.title.value }
  package var state: PostState { source.isDraft ? .draft : .live }

  package subscript<Value>(dynamicMember field: KeyPath<PageSource, Value>) -> Value { source[keyPath: field] }
}

/// An image or another file that is copied to the output.
package struct PublishedFile: Sendable, Hashable {
  package let source: StaticFile
  /// The site-relative URL: `/posts/best-mentee/photo.jpg`.
  package let url: String
}

/// A content file that has no page, so that nothing disappears silently.
package struct LeftOut: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case draft
    case scheduled(Timestamp)
    /// No post of the series, author, category or tag can be read yet.
    case nothingToRead
  }

  package let file: String
  package let title: String
  package let reason: Reason
  /// The site-relative URL that it will have.
  var url: String?
}

/// The index of an element in one of the site's arrays: how one part of the model refers to another.
///
/// A handle is valid only for the site it was made for.
package struct Handle<Element>: Sendable, Hashable {
  package let offset: Int

  package init(_ offset: Int) {
    self.offset = offset
  }
}

extension [Term] {
  /// The categories and tags of `post`; a tag with the name of one of the categories is left out.
  func keywords(of post: Post) -> [Handle<Term>] {
    if post.tags.isEmpty { return post.categories }
    let names = Set(post.categories.map { self[$0].name })
    return post.categories + post.tags.filter { !names.contains(self[$0].name) }
  }
}

extension Array {
  package subscript(handle: Handle<Element>) -> Element { self[handle.offset] }

  /// The handles of all elements, in order.
  package var handles: [Handle<Element>] { indices.map { Handle($0) } }
}
