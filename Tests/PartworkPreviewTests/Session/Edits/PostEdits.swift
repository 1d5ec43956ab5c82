import Foundation

/// Edits of posts and pages.
extension RandomEdits {
  /// Changes the text of a post and nothing above it.
  mutating func rewritePost() throws -> Edit {
    guard let path = random.pick(posts) else { return try createPost() }
    return try rewrite(path)
  }

  mutating func rewritePage() throws -> Edit {
    guard let path = random.pick(files(in: "content/pages")) else { return try makeOrRemovePage() }
    return try rewrite(path)
  }

  private mutating func rewrite(_ path: String) throws -> Edit {
    let text = read(path)
    guard let end = text.range(of: "---\n\n")?.upperBound else { return try createPost() }
    var body = String(text[end...])
    let kind = random.roll(4)
    if kind == 0, let place = body.lastIndex(where: \.isNumber) {
      // A file of the same length, written within one tick of the clock that timestamps files.
      body.replaceSubrange(place...place, with: String(random.roll(10)))
    } else if kind == 1, let line = body.split(separator: "\n\n").dropFirst().last {
      body = body.replacing("\n\n\(line)", with: "")
    } else if kind == 2 {
      body = "Paragraph \(count) is the first.\n\n\(body)"
    } else {
      body += "\n\(piece)\n"
    }
    try write(text[..<end] + body, to: path)
    return ("rewrite \(path)", [path])
  }

  /// Something that a post may contain.
  private var piece: String {
    mutating get {
      let other = random.pick(posts)?.split(separator: "/").dropFirst(2).joined(separator: "/") ?? "first.md"
      return random.pick([
        "Paragraph \(count), *new*, with [a link](/about/).",
        "## More",
        "## Heading \(count)",
        "See [another](/posts/first/), or [this](#more).",
        "See [more of the second](/posts/second/#more).",
        "[By its file](/content/posts/\(other)) and [so](../posts/\(other)).",
        "![A dot](/dot.svg \"Of \(count)\")",
        "A note.[^\(count)]\n\n[^\(count)]: Number \(count).",
        "<!--more-->",
        "<b>Raw \(count)</b>",
        "| a | b |\n|---|---|\n| \(count) | 2 |",
        "[Unsafe](javascript:alert(\(count)))",
      ]) ?? ""
    }
  }

  /// Changes the front matter of a post.
  mutating func changeFrontMatter() throws -> Edit {
    guard let path = random.pick(posts), let end = read(path).range(of: "---\n\n") else { return try createPost() }
    let text = read(path)
    let series = random.pick(["walk", "climb", nil]) ?? nil
    let date = "2026-0\(1 + random.roll(9))-1\(random.roll(10))"
    let extra =
      random.pick([
        "", "draft: true\n", "description: About \(count).\n", "aliases: [/old/\(random.roll(3))/]\n",
        "slug: slug-\(random.roll(3))\n", "image: {src: /dot.svg, alt: Dot}\n", "part: \(1 + random.roll(3))\n",
        "template: page\n", "permalink: /own/\(random.roll(3))/\n", "shortTitle: Short \(count)\n",
        "updated: 2026-05-0\(1 + random.roll(9))\n", "extra: {a: \(count)}\n",
      ]) ?? ""
    let author = random.pick(["ada", "grace"]) ?? "ada"
    let new = SmallSite.post("Title \(count)", date: date, author: author, series: series, extra: extra, body: "")
    try write(new.trimmingCharacters(in: .newlines) + "\n\n" + text[end.upperBound...], to: path)
    return ("change the front matter of \(path): \(extra)", [path])
  }

  mutating func createPost() throws -> Edit {
    let series = random.pick(["walk", "climb", nil]) ?? nil
    let path = "content/posts/new-\(count)" + (random.roll(3) == 0 ? "/index.md" : ".md")
    let date = "2026-0\(1 + random.roll(9))-1\(random.roll(10))"
    try write(SmallSite.post("New \(count)", date: date, series: series, body: "Text \(count)."), to: path)
    return ("create \(path)", [path])
  }

  mutating func renamePost() throws -> Edit {
    guard let path = random.pick(posts.filter { !$0.hasSuffix("/index.md") }) else { return try createPost() }
    let new = "content/posts/2026-02-02-renamed-\(count).md"
    try FileManager.default.moveItem(atPath: absolute(path), toPath: absolute(new))
    return ("rename \(path) to \(new)", [path, new])
  }

  mutating func removePost() throws -> Edit {
    guard let path = random.pick(posts), posts.count > 4 else { return try createPost() }
    try FileManager.default.removeItem(atPath: absolute(path))
    return ("remove \(path)", [path])
  }

  /// Turns a post into a folder, or renames its folder.
  mutating func movePost() throws -> Edit {
    guard let path = random.pick(posts) else { return try createPost() }
    if path.hasSuffix("/index.md") {
      let folder = String(path.dropLast("/index.md".count))
      let new = "content/posts/2026-02-02-folder-\(count)"
      let inside = files(in: folder).map { new + $0.dropFirst(folder.count) }
      try FileManager.default.moveItem(atPath: absolute(folder), toPath: absolute(new))
      return ("rename the folder \(folder)", Set(inside).union([folder, new]))
    }
    let new = path.dropLast(".md".count) + "/index.md"
    try write(read(path), to: String(new))
    try FileManager.default.removeItem(atPath: absolute(path))
    return ("make a folder of \(path)", [path, String(new)])
  }

  mutating func makeOrRemovePage() throws -> Edit {
    let path = random.pick(["content/pages/extra.md", "content/pages/deep/in/it.md", "content/pages/own.md"]) ?? ""
    if exists(path) {
      try FileManager.default.removeItem(atPath: absolute(path))
    } else {
      let facts = random.pick(["", "draft: true\n", "permalink: /own/\(random.roll(3))/\n", "template: post\n"]) ?? ""
      try write("---\ntitle: Page \(count)\n\(facts)---\n\nText \(count).\n", to: path)
    }
    return ("make or remove \(path)", [path])
  }
}
