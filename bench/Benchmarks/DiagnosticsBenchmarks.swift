import PartworkDiagnostics

let diagnosticsBenchmarks: [Benchmark] = [
  Benchmark("diagnostics: the lines of a post of 20 KB") {
    let text = Array(String(repeating: "A line of a post, as long as most lines are.\n", count: 450).utf8)
    return { keep(LineTable(text)) }
  }
]
