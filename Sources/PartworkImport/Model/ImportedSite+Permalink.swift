internal import Partwork

extension ImportedSite {
  /// Finds the pattern that makes most of the addresses of the posts.
  mutating func findPermalink() {
    var counts: [String: Int] = [:]
    for post in posts where post.visibility == .open {
      if let pattern = pattern(of: post) { counts[pattern, default: 0] += 1 }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    permalink = best.flatMap { (try? PermalinkPattern(parsing: $0)) == nil ? nil : $0 }
  }

  /// The pattern that makes the address of a post of what else is known of it; nil if its slug is not in it.
  private func pattern(of post: ImportedPost) -> String? {
    guard let address = post.address, let date = post.date else { return nil }
    let day = date.prefix(10).split(separator: "-").map(String.init)
    let category = post.categories.first.flatMap { name in categories.first { $0.name == name }?.slug }
    var names: [(String, String)] = []
    if day.count == 3 { names = [(day[0], ":year"), (day[1], ":month"), (day[2], ":day")] }
    if let category { names.append((category, ":category")) }
    var hasSlug = false
    let segments = address.split(separator: "/").map { segment -> String in
      if segment == post.slug || segment.hasPrefix(post.slug + ".") {
        hasSlug = true
        return ":slug" + segment.dropFirst(post.slug.count)
      }
      guard let index = names.firstIndex(where: { $0.0 == segment }) else { return String(segment) }
      return names.remove(at: index).1
    }
    if !hasSlug { return nil }
    let isFile = address.hasSuffix(".html") || address.hasSuffix(".htm")
    return segments.map { "/" + $0 }.joined() + (isFile ? "" : "/")
  }
}
