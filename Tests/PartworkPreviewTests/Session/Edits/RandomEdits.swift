import Foundation
import TestSupport

/// Edits a site at random; what is edited depends only on the seed.
struct RandomEdits {
  let directory: URL
  var random: Dice

  /// The number of edits so far; it makes each text new.
  private(set) var count = 0

  /// The site when it last had no errors, to go back to.
  private var good: Folder

  init(in directory: URL, seed: UInt64) throws {
    self.directory = directory
    random = Dice(state: seed)
    good = try Folder(reading: directory)
  }

  /// What was done, and the paths that changed, as a watcher reports them.
  typealias Edit = (name: String, paths: Set<String>)

  /// Makes one edit, and sometimes several at once.
  /// - Parameter isGood: whether the site has no errors. Errors are fixed after a while.
  mutating func edit(isGood: Bool) throws -> Edit {
    if isGood { good = try Folder(reading: directory) }
    if !isGood, random.roll(2) == 0 { return try fix() }
    var edit = try editOnce()
    while random.roll(8) == 0 {
      let next = try editOnce()
      edit = ("\(edit.name), \(next.name)", edit.paths.union(next.paths))
    }
    return edit
  }

  private mutating func editOnce() throws -> Edit {
    count += 1
    switch random.roll(24) {
    case 0...4: return try rewritePost()
    case 5: return try rewritePage()
    case 6, 7: return try changeFrontMatter()
    case 8: return try createPost()
    case 9: return try renamePost()
    case 10: return try removePost()
    case 11: return try movePost()
    case 12: return try makeOrRemovePage()
    case 13, 14: return try breakFile()
    case 15, 16: return try editSeries()
    case 17: return try editAuthor()
    case 18: return try editTerm()
    case 19: return try editSettings()
    case 20: return try editTemplate()
    case 21: return try editAsset()
    case 22: return try editCopiedFile()
    default: return random.roll(3) == 0 ? try removeFolder() : try makeOrRemoveLink()
    }
  }
}

extension RandomEdits {
  private mutating func breakFile() throws -> Edit {
    let post = random.pick(posts) ?? "content/posts/x.md"
    let (path, text) =
      random.pick([
        (post, "---\ntitel: Wrong\n---\n"),
        (post, "---\ntitle: [\n---\n"),
        (post, read(post) + "\n[Nowhere](nowhere.md), [nor here](#nowhere).\n"),
        (post, "no front matter"),
        ("content/series/walk.md", "---\ntitle: A walk\nparts: [nothing]\n---\n"),
        ("content/series/walk.md", "---\ntitle: A walk\noutro: \"{{nothing}}\"\n---\n"),
        ("content/site.yml", "title: No URL\nurl: nowhere\n"),
        ("content/site.yml", nil),
        ("content/authors/ada.md", "no front matter"),
        ("templates/post.mustache", "{{#post}}{{titel}}{{/post}}"),
        ("templates/post.mustache", nil),
        ("templates/partials/card.mustache", "{{#title}}"),
        ("templates/partials/card.mustache", nil),
        ("templates/assets/style.css", nil),
      ]) ?? (post, nil)
    if let text {
      try write(text, to: path)
    } else {
      try? FileManager.default.removeItem(atPath: absolute(path))
    }
    return ("break \(path)", [path])
  }

  private mutating func removeFolder() throws -> Edit {
    let path = random.pick(["content", "templates", "content/posts", "templates/partials", "content/authors"]) ?? ""
    guard exists(path) else { return try createPost() }
    try FileManager.default.removeItem(atPath: absolute(path))
    return ("remove \(path)", [path])
  }

  /// Takes the site back to when it had no errors, as `git checkout` does.
  private func fix() throws -> Edit {
    let now = try Folder(reading: directory)
    // A folder is read through its links, without those that lead nowhere.
    let links = Self.links.filter(isLink)
    let paths = Set(now.paths).union(good.paths).filter { now.files[$0] != good.files[$0] }.union(links)
    for path in paths { try? FileManager.default.removeItem(atPath: absolute(path)) }
    try Folder(good.files.filter { paths.contains($0.key) }).write(to: directory)
    return ("fix \(paths.sorted())", paths)
  }
}

/// What is on disk.
extension RandomEdits {
  var posts: [String] { files(in: "content/posts").filter { $0.hasSuffix(".md") && !isLink($0) } }

  func files(in folder: String) -> [String] {
    let found = try? FileManager.default.subpathsOfDirectory(atPath: absolute(folder))
    return (found ?? []).map { "\(folder)/\($0)" }.filter { !isFolder($0) }.sorted()
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: absolute(path)) }

  func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: absolute(path))) != nil
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: absolute(path), isDirectory: &isFolder) && isFolder.boolValue
  }

  func absolute(_ path: String) -> String { "\(directory.path)/\(path)" }

  func read(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: absolute(path)) ?? Data(), as: UTF8.self)
  }

  func write(_ text: String, to path: String) throws {
    let file = directory.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
