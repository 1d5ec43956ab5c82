/// The linked site: what an edition shows, with every name resolved.
package struct Site: Sendable {
  package var settings: Settings

  /// Where this edition will be: the `url` of `site.yml`, or what stands in for it.
  package var url: SiteURL
  package var edition: Edition

  /// Newest first; posts of one moment by slug.
  package var posts: [Post] = []

  /// By id.
  package var series: [Series] = []

  /// By id.
  package var authors: [Author] = []

  /// By slug.
  package var categories: [Category] = []

  /// By URL.
  package var pages: [PlainPage] = []

  /// The files that are copied as they are, by URL.
  package var files: [PublishedFile] = []

  /// The posts and pages that this edition does not show, and why, by file.
  package var leftOut: [LeftOut] = []

  /// The posts, by file, that are left out for a fault: links to them are not reported as well.
  package var reported: Set<String> = []
}

extension Site {
  /// The posts before and after `post` that can be read, in the first of its series.
  func neighbours(of post: Handle<Post>) -> (previous: Handle<Post>?, next: Handle<Post>?) {
    guard let membership = posts[post].memberships.first else { return (nil, nil) }
    let order = series[membership.series].order
    let places = order.neighbours(of: membership.place)
    return (places.previous.flatMap { order.parts[$0].post }, places.next.flatMap { order.parts[$0].post })
  }
}

/// A picture or another file that is copied to the output.
package struct PublishedFile: Sendable, Hashable {
  package let source: StaticFile

  /// Its site-relative URL: `/posts/best-mentee/photo.jpg`.
  package let url: String
}

/// A post or page that is not built: nothing vanishes silently.
package struct LeftOut: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case draft
    case scheduled(Timestamp)
  }

  package let file: String
  package let title: String
  package let reason: Reason
}
