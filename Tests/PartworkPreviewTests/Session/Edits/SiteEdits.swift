import Foundation

/// Edits of everything but posts and pages.
extension RandomEdits {
  mutating func editSeries() throws -> Edit {
    let id = random.pick(["walk", "climb", "extra"]) ?? "walk"
    let path = "content/series/\(id).md"
    let status = random.pick(["ongoing", "complete", "paused"]) ?? "ongoing"
    let more =
      random.pick([
        "", "recap: true\n", "parts: [first, second, {title: Announced \(count), date: 2026-09-01}]\n",
        "intro: \"After {{previous.title}}, before [{{next.title}}]({{next.url}}).\"\n", "authors: [grace]\n",
        "intro: {first: Begins, middle: \"Goes on \(count)\", last: \"{{title}} ends {{series.title}}\"}\n",
      ]) ?? ""
    try write(
      "---\ntitle: Series \(count)\nstatus: \(status)\noutro: \"{{number}}, \(count)\"\n\(more)---\n\nIntro \(count)\n",
      to: path)
    return ("edit the series \(id): \(more)", [path])
  }

  mutating func editAuthor() throws -> Edit {
    let path = "content/authors/\(random.pick(["ada", "grace", "joan"]) ?? "ada").md"
    if path.hasSuffix("joan.md"), exists(path) {
      try FileManager.default.removeItem(atPath: absolute(path))
    } else {
      let more = random.pick(["", "avatar: /dot.svg\n", "callToAction: Write to \(count).\n"]) ?? ""
      try write("---\nname: Author \(count)\n\(more)---\n\nBio \(count)\n", to: path)
    }
    return ("edit \(path)", [path])
  }

  mutating func editTerm() throws -> Edit {
    let path = "content/\(random.pick(["categories/paths", "categories/other", "tags/salt"]) ?? "tags/salt").md"
    if exists(path), random.roll(2) == 0 {
      try FileManager.default.removeItem(atPath: absolute(path))
    } else {
      let parent = path.hasPrefix("content/tags") ? "" : random.pick(["", "parent: other\n", "parent: paths\n"]) ?? ""
      try write("---\ntitle: Term \(count)\n\(parent)---\n\nOf \(count).\n", to: path)
    }
    return ("edit \(path)", [path])
  }

  mutating func editSettings() throws -> Edit {
    let path = "content/site.yml"
    let more =
      random.pick([
        "", "postsPerPage: 2\n", "permalink: /:year/:slug/\n", "markdown:\n  rawHTML: true\n",
        "navigation:\n  - About: /about/\n", "callToAction: Come \(count) times.\n",
      ]) ?? ""
    let url = random.pick(["https://example.com/", "https://example.com/blog/"]) ?? ""
    try write(SmallSite.settings(title: "Site \(count)", url: url, more: more), to: path)
    return ("edit the settings: \(url) \(more)", [path])
  }

  mutating func editTemplate() throws -> Edit {
    let special =
      random.pick(["templates/series-walk.mustache", "templates/category-paths.mustache", "templates/tag.mustache"])
      ?? ""
    if random.roll(4) == 0 {
      if exists(special) {
        try FileManager.default.removeItem(atPath: absolute(special))
      } else {
        try write("Special \(count): {{site.title}}", to: special)
      }
      return ("make or remove \(special)", [special])
    }
    let path = random.pick(files(in: "templates").filter { $0.hasSuffix(".mustache") }) ?? special
    try write(read(path) + "<!-- \(count) -->", to: path)
    return ("edit \(path)", [path])
  }

  mutating func editAsset() throws -> Edit {
    let path = random.pick(["style.css", "dot.svg", "more.css"]).map { "templates/assets/\($0)" } ?? ""
    let text = path.hasSuffix(".svg") ? SmallSite.dot(count) : "p { order: \(count); background: url(dot.svg) }"
    try write(text, to: path)
    return ("edit \(path)", [path])
  }

  mutating func editCopiedFile() throws -> Edit {
    let known = ["content/dot.svg", "content/new/file.txt", "content/notes.md"]
    let path = random.pick(known + files(in: "content/posts").filter { $0.hasSuffix(".svg") }) ?? ""
    if path != "content/dot.svg", exists(path), random.roll(4) == 0 {
      try FileManager.default.removeItem(atPath: absolute(path))
      return ("remove \(path)", [path])
    }
    try write(SmallSite.dot(count, size: 10 + random.roll(30)), to: path)
    return ("edit \(path)", [path])
  }

  static var links: [String] { ["content/linked.svg", "content/posts/linked.md", "content/linked"] }

  mutating func makeOrRemoveLink() throws -> Edit {
    let path = random.pick(Self.links) ?? ""
    if exists(path) || isLink(path) {
      try FileManager.default.removeItem(atPath: absolute(path))
      return ("remove the link \(path)", [path])
    }
    guard exists("content/posts") else { return try createPost() }
    let target = path.hasSuffix(".svg") ? "dot.svg" : path.hasSuffix(".md") ? random.pick(posts) ?? "" : "new"
    // The target of a link is relative to the folder of the link.
    try FileManager.default.createSymbolicLink(
      atPath: absolute(path), withDestinationPath: path.hasSuffix(".md") ? String(target.dropFirst(14)) : target)
    return ("make a link of \(path) to \(target)", [path])
  }
}
