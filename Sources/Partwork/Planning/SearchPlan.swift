import PartworkMarkdown

/// What the search of a site finds, and the files of its index: only what everyone can read.
package struct SearchPlan: Sendable {
  /// The page for searching. The files of the index are below it.
  static let url = "/search/"

  /// Pages and series, then posts from the oldest to the newest: a new post gets the last number, and the files of the
  /// others stay as they are.
  package let documents: [SearchDocument]

  /// How many files the words are in.
  let wordFileCount: Int

  /// The files of the index.
  let files: [SearchFile]

  init(_ site: Site) {
    let pages = site.pages.handles.filter { site.pages[$0].state == .live && site.pages[$0].url != Page.notFoundURL }
    let series = site.series.handles.filter { !site.series[$0].isInPreparation }
    let posts = site.posts.handles.reversed().filter { site.posts[$0].state == .live }
    documents = pages.map { .page($0) } + series.map { .series($0) } + posts.map { .post($0) }
    var size = 0
    var texts: [SearchFile] = []
    for (number, document) in documents.enumerated() {
      let text = site.body(of: document).plain
      size += Self.indexSize(of: text)
      texts += Self.passages(of: text).indices.map { passage in
        .text(SearchText(document: document, number: number, passage: passage))
      }
    }
    wordFileCount = max(1, size / Self.wordFileSize)
    files = [.manifest] + (0..<wordFileCount).map { .words($0) } + texts
  }
}

/// What a search can find.
package enum SearchDocument: Sendable, Hashable {
  case page(Handle<PlainPage>)
  case series(Handle<Series>)
  case post(Handle<Post>)
}

/// A file of the index.
package enum SearchFile: Sendable, Hashable {
  /// Which words are in which file.
  case manifest
  /// Where the words of one stretch of the alphabet are.
  case words(Int)
  /// What is shown of a result.
  case text(SearchText)

  /// The path relative to the output folder.
  var path: String {
    switch self {
    case .manifest: "search/index.json"
    case .words(let number): "search/words/\(number).json"
    case .text(let text): "search/texts/\(text.number)\(text.passage == 0 ? "" : "-\(text.passage)").json"
    }
  }
}

/// A passage of a document; the first comes with what the document is called.
package struct SearchText: Sendable, Hashable {
  package let document: SearchDocument

  /// The number of the document in the plan.
  let number: Int

  /// The place of the passage among those of the document, from 0.
  let passage: Int
}

extension Site {
  func body(of document: SearchDocument) -> Document {
    switch document {
    case .page(let page): pages[page].body
    case .series(let series): self.series[series].body
    case .post(let post): posts[post].body
    }
  }
}

extension SearchPlan {
  /// About the bytes of a file of words and of a passage: a search loads one or two of the first for each word, and one
  /// of the second for each result.
  private static let wordFileSize = 8_000
  private static let passageSize = 6_000

  /// About how many bytes the index needs for the words of `text`: a few for each word, and for each character of a
  /// script without spaces.
  private static func indexSize(of text: [UInt8]) -> Int {
    let wide = text.withUnsafeBufferPointer { bytes in bytes.reduce(0) { $1 >= 0xE0 ? $0 + 1 : $0 } }
    return wide * 3 + max(0, text.count - wide * 3) / 5
  }

  /// The passages of `text`, in UTF-8: cut at white space if there is some.
  static func passages(of text: [UInt8]) -> [Range<Int>] {
    var passages: [Range<Int>] = []
    var start = 0
    while text.count - start > passageSize {
      let (least, most) = (start + passageSize / 2, start + passageSize)
      let end =
        text[least..<most].lastIndex { $0 <= UInt8(ascii: " ") }
        ?? text[least...most].lastIndex { $0 & 0b1100_0000 != 0b1000_0000 } ?? most
      passages.append(start..<end)
      start = end
    }
    passages.append(start..<text.count)
    return passages
  }
}
