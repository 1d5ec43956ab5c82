#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import Synchronization

/// Calls `body` for each of `0..<count`, in parallel, and returns the results in order.
///
/// One worker for each core takes small batches from a shared queue: a task for each piece would cost as much as
/// reading a small file, and a fixed share for each worker leaves cores idle if one share is heavy. After a failure, no
/// new batch begins.
///
/// - Throws: the failure that comes first in order.
package func parallelMap<Value: Sendable, Failure>(
  _ count: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Value
) async throws(Failure) -> [Value] {
  guard count > 0 else { return [] }
  let workers = max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
  let queue = BatchQueue(count: count, size: max(1, min(64, count / (8 * workers))))
  let batches = await withTaskGroup(of: [Batch<Value, Failure>].self) { group in
    for _ in 0..<workers {
      group.addTask {
        var done: [Batch<Value, Failure>] = []
        while let range = queue.next() {
          let batch = Batch(range, body)
          if case .failure = batch.values { queue.stop() }
          done.append(batch)
        }
        return done
      }
    }
    var batches: [Batch<Value, Failure>] = []
    for await done in group { batches += done }
    return batches.sorted { $0.start < $1.start }
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for batch in batches { values += try batch.values.get() }
  return values
}

/// Hands out batches in order.
private final class BatchQueue: Sendable {
  private let taken = Atomic(0)
  private let count: Int
  private let size: Int

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  func next() -> Range<Int>? {
    let start = taken.add(size, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + size, count) : nil
  }

  func stop() { taken.store(count, ordering: .relaxed) }
}

private struct Batch<Value: Sendable, Failure: Error>: Sendable {
  let start: Int
  let values: Result<[Value], Failure>

  init(_ range: Range<Int>, _ body: (Int) throws(Failure) -> Value) {
    start = range.lowerBound
    values = Result { () throws(Failure) in
      // A generic `map` allocates for each index.
      var values: [Value] = []
      values.reserveCapacity(range.count)
      for index in range { values.append(try body(index)) }
      return values
    }
  }
}
