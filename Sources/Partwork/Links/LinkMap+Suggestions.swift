import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport

/// What a link that leads nowhere was meant to be: what is nearest in kind, as the link to type.
extension LinkMap {
  /// What a link leads to, by its form: a link to a picture is not meant to be one to a text.
  private enum LinkedKind: Hashable {
    case picture
    case text
    case other

    init(ofPath path: String) {
      let name = path.fileName
      let suffix = name.contains(".") ? name.split(separator: ".").last?.lowercased() ?? "" : ""
      switch suffix {
      case "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff", "ico", "heic": self = .picture
      case "", "md", "markdown", "html", "htm": self = .text
      default: self = .other
      }
    }
  }

  /// The hint for a link in `file` to `target`, a path from the site's folder at which there is no file.
  ///
  /// - Parameter suffix: the query and fragment of the link.
  func hint(forFile target: String, suffix: String, from file: String, as kind: Reference.ReferenceKind) -> String {
    if target.split(separator: "/").contains(where: { FileName.isSkipped(String($0), in: "content/") }) {
      return "files and folders whose names begin with `_` or `.` are left out of the site: rename it"
    }
    let wanted: LinkedKind = kind == .image ? .picture : LinkedKind(ofPath: target)
    let name = target.fileName
    let folder = target.parent
    // Files in the same folder come first, and among them those with the same name.
    let candidates = urls.keys.filter { $0 != file && LinkedKind(ofPath: $0) == wanted }
      .map { (path: $0, isElsewhere: $0.parent != folder, isRenamed: $0.fileName != name) }
      .sorted { left, right in
        (left.isRenamed ? 1 : 0, left.isElsewhere ? 1 : 0, left.path)
          < (right.isRenamed ? 1 : 0, right.isElsewhere ? 1 : 0, right.path)
      }
    let titles = wanted == .text ? self.titles : [:]
    let items = candidates.map { NamedItem(Self.name(ofFile: $0.path), title: titles[$0.path]) }
    let found = Suggestion.places(like: Self.name(ofFile: target), among: items)
      .map { Self.relative(candidates[$0].path, toFolderOf: file) + suffix }
    return Suggestion.question(found)
      ?? "a path is relative to the folder of \(file.fileName); a URL of the site starts with `/`"
  }

  /// The hint for a link to the URL `path`, without escapes and without the site's base path, at which there is nothing.
  func hint(forURL path: String, as kind: Reference.ReferenceKind) -> String? {
    let wanted: LinkedKind = kind == .image ? .picture : LinkedKind(ofPath: path)
    let known = Set(addressedURLs).filter { LinkedKind(ofPath: $0) == wanted && !$0.contains("/page/") }.sorted()
    let decoded = known.map { PercentEncoding.decoded($0) }
    if let near = Suggestion.nearest(to: path, in: decoded).first, let place = decoded.firstIndex(of: near) {
      return Suggestion.question([known[place]])
    }
    // A page that was somewhere else has the same last name.
    let items = decoded.map { NamedItem(Self.name(ofFile: $0)) }
    return Suggestion.question(Suggestion.places(like: Self.name(ofFile: path), among: items).map { known[$0] })
  }

  /// The title of each text with a file.
  private var titles: [String: String] {
    let titles =
      posts.map { ($0.file, $0.title) } + pages.map { ($0.file, $0.title) } + series.map { ($0.file, $0.title) }
      + authors.map { ($0.file, $0.name) }
      + terms.compactMap { term in term.file.map { ($0, term.name) } }
    return Dictionary(titles, uniquingKeysWith: { first, _ in first })
  }

  /// What a file is called: its name without its date and extension, and for `index.md` that of its folder.
  static func name(ofFile path: String) -> String {
    var names = path.split(separator: "/")
    if let last = names.last, names.count > 1, last.hasPrefix("index.") { names.removeLast() }
    guard var name = names.last else { return "" }
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = name[..<dot] }
    let date = name.prefix(11)
    if date.count == 11, date.last == "-", (try? DateInput(parsing: String(date.dropLast()))) != nil {
      name = name.dropFirst(11)
    }
    return String(name)
  }

  /// `path` as a link in `file` has it: from the folder of the file, with escapes for what would end it in Markdown.
  private static func relative(_ path: String, toFolderOf file: String) -> String {
    let names = path.split(separator: "/")
    let folders = file.split(separator: "/").dropLast()
    let shared = zip(names, folders).prefix { $0 == $1 }.count
    let steps = repeatElement("..", count: folders.count - shared) + names.dropFirst(shared).map(String.init)
    let escapes: [Character: String] = [
      " ": "%20", "%": "%25", "?": "%3F", "#": "%23", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E",
    ]
    return steps.joined(separator: "/").map { escapes[$0] ?? String($0) }.joined()
  }
}
