/// Finds the known name that a misspelt one was meant to be.
package enum Suggestion {
  /// The known names nearest to `name`, best first, at most `limit`; empty where none is near enough to be meant.
  ///
  /// Nearness is the number of letters inserted, deleted, replaced or swapped with a neighbour (the restricted
  /// Damerau–Levenshtein distance), regardless of case; a name is near at a third of its length, and at least one.
  package static func nearest(to name: String, in known: some Sequence<String>, limit: Int = 1) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    let reach = max(1, wanted.count / 3)
    return
      known
      .compactMap { candidate -> (distance: Int, name: String)? in
        let letters = Array(candidate.lowercased().unicodeScalars)
        guard abs(letters.count - wanted.count) <= reach else { return nil }
        let distance = distance(wanted, letters)
        return distance <= reach ? (distance, candidate) : nil
      }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(limit)
      .map(\.name)
  }

  /// "did you mean `series`?", or nil where no known name is near.
  package static func question(for name: String, in known: some Sequence<String>) -> String? {
    nearest(to: name, in: known).first.map { "did you mean `\($0)`?" }
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
