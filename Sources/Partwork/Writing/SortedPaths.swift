/// Paths of an output folder in order, none of them twice.
///
/// A build compares thousands of them with those of the last one. They come in order, so that comparing two lists costs
/// less than hashing one.
struct SortedPaths: Sendable, Equatable {
  private let paths: [OutputPath]

  init(_ paths: [OutputPath] = []) {
    let isSorted = zip(paths, paths.dropFirst()).allSatisfy { $0 < $1 }
    self.init(sorted: isSorted ? paths : Set(paths).sorted())
  }

  private init(sorted paths: [OutputPath]) {
    self.paths = paths
  }

  func contains(_ path: OutputPath) -> Bool {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < path { low = middle + 1 } else { high = middle }
    }
    return low < paths.count && paths[low] == path
  }

  func union(_ others: SortedPaths) -> SortedPaths {
    if isEmpty || self == others { return others }
    var result: [OutputPath] = []
    result.reserveCapacity(count + others.count)
    var rest = others.paths[...]
    for path in paths {
      while let other = rest.first, other < path {
        result.append(other)
        rest.removeFirst()
      }
      if rest.first == path { rest.removeFirst() }
      result.append(path)
    }
    return SortedPaths(sorted: result + rest)
  }

  func subtracting(_ others: SortedPaths) -> SortedPaths {
    var rest = others.paths[...]
    return SortedPaths(
      sorted: paths.filter { path in
        while let other = rest.first, other < path { rest.removeFirst() }
        return rest.first != path
      })
  }
}

extension SortedPaths: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { paths.count }
  subscript(index: Int) -> OutputPath { paths[index] }
}
