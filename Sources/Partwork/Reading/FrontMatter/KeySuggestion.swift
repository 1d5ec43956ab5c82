internal import PartworkDiagnostics

extension Suggestion {
  /// What to write for an unknown key: the known one that is near, or that other generators call so.
  static func forKey(_ unknown: String, among known: [String]) -> String? {
    if let question = question(for: unknown, in: known) { return question }
    guard let ours = keysElsewhere[unknown.lowercased()], known.contains(ours) else { return nil }
    return "did you mean `\(ours)`?"
  }

  /// Our keys by what Hugo, Jekyll, Zola, Eleventy and WordPress call them.
  private static let keysElsewhere = [
    "category": "categories", "cover": "image", "excerpt": "description", "featured_image": "image",
    "lastmod": "updated", "layout": "template", "menu": "navigation", "modified": "updated", "order": "part",
    "paginate": "postsPerPage", "path": "permalink", "redirect_from": "aliases", "summary": "description",
    "tag": "categories", "taxonomies": "categories", "tags": "categories", "thumbnail": "image", "url": "permalink",
    "weight": "part", "baseurl": "url", "base_url": "url", "lang": "language", "languagecode": "language",
    "bio": "description", "picture": "avatar", "photo": "avatar", "homepage": "url", "website": "url",
  ]
}
