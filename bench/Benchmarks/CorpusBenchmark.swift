import CCMark
import Foundation
import PartworkMarkdown

/// What reading costs beside libcmark alone, over all posts of a corpus, in one thread.
///
/// Each text is read in every way before the next one is, so that whatever else the machine does falls on all of them.
struct CorpusBenchmark {
  private let texts: [[UInt8]]

  /// Ways to make HTML of a text, the first of which is what the others are measured by.
  private let ways: [(name: String, read: ([UInt8]) -> Void)] = [
    ("libcmark alone", { libcmark($0) }),
    ("without extensions", { keep(Document($0, MarkdownOptions(extensions: false)).html()) }),
    ("with extensions", { keep(Document($0, MarkdownOptions()).html()) }),
  ]

  /// - Parameter folder: the site in which `bench/corpus/make.py` has written the posts.
  init(folder: String) throws {
    let posts = URL(filePath: folder).appending(path: "content/posts")
    let files = FileManager.default.enumerator(at: posts, includingPropertiesForKeys: nil)
    texts = try (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
      .sorted { $0.path < $1.path }
      .map { file in
        let text = Array(try Data(contentsOf: file))
        let fence = text.firstRange(of: Array("\n---\n".utf8)) ?? 0..<0
        return Array(text[fence.upperBound...])
      }
  }

  func run() {
    measure("all \(texts.count) posts", texts, budget: 1.25)
    let plain = texts.filter { text in !text.contains(UInt8(ascii: "|")) && !text.contains(UInt8(ascii: "^")) }
    measure("the \(plain.count) without tables and notes", plain, budget: nil)
  }

  /// Prints how long each way takes for all `texts`: the best of several rounds for each text. A round goes through all
  /// of them, as a build does, so that none is still in the processor's caches from the last.
  private func measure(_ name: String, _ texts: [[UInt8]], budget: Double?) {
    let clock = ContinuousClock()
    var best = ways.map { _ in texts.map { _ in Duration.seconds(60) } }
    for _ in 0..<7 {
      for (place, text) in texts.enumerated() {
        for (index, way) in ways.enumerated() {
          best[index][place] = min(best[index][place], clock.measure { way.read(text) })
        }
      }
    }
    let sums = best.map { $0.reduce(.zero, +) }
    print("markdown: \(name)")
    for (index, way) in ways.enumerated() {
      let ratio = sums[index] / sums[0]
      var line = "  \(way.name): \((sums[index] / .milliseconds(1)).hundredths) ms, \(ratio.hundredths) times libcmark"
      if let budget, index == ways.count - 1 { line += ratio > budget ? "  OVER \(budget)" : "  within \(budget)" }
      print(line)
    }
  }
}

extension Double {
  /// With two digits behind the point.
  fileprivate var hundredths: String {
    let hundredths = Int((self * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}

private func libcmark(_ text: [UInt8]) {
  text.withUnsafeBytes { bytes in
    bytes.withMemoryRebound(to: CChar.self) { characters in
      let html = cmark_markdown_to_html(characters.baseAddress, characters.count, CMARK_OPT_SMART | CMARK_OPT_UNSAFE)
      keep(html)
      free(html)
    }
  }
}
