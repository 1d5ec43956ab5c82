#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Calls `body` for each of `0..<count`, in parallel, and returns the results in order.
///
/// Each task takes a run of neighbouring indices rather than one, since a task costs as much as a small file. A run
/// ends at its first failure.
///
/// - Throws: the failure that comes first in order.
package func parallelMap<Value: Sendable, Failure>(
  _ count: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Value
) async throws(Failure) -> [Value] {
  guard count > 0 else { return [] }
  let length = max(16, count / (4 * max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))))
  let runs = await withTaskGroup(of: Run<Value, Failure>.self) { group in
    for start in stride(from: 0, to: count, by: length) {
      group.addTask { Run(start..<min(start + length, count), body) }
    }
    var runs: [Run<Value, Failure>] = []
    for await run in group { runs.append(run) }
    return runs.sorted { $0.start < $1.start }
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for run in runs { values += try run.values.get() }
  return values
}

private struct Run<Value: Sendable, Failure: Error>: Sendable {
  let start: Int
  let values: Result<[Value], Failure>

  init(_ range: Range<Int>, _ body: (Int) throws(Failure) -> Value) {
    start = range.lowerBound
    values = Result { () throws(Failure) in try range.map(body) }
  }
}
