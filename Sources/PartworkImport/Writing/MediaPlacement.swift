internal import PartworkSupport

/// Where the files of the media library are in the site: beside the one text that shows them, or else at their old
/// address.
struct MediaPlacement {
  /// A text that shows a file.
  struct User: Hashable {
    /// The path of its file without its ending: `content/posts/a-letter`; empty for what is not one text.
    var file: String
    var isOpen: Bool

    /// The site itself, or a page without a folder.
    static let site = User(file: "", isOpen: true)
  }

  /// The path of each file, by its index in the library.
  private(set) var paths: [Int: String] = [:]
  /// The texts that have a folder, as `User` has them.
  private(set) var folders: Set<String> = []
  private var taken: Set<String> = []

  /// Finds a place for a file, which is there already if `twin` is the index of one with the same bytes.
  ///
  /// What only hidden texts show stays beside one of them, so that it is not published.
  mutating func place(_ index: Int, _ file: ImportedMedia, _ users: [User], twin: Int?) {
    if let path = twin.flatMap({ paths[$0] }) {
      paths[index] = path
      return
    }
    let open = users.filter(\.isOpen)
    let owner = users.count == 1 || open.isEmpty ? users.first : nil
    let name = Self.name(file)
    if let owner, !owner.file.isEmpty {
      folders.insert(owner.file)
      paths[index] = free("\(owner.file)/\(name)")
    } else {
      let folders = file.path.split(separator: "/").dropLast().map { Slug.make($0) }.filter { !$0.isEmpty }
      let root = file.source == nil && !file.isAtRoot ? "content/wp-content/uploads" : "content"
      paths[index] = free(([root] + folders + [name]).joined(separator: "/"))
    }
  }

  /// A path of which no other differs in nothing but case.
  private mutating func free(_ path: String) -> String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    var result = path
    var number = 2
    while !taken.insert(result.lowercased()).inserted {
      result = "\(path[..<dot])-\(number)\(path[dot...])"
      number += 1
    }
    return result
  }

  /// A name that is safe in every file system and in links.
  private static func name(_ file: ImportedMedia) -> String {
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    let kept = name.map { character in
      character.isLetter || character.isNumber || "-_.".contains(character) ? character : "-"
    }
    let safe = String(kept.drop { "._".contains($0) })
    return safe.isEmpty || safe == "index.md" ? "file-\(safe)" : safe
  }
}
