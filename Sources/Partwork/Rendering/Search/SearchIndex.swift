import PartworkMarkdown
import PartworkSupport

/// The index of a site's search: which word is in which documents.
///
/// Its files are plain JSON, which `search.js` loads as needed: one with the first word of each file of words, a file of
/// words for each word of a query, and what is shown of each result. docs/decisions/search.md says why.
struct SearchIndex: Sendable {
  /// The files of words, each with its first word.
  private let wordFiles: [(first: ArraySlice<UInt8>, json: [UInt8])]
  private let documentCount: Int

  /// Changes with the index and the texts, so that browsers do not mix files of two builds.
  private let version: ContentHash

  /// Documents whose words are collected together.
  private static let batchSize = 256

  /// Reads all documents in parallel.
  static func make(_ plan: SearchPlan, in context: RenderContext) async -> SearchIndex {
    let (size, meanLength) = (plan.documents.count, plan.meanLength(in: context.site))
    let batches = await parallelMap((size + batchSize - 1) / batchSize) { batch in
      collect(batch, of: plan, meanLength: meanLength, in: context)
    }
    return SearchIndex(batches, plan, in: context)
  }

  /// Reads all documents one after the other.
  init(_ plan: SearchPlan, in context: RenderContext) {
    let meanLength = plan.meanLength(in: context.site)
    let batches = (0..<(plan.documents.count + Self.batchSize - 1) / Self.batchSize).map { batch in
      Self.collect(batch, of: plan, meanLength: meanLength, in: context)
    }
    self.init(batches, plan, in: context)
  }

  private static func collect(
    _ batch: Int, of plan: SearchPlan, meanLength: Double, in context: RenderContext
  ) -> CollectedWords {
    var collector = SearchCollector(meanLength: meanLength)
    for number in batch * batchSize..<min((batch + 1) * batchSize, plan.documents.count) {
      collector.add(plan.documents[number], number, of: context.site)
    }
    return CollectedWords(words: collector.words, postings: collector.postings)
  }

  private init(_ batches: [CollectedWords], _ plan: SearchPlan, in context: RenderContext) {
    var words = WordTable()
    var uses: [[(batch: Int, place: Int)]] = []
    for (batch, collected) in batches.enumerated() {
      for place in 0..<collected.words.count {
        let word = collected.words[place].withUnsafeBufferPointer { words.place(of: $0) }
        if word == uses.count { uses.append([]) }
        uses[word].append((batch, place))
      }
    }
    let order = words.sorted
    let encoded = order.map { word in
      var postings = EncodedPostings()
      for use in uses[word] { for posting in batches[use.batch].postings[use.place] { postings.append(posting) } }
      return postings.text
    }
    documentCount = plan.documents.count
    wordFiles = Self.files(order.map { words[$0] }, encoded, count: plan.wordFileCount)
    var version = ContentHash()
    for file in wordFiles { version.add(file.json) }
    for (number, document) in plan.documents.enumerated() {
      version.add(context.site.body(of: document).plain)
      version.add(UInt64(number))
    }
    self.version = version
  }

  /// `count` files of about the same size.
  private static func files(
    _ words: [ArraySlice<UInt8>], _ postings: [[UInt8]], count: Int
  ) -> [(first: ArraySlice<UInt8>, json: [UInt8])] {
    let total = zip(words, postings).reduce(1) { $0 + $1.0.count + $1.1.count }
    var files: [(first: ArraySlice<UInt8>, json: [UInt8])] = []
    var (written, next) = (0, 0)
    for number in 0..<count {
      let first = next
      while next < words.count, number == count - 1 || written * count < total * (number + 1) {
        written += words[next].count + postings[next].count
        next += 1
      }
      var json = Array("{".utf8)
      for place in first..<next {
        json += place == first ? "\n\"".utf8 : ",\n\"".utf8
        json += words[place]
        json += "\":\"".utf8
        json += postings[place]
        json.append(UInt8(ascii: "\""))
      }
      json += "\n}\n".utf8
      files.append((first < words.count ? words[first] : [], json))
    }
    return files
  }

