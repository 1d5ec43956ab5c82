package import PartworkMarkdown
package import PartworkMustache

/// A post that this edition of the site shows.
package struct Post: Sendable {
  /// The name that is unique among the site's posts, and by which a series' `parts` and the permalink know it.
  package let slug: String

  /// The file it was read from, relative to the site.
  package let file: String

  /// Its site-relative URL: `/posts/best-mentee/`.
  package let url: String

  /// Site-relative URLs that lead here: the post's former addresses.
  package let aliases: [Located<String>]

  package let title: String
  package let shortTitle: String?
  package let subtitle: String?
  package let date: Timestamp
  package let updated: Timestamp?
  package let credits: [Credit]
  package let categories: [Handle<Category>]
  package let description: String?
  package let image: ImageSource?
  package let state: PostState
  package let callToAction: CallToActionSource?

  /// The template that `template:` names, for `post`.
  package let template: Located<String>?
  package let extra: Value

  /// The text. It may be written anew while all else stays.
  package var body: Document

  /// The series that its front matter names.
  package let series: String?

  /// The series it is a part of, its own (`series:`) first, then by id. Set when the series are linked.
  package var memberships: [Membership] = []
}

/// An author's part in a post.
package struct Credit: Sendable, Hashable {
  package let author: Handle<Author>

  /// What the author did here, where the post says so ("translator").
  package let role: String?
}

/// A post's place in one series.
package struct Membership: Sendable, Hashable {
  package let series: Handle<Series>

  /// The index of the post among the parts of the series, from 0.
  package let place: Int
}

/// Where a post stands on its way to the reader.
package enum PostState: Sendable, Hashable {
  /// Its date has come.
  case live
  /// Its date is still to come.
  case scheduled
  /// Its front matter says `draft: true`.
  case draft
}
