import Foundation

/// Every benchmark, in the order in which it is printed. A stage adds a list in a file of its own and names it here.
let benchmarks: [Benchmark] = [
  diagnosticsBenchmarks,
  writingBenchmarks,
  markdownBenchmarks,
  hostileMarkdownBenchmarks,
  mustacheBenchmarks,
  hostileMustacheBenchmarks,
  readingBenchmarks,
].flatMap(\.self)

if CommandLine.arguments.dropFirst().first == "--corpus", CommandLine.arguments.count == 3 {
  try CorpusBenchmark(folder: CommandLine.arguments[2]).run()
  exit(0)
}

let wanted = CommandLine.arguments.dropFirst()
let chosen = benchmarks.filter { benchmark in wanted.isEmpty || wanted.contains { benchmark.name.contains($0) } }
let width = chosen.map(\.name.count).max() ?? 0

for benchmark in chosen {
  let (best, median, runs) = try await benchmark.measure()
  var line = benchmark.name + String(repeating: " ", count: width - benchmark.name.count)
  line += "  best \(best.microseconds) µs  median \(median.microseconds) µs  of \(runs)"
  if let budget = benchmark.budget {
    line += best <= budget ? "  within \(budget.microseconds) µs" : "  OVER \(budget.microseconds) µs"
  }
  print(line)
}

extension Duration {
  /// This many microseconds, with one digit after the point.
  fileprivate var microseconds: String {
    let tenths = Int((self / .nanoseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
