import Foundation
import PartworkPreview

/// A hand that edits a site at random: what it does depends on its seed alone.
struct RandomEdits {
  let directory: URL
  private var random: Dice
  private var count = 0

  /// The bytes of files that were broken, to mend them again.
  private var broken: [String: Data] = [:]

  init(in directory: URL, seed: UInt64) {
    self.directory = directory
    random = Dice(state: seed)
  }

  /// Edits something.
  /// - Returns: what was done, and the paths of what changed.
  mutating func edit() throws -> (name: String, paths: Set<String>) {
    count += 1
    // Sites are whole most of the time.
    if broken.count > 1 || !broken.isEmpty && random.roll(2) == 0 { return try mend() }
    switch random.roll(14) {
    case 0, 1, 2: return try rewrite(random.pick(posts), "edit a post")
    case 3: return try create()
    case 4: return try rename()
    case 5: return try remove()
    case 6: return try breakFile()
    case 7: return try series()
    case 8: return try author()
    case 9: return try settings()
    case 10: return try template()
    case 11: return try asset()
    case 12: return try staticFile()
    default: return try move()
    }
  }
}

extension RandomEdits {
  private var posts: [String] { files(in: "content/posts").filter { $0.hasSuffix(".md") } }

  private func files(in folder: String) -> [String] {
    let found = try? FileManager.default.subpathsOfDirectory(atPath: directory.appending(path: folder).path)
    return (found ?? []).map { "\(folder)/\($0)" }.filter { !isFolder($0) }.sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: absolute(path), isDirectory: &isFolder) && isFolder.boolValue
  }

  private func absolute(_ path: String) -> String { "\(directory.path)/\(path)" }

  private func read(_ path: String) -> Data { FileManager.default.contents(atPath: absolute(path)) ?? Data() }

  private func write(_ text: String, to path: String) throws {
    let file = directory.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Replaces a digit by another: a file of the same length, written within the same tick of the clock of files.
  private mutating func rewrite(_ path: String?, _ name: String) throws -> (String, Set<String>) {
    guard let path else { return try create() }
    var text = String(decoding: read(path), as: UTF8.self)
    if let place = text.lastIndex(where: \.isNumber), place > text.startIndex, random.roll(2) == 0,
      text[..<place].contains("---\n\n")
    {
      text.replaceSubrange(place...place, with: String(random.roll(10)))
    } else {
      text += "\nParagraph \(count), *new*, with [a link](/about/).\n"
    }
    try write(text, to: path)
    return ("\(name): \(path)", [path])
  }

  private mutating func create() throws -> (String, Set<String>) {
    let series = random.pick(["walk", "climb", nil]) ?? nil
    let path = "content/posts/new-\(count)" + (random.roll(3) == 0 ? "/index.md" : ".md")
    let date = "2026-0\(1 + random.roll(9))-1\(random.roll(10))"
    try write(SmallSite.post("New \(count)", date: date, series: series, body: "Text \(count)."), to: path)
    return ("create \(path)", [path])
  }

  private mutating func rename() throws -> (String, Set<String>) {
    guard let path = random.pick(posts.filter { !$0.hasSuffix("/index.md") }) else { return try create() }
    let new = "content/posts/2026-02-02-renamed-\(count).md"
    try FileManager.default.moveItem(atPath: absolute(path), toPath: absolute(new))
    if let bytes = broken.removeValue(forKey: path) { broken[new] = bytes }
    return ("rename \(path) to \(new)", [path, new])
  }

  private mutating func remove() throws -> (String, Set<String>) {
    guard let path = random.pick(posts), posts.count > 4 else { return try create() }
    try FileManager.default.removeItem(atPath: absolute(path))
    broken[path] = nil
    return ("remove \(path)", [path])
  }

  /// Makes a folder of a post, or renames the folder of one.
  private mutating func move() throws -> (String, Set<String>) {
    guard let path = random.pick(posts), broken[path] == nil else { return try create() }
    if path.hasSuffix("/index.md") {
      let folder = String(path.dropLast("/index.md".count))
      let new = "content/posts/2026-02-02-folder-\(count)"
      let inside = files(in: folder).map { new + $0.dropFirst(folder.count) }
      try FileManager.default.moveItem(atPath: absolute(folder), toPath: absolute(new))
      return ("rename the folder \(folder)", Set(inside).union([folder, new]))
    }
    let new = path.dropLast(".md".count) + "/index.md"
    try write(String(decoding: read(path), as: UTF8.self), to: String(new))
    try FileManager.default.removeItem(atPath: absolute(path))
    return ("make a folder of \(path)", [path, String(new)])
  }

  private mutating func breakFile() throws -> (String, Set<String>) {
    let (path, text) =
      random.pick([
        (random.pick(posts) ?? "content/posts/x.md", "---\ntitel: Wrong\n---\n"),
        (random.pick(posts) ?? "content/posts/x.md", "---\ntitle: [\n---\n"),
        ("content/series/walk.md", "---\ntitle: A walk\nparts: [nothing]\n---\n"),
        ("content/site.yml", "title: No URL\nurl: nowhere\n"),
        ("templates/post.mustache", "{{#post}}{{titel}}{{/post}}"),
        ("templates/partials/card.mustache", "{{#title}}"),
        ("content/authors/ada.md", "no front matter"),
      ]) ?? ("content/site.yml", "")
    if broken[path] == nil { broken[path] = read(path) }
    try write(text, to: path)
    return ("break \(path)", [path])
  }

  private mutating func mend() throws -> (String, Set<String>) {
    guard let path = random.pick(broken.keys.sorted()), let bytes = broken.removeValue(forKey: path) else {
      return try create()
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let isNew = text.isEmpty && path.hasPrefix("content/posts/")
    try write(isNew ? SmallSite.post("Mended", body: "Text") : text, to: path)
    return ("mend \(path)", [path])
  }

  private mutating func series() throws -> (String, Set<String>) {
    let id = random.pick(["walk", "climb", "extra"]) ?? "walk"
    let path = "content/series/\(id).md"
    guard broken[path] == nil else { return try mend() }
    let status = random.pick(["ongoing", "complete", "paused"]) ?? "ongoing"
    try write(
      "---\ntitle: Series \(count)\nstatus: \(status)\noutro: \"{{number}}, \(count)\"\n---\nIntro \(count)\n", to: path
    )
    return ("edit the series \(id)", [path])
  }

  private mutating func author() throws -> (String, Set<String>) {
    let path = "content/authors/\(random.pick(["ada", "grace", "joan"]) ?? "ada").md"
    guard broken[path] == nil else { return try mend() }
    if path.hasSuffix("joan.md"), FileManager.default.fileExists(atPath: absolute(path)) {
      try FileManager.default.removeItem(atPath: absolute(path))
    } else {
      try write("---\nname: Author \(count)\n---\nBio \(count)\n", to: path)
    }
    return ("edit \(path)", [path])
  }

  private mutating func settings() throws -> (String, Set<String>) {
    let path = "content/site.yml"
    guard broken[path] == nil else { return try mend() }
    let more =
      random.pick(["", "postsPerPage: 2\n", "permalink: /:year/:slug/\n", "markdown:\n  rawHTML: true\n"]) ?? ""
    let url = random.pick(["https://example.com/", "https://example.com/blog/"]) ?? ""
    try write(SmallSite.settings(title: "Site \(count)", url: url, more: more), to: path)
    return ("edit the settings: \(url) \(more)", [path])
  }

  private mutating func template() throws -> (String, Set<String>) {
    let special = "templates/series-walk.mustache"
    if random.roll(4) == 0 {
      if FileManager.default.fileExists(atPath: absolute(special)) {
        try FileManager.default.removeItem(atPath: absolute(special))
      } else {
        try write("Special \(count): {{series.title}}", to: special)
      }
      return ("make or remove \(special)", [special])
    }
    let path = random.pick(files(in: "templates").filter { $0.hasSuffix(".mustache") }) ?? special
    guard broken[path] == nil else { return try mend() }
    try write(String(decoding: read(path), as: UTF8.self) + "<!-- \(count) -->", to: path)
    return ("edit \(path)", [path])
  }

  private mutating func asset() throws -> (String, Set<String>) {
    let path = random.pick(["style.css", "dot.svg", "more.css"]).map { "templates/assets/\($0)" } ?? ""
    let text = path.hasSuffix(".svg") ? SmallSite.dot(count) : "p { order: \(count); background: url(dot.svg) }"
    try write(text, to: path)
    return ("edit \(path)", [path])
  }

  private mutating func staticFile() throws -> (String, Set<String>) {
    let path =
      random.pick(
        ["content/dot.svg", "content/new/file.txt"] + files(in: "content/posts").filter { $0.hasSuffix(".svg") }) ?? ""
    try write(SmallSite.dot(count), to: path)
    return ("edit \(path)", [path])
  }
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Dice {
  var state: UInt64

  /// A number from 0 to `sides` - 1.
  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)) % UInt64(sides))
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element? {
    choices.isEmpty ? nil : choices[roll(choices.count)]
  }
}
