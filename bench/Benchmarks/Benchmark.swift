/// Something whose speed is measured: a name, what it may cost, and the work itself.
struct Benchmark: Sendable {
  /// Whose and what, such as `mustache: a page of 35 KB`; arguments of the command choose by a part of it.
  let name: String

  /// The most that one run may take; nil where nothing is promised.
  let budget: Duration?

  /// Makes the input, which is not measured, and returns the work, which is.
  let prepare: @Sendable () throws -> () async throws -> Void

  init(_ name: String, budget: Duration? = nil, prepare: @escaping @Sendable () throws -> () async throws -> Void) {
    self.name = name
    self.budget = budget
    self.prepare = prepare
  }
}

extension Benchmark {
  /// Runs the work for about half a second, after a tenth of one to warm up, and returns how long single runs took.
  func measure() async throws -> (best: Duration, median: Duration, runs: Int) {
    let work = try prepare()
    let clock = ContinuousClock()
    let warm = clock.now + .milliseconds(100)
    repeat { try await work() } while clock.now < warm

    var times: [Duration] = []
    let end = clock.now + .milliseconds(500)
    repeat { times.append(try await clock.measure(work)) } while clock.now < end || times.count < 5
    times.sort()
    return (times[0], times[times.count / 2], times.count)
  }
}

/// Takes a result that nobody reads, so that the optimiser cannot drop the work behind it.
@inline(never) @_optimize(none)
func keep<Value>(_ value: Value) {}
