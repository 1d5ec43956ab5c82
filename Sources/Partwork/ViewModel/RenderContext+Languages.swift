/// The languages of what pages show.
extension RenderContext {
  /// The language of `post`, if it is not that of the page.
  func other(_ post: Post) -> String? {
    // Most sites have one language.
    if site.otherWords.isEmpty { return nil }
    let tag = post.language?.value ?? site.language
    return tag == language ? nil : tag
  }

  /// For `dir`: how that language is written.
  func direction(ofOther post: Post) -> String? { other(post).map(Self.direction) }

  static func direction(_ tag: String) -> String { LanguageTag.isRightToLeft(tag) ? "rtl" : "ltr" }
}
