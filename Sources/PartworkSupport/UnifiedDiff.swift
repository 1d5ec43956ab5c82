/// How to get from one text to another, in the unified format of POSIX `diff -u`, with three lines around each change.
package struct UnifiedDiff {
  private let oldName: String
  private let newName: String
  private let oldLines: [Substring]
  private let newLines: [Substring]

  /// - Parameters:
  ///   - old: the first text, and what the diff calls it.
  ///   - new: the second text, and what the diff calls it.
  package init(from old: (name: String, text: String), to new: (name: String, text: String)) {
    (oldName, newName) = (old.name, new.name)
    (oldLines, newLines) = (Self.lines(of: old.text), Self.lines(of: new.text))
  }

  /// The diff as text; empty if the texts are the same.
  package var text: String {
    let hunks = DiffHunk.hunks(from: oldLines, to: newLines)
    if hunks.isEmpty { return "" }
    return "--- \(oldName)\n+++ \(newName)\n" + hunks.map { $0.text(from: oldLines, to: newLines) }.joined()
  }

  /// The lines with their ends; the last one may have none.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: "\n").map { text.index(after: $0) } ?? text.endIndex
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }
}

/// Changes that are near each other, with the lines around them.
private struct DiffHunk {
  var lines: [DiffLine] = []

  static let context = 3

  static func hunks(from old: [Substring], to new: [Substring]) -> [DiffHunk] {
    let all = alignment(from: old, to: new)
    var hunks: [DiffHunk] = []
    var end = 0
    for (index, line) in all.enumerated() where line.isChange {
      let start = max(end, index - context)
      if hunks.isEmpty || start > end { hunks.append(DiffHunk()) }
      let next = min(all.count, index + 1 + context)
      hunks[hunks.count - 1].lines += all[(hunks[hunks.count - 1].lines.isEmpty ? start : end)..<next]
      end = next
    }
    return hunks
  }

  /// All lines of both texts in order, each removed line before the added ones at its place.
  private static func alignment(from old: [Substring], to new: [Substring]) -> [DiffLine] {
    let difference = new.difference(from: old)
    let removed = Set(difference.removals.map(\.offset))
    let added = Set(difference.insertions.map(\.offset))
    var (line, other) = (0, 0)
    var all: [DiffLine] = []
    while line < old.count || other < new.count {
      if removed.contains(line), line < old.count {
        all.append(.removed(line))
        line += 1
      } else if added.contains(other), other < new.count {
        all.append(.added(other))
        other += 1
      } else {
        all.append(.both(old: line, new: other))
        (line, other) = (line + 1, other + 1)
      }
    }
    return all
  }

  func text(from old: [Substring], to new: [Substring]) -> String {
    var text = ""
    var (oldLines, newLines): ([Int], [Int]) = ([], [])
    func line(_ sign: String, _ line: Substring) -> String {
      "\(sign)\(line)\(line.hasSuffix("\n") ? "" : "\n\\ No newline at end of file\n")"
    }
    for pair in lines {
      switch pair {
      case .both(let left, let right):
        (oldLines, newLines) = (oldLines + [left], newLines + [right])
        text += line(" ", old[left])
      case .removed(let left):
        oldLines.append(left)
        text += line("-", old[left])
      case .added(let right):
        newLines.append(right)
        text += line("+", new[right])
      }
    }
    return "@@ -\(range(of: oldLines)) +\(range(of: newLines)) @@\n" + text
  }

  private func range(of lines: [Int]) -> String { "\((lines.first ?? -1) + 1),\(lines.count)" }
}

/// A line of both texts, of the old one only, or of the new one only, by their numbers.
private enum DiffLine {
  case both(old: Int, new: Int)
  case removed(Int)
  case added(Int)

  var isChange: Bool {
    if case .both = self { false } else { true }
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
