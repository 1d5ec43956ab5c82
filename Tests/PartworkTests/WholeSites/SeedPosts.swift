import Foundation
import TestSupport

/// The posts that the sample theme must be able to reproduce, parsed by the structure of their file.
///
/// Their words belong to their author and are not part of this project: the file is read from beside the repository.
struct SeedPosts {
  struct Post {
    var title: String
    var subtitle: String
    var categories: [String]
    var paragraphs: [String]
    var bio: String
    var callToAction: String
  }

  static let folder = packageRoot.appending(path: "../shared/seeds").standardizedFileURL

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path()) }

  /// Oldest first; the file has the newest first.
  let posts: [Post]

  init() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()).filter { $0.hasSuffix(".txt") }
    let text = try names.sorted().map { try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8) }
      .joined(separator: "\n")
    let blocks = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    posts = blocks.split(separator: "Categories").map { Self.post(Array($0)) }.reversed()
  }

  /// A line of categories, the title, the subtitle, the paragraphs, the bio and the call to action.
  private static func post(_ lines: [String]) -> Post {
    Post(
      title: lines[1], subtitle: lines[2], categories: categories(lines[0]),
      paragraphs: Array(lines[3..<lines.count - 2]),
      bio: lines[lines.count - 2], callToAction: lines[lines.count - 1])
  }

  /// The names in a line without separators: each begins with the word that begins the line.
  private static func categories(_ line: String) -> [String] {
    let words = line.split(separator: " ")
    var names: [[Substring]] = []
    for word in words {
      if word == words[0] { names.append([word]) } else { names[names.count - 1].append(word) }
    }
    return names.map { $0.joined(separator: " ") }
  }
}

extension SeedPosts.Post {
  /// The short sentence that a paragraph begins with, or that it consists of, is its heading. The opening and the
  /// closing paragraphs have none, nor has one below a heading that stands alone.
  func heading(of paragraph: String) -> String? {
    guard let place = paragraphs.firstIndex(of: paragraph), place >= 2, place < paragraphs.count - 1 else { return nil }
    guard let end = paragraph.firstIndex(of: ".") else { return nil }
    let sentence = String(paragraph[...end])
    return sentence.split(separator: " ").count <= 9 && heading(of: paragraphs[place - 1]) != paragraphs[place - 1]
      ? sentence : nil
  }

  /// The text as a writer would type it in Markdown: run-in headings bold, nothing else changed.
  var markdown: String {
    paragraphs.map { paragraph in
      guard let heading = heading(of: paragraph) else { return paragraph }
      return "**\(heading)**" + paragraph.dropFirst(heading.count)
    }.joined(separator: "\n\n")
  }
}