  /// The bytes of the manifest or of a file of words.
  func bytes(of file: SearchFile) -> [UInt8] {
    switch file {
    case .manifest:
      JSONWriter.text(.compact) { json in
        json.object { json in
          json.string("version", "\(version)")
          json.integer("documents", documentCount)
          json.array("words") { json in
            for file in wordFiles where !file.first.isEmpty {
              json.element(String(decoding: file.first, as: UTF8.self))
            }
          }
        }
      }
    case .words(let number): wordFiles[number].json
    case .text: []
    }
  }
}

/// The words of some documents.
private struct CollectedWords: Sendable {
  let words: WordTable
  let postings: [[SearchCollector.Posting]]
}

extension SearchPlan {
  /// The mean number of words in a document, at least one.
  fileprivate func meanLength(in site: Site) -> Double {
    let total = documents.reduce(0) { $0 + site.body(of: $1).wordCount }
    return max(1, Double(total) / Double(max(1, documents.count)))
  }
}

/// The documents of a word, in text: for each the distance from the one before it, and a digit with its level, to which 32
/// is added if the number of the first passage follows.
///
/// A digit is a character of base64url (RFC 4648, section 5). A number is written in digits of five bits, the lowest
/// first, with 32 added to all but the last.
private struct EncodedPostings {
  private(set) var text: [UInt8] = []
  private var last: Int32 = -1

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  mutating func append(_ posting: SearchCollector.Posting) {
    append(Int(posting.document - last - 1))
    text.append(Self.digits[Int(posting.level) | (posting.passage > 0 ? 32 : 0)])
    if posting.passage > 0 { append(Int(posting.passage)) }
    last = posting.document
  }

  private mutating func append(_ number: Int) {
    var rest = number
    while rest > 31 {
      text.append(Self.digits[rest & 31 | 32])
      rest >>= 5
    }
    text.append(Self.digits[rest])
  }
}

extension SearchCollector {
  /// Adds the words of `document`. Titles weigh more than what is about the document, and that more than its text.
  fileprivate mutating func add(
    _ document: SearchDocument, _ number: Int, of site: Site
  ) {
    let body = site.body(of: document)
    body.plain.withUnsafeBufferPointer { text in
      for (place, range) in SearchPlan.passages(of: body.plain).enumerated() {
        add(UnsafeBufferPointer(rebasing: text[range]), of: number, count: 1, passage: place)
      }
    }
    for heading in body.headings { add(heading.text, of: number, bonus: 1) }
    switch document {
    case .page(let handle):
      let page = site.pages[handle]
      add(page.title, of: number, bonus: 3)
      add(page.subtitle, of: number, bonus: 1)
      add(page.description, of: number, bonus: 1)
    case .series(let handle):
      let series = site.series[handle]
      add(series.title, of: number, bonus: 3)
      add(series.description, of: number, bonus: 1)
      for credit in series.authors { add(site.authors[credit.author].name, of: number, bonus: 1) }
    case .post(let handle):
      let post = site.posts[handle]
      add(post.title, of: number, bonus: 3)
      add(post.shortTitle, of: number, bonus: 2)
      add(post.subtitle, of: number, bonus: 1)
      add(post.description, of: number, bonus: 1)
      for term in post.categories + post.tags { add(site.terms[term].name, of: number, bonus: 1.5) }
      for credit in post.credits { add(site.authors[credit.author].name, of: number, bonus: 1) }
      for membership in post.memberships { add(membership, of: number, in: site) }
    }
    endDocument(number, length: body.wordCount)
  }

  /// Adds what finds the part of a series by its number: the number with `#`, and the words of the series' title with
  /// `@`, whose levels add up to 31 or nearly so for the whole title.
  private mutating func add(_ membership: Membership, of number: Int, in site: Site) {
    let title = site.series[membership.series].title
    add(title, of: number, bonus: 1.5)
    add(String(membership.place + 1), of: number, bonus: 3, mark: UInt8(ascii: "#"))
    var count = 0
    var reader = SearchWords()
    var copy = title
    copy.withUTF8 { reader.read($0) { _ in count += 1 } }
    add(title, of: number, bonus: 7.75 / Double(max(1, count)), mark: UInt8(ascii: "@"))
  }

  private mutating func add(_ text: String?, of number: Int, bonus: Double, mark: UInt8? = nil) {
    guard var text else { return }
    text.withUTF8 { add($0, of: number, bonus: bonus, mark: mark) }
  }
}
