/// Finds the known name that a misspelt one was meant to be.
package enum Suggestion {
  /// The known names nearest to `name`, best first, at most `limit` of them; empty if none is near enough.
  ///
  /// The distance is the number of letters inserted, deleted, replaced or swapped with a neighbour (the restricted
  /// Damerau–Levenshtein distance), regardless of case. It may be a third of the length of `name`, and at least one; but
  /// a letter must stay.
  package static func nearest(to name: String, in known: some Sequence<String>, limit: Int = 1) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    let reach = max(1, wanted.count / 3)
    let near = known.compactMap { candidate -> (distance: Int, name: String)? in
      let letters = Array(candidate.lowercased().unicodeScalars)
      guard abs(letters.count - wanted.count) <= reach else { return nil }
      let distance = distance(wanted, letters)
      return distance <= reach && distance < wanted.count ? (distance, candidate) : nil
    }
    return near.sorted { $0 < $1 }.prefix(limit).map(\.name)
  }

  /// "did you mean `series`?", or nil if no known name is near.
  package static func question(for name: String, in known: some Sequence<String>) -> String? {
    nearest(to: name, in: known).first.map { "did you mean `\($0)`?" }
  }

  /// A question with the names nearest to `name`, or a list of the first known ones if none is near; nil if there are
  /// none.
  package static func listing(near name: String, in known: [String]) -> String? {
    let near = nearest(to: name, in: known, limit: 3).map { "`\($0)`" }
    if let last = near.last {
      let others = near.dropLast().joined(separator: ", ")
      return "did you mean \(others.isEmpty ? "" : others + " or ")\(last)?"
    }
    if known.isEmpty { return nil }
    let limit = 12
    let listed = known.prefix(limit).map { "`\($0)`" }.joined(separator: ", ")
    return "known here: \(listed)\(known.count > limit ? " and \(known.count - limit) more" : "")"
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var row = [Int](repeating: i, count: right.count + 1)
      for j in 1...right.count {
        let cost = left[i - 1] == right[j - 1] ? 0 : 1
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[right.count]
  }
}
