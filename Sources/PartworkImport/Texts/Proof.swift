import PartworkHTML
internal import PartworkDiagnostics
internal import PartworkMarkdown
import PartworkSupport

/// Compares a text with the Markdown that was made of it.
enum Proof {
  /// What differs between `source` and `markdown`, rendered as Partwork renders it, with the lines of the source.
  static func differences(between source: HTMLTree, and markdown: String) -> [ImportedText.Remark] {
    let document = Document(markdown, MarkdownOptions())
    let old = TextOutline(source)
    let new = TextOutline(HTMLReader.read(document.html()))
    // Players come after the other references of a document.
    let references = document.references.sorted { $0.location.line ?? 0 < $1.location.line ?? 0 }
    let places = { (kind: Reference.ReferenceKind) in
      references.filter { $0.kind == kind }.map { TextOutline.OutlinePlace(text: $0.destination, line: 0) }
    }
    let headings = document.headings.map { heading in
      TextOutline.OutlinePlace(text: "\(heading.level) \(FoldedText.of(heading.text))", line: 0)
    }
    var remarks = changes("text", old.words, new.words)
    remarks += changes("link", old.links, places(.link))
    remarks += changes("picture", old.pictures, places(.image))
    remarks += changes("heading", old.headings, headings.filter { $0.text.count > 2 })
    remarks += changes("list", old.items, new.items)
    return remarks.sorted { $0.line < $1.line }
  }

  /// Sequences whose differing middles are longer than this are not compared piece by piece.
  private static let maximumDifference = 500

  private static func changes(
    _ subject: String, _ old: [TextOutline.OutlinePlace], _ new: [TextOutline.OutlinePlace]
  ) -> [ImportedText.Remark] {
    let prefix = zip(old, new).prefix { $0.text == $1.text }.count
    let rest = (old.dropFirst(prefix), new.dropFirst(prefix))
    let suffix = zip(rest.0.reversed(), rest.1.reversed()).prefix { $0.text == $1.text }.count
    let (removed, added) = (Array(rest.0.dropLast(suffix)), Array(rest.1.dropLast(suffix)))
    if removed.isEmpty, added.isEmpty { return [] }
    let line = removed.first?.line ?? old[safe: prefix]?.line ?? old.last?.line ?? 1
    if removed.isEmpty || added.isEmpty || max(removed.count, added.count) > maximumDifference {
      return [remark(subject, removed, added, line: line)]
    }
    return runs(removed, added).map { remark(subject, $0.removed, $0.added, line: $0.removed.first?.line ?? line) }
  }

  /// The runs of neighbours that are only in one of the two sequences.
  private static func runs(
    _ old: [TextOutline.OutlinePlace], _ new: [TextOutline.OutlinePlace]
  ) -> [(removed: [TextOutline.OutlinePlace], added: [TextOutline.OutlinePlace])] {
    let difference = new.map(\.text).difference(from: old.map(\.text))
    let removals = Set(difference.removals.map { if case .remove(let offset, _, _) = $0 { offset } else { -1 } })
    let insertions = Set(difference.insertions.map { if case .insert(let offset, _, _) = $0 { offset } else { -1 } })
    var runs: [(removed: [TextOutline.OutlinePlace], added: [TextOutline.OutlinePlace])] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      var run: (removed: [TextOutline.OutlinePlace], added: [TextOutline.OutlinePlace]) = ([], [])
      while removals.contains(left) {
        run.removed.append(old[left])
        left += 1
      }
      while insertions.contains(right) {
        run.added.append(new[right])
        right += 1
      }
      if run.removed.isEmpty, run.added.isEmpty {
        left += 1
        right += 1
      } else {
        runs.append(run)
      }
    }
    return runs
  }

  private static func remark(
    _ subject: String, _ removed: [TextOutline.OutlinePlace], _ added: [TextOutline.OutlinePlace], line: Int
  ) -> ImportedText.Remark {
    let difference =
      switch (removed.isEmpty, added.isEmpty) {
      case (false, false): "\(shown(removed)) became \(shown(added))"
      case (false, true): "\(shown(removed)) is missing"
      default: "\(shown(added)) was added"
      }
    return ImportedText.Remark(subject, difference, line: line)
  }

  private static func shown(_ places: [TextOutline.OutlinePlace]) -> String {
    let words = places.prefix(12).map(\.text).joined(separator: " ")
    return "“\(words.shortened)\(places.count > 12 ? " …" : "")”"
  }
}
