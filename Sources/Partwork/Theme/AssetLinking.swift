import PartworkSupport
internal import PartworkDiagnostics

/// Names assets by their bytes, those first that others refer to: a style sheet's bytes hold the names of its pictures.
struct AssetLinking {
  private(set) var assets: [AssetLibrary.Asset] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let sources: [AssetSource]
  private let indices: [String: Int]

  /// For each source, the references that lead to another one.
  private var links: [[Link]]

  /// For each source, its name in the output, once it is known.
  private var paths: [String?]

  /// A reference to another asset.
  private struct Link {
    var reference: CSSReference
    var target: Int

    /// What follows the path: `?query#fragment`.
    var suffix: String
  }

  static func link(_ sources: [AssetSource]) -> AssetLinking {
    var linking = AssetLinking(sources.sorted { $0.name < $1.name })
    for index in linking.sources.indices where linking.sources[index].isStyleSheet { linking.resolve(index) }
    linking.nameAll()
    linking.reportCycles()
    linking.nameRest()
    return linking
  }

  private init(_ sources: [AssetSource]) {
    self.sources = sources
    indices = Dictionary(sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    links = Array(repeating: [], count: sources.count)
    paths = Array(repeating: nil, count: sources.count)
  }
}

extension AssetLinking {
  /// Finds what the style sheet at `index` refers to.
  private mutating func resolve(_ index: Int) {
    let source = sources[index]
    var lines: LineTable?
    for reference in CSSReferences.find(in: source.bytes) {
      let problem: (message: String, hint: String?)
      switch AssetReference(reference.url, in: source.name) {
      case .elsewhere: continue
      case .asset(let name, let suffix):
        if let target = indices[name] {
          links[index].append(Link(reference: reference, target: target, suffix: PercentEncoding.css(suffix)))
          continue
        }
        problem = ("`\(reference.url)`: no such file among the theme's assets", hint(for: name))
      case .outside:
        problem = (
          "`\(reference.url)`: outside of the theme's assets",
          "put the file into the theme's `assets` folder"
        )
      case .absolute(let name):
        problem = (
          "`\(reference.url)`: assets have other names in the output",
          "write the path of `\(name)` relative to this file"
        )
      }
      lines = lines ?? LineTable(source.bytes)
      diagnostics.error(problem.message, at: place(reference, source, lines), hint: problem.hint)
    }
  }

  private func hint(for name: String) -> String {
    Suggestion.question(for: name, in: sources.map(\.name)) ?? "paths are relative to the style sheet"
  }

  private func place(
    _ reference: CSSReference, _ source: AssetSource, _ lines: LineTable?
  ) -> SourceLocation {
    let position = (lines ?? LineTable(source.bytes)).position(at: reference.range.lowerBound)
    return SourceLocation(source.file, line: position.line, column: position.column)
  }

  /// Names each asset once all that it refers to have names; what is left then lies on a cycle or leads to one.
  private mutating func nameAll() {
    var waitingFor = links.map(\.count)
    var users: [[Int]] = Array(repeating: [], count: sources.count)
    for (index, links) in links.enumerated() {
      for link in links { users[link.target].append(index) }
    }
    var ready = sources.indices.filter { waitingFor[$0] == 0 }
    while let index = ready.popLast() {
      name(index, bytes: rewritten(index))
      for user in users[index] {
        waitingFor[user] -= 1
        if waitingFor[user] == 0 { ready.append(user) }
      }
    }
  }

  /// Names what lies on a cycle as it is, so that templates that use it are not reported as well.
  private mutating func nameRest() {
    for index in sources.indices where paths[index] == nil { name(index, bytes: sources[index].bytes) }
  }

  private mutating func name(_ index: Int, bytes: [UInt8]) {
    let source = sources[index]
    let name = source.name.withFingerprint(ContentHash(of: bytes).description)
    paths[index] = name
    assets.append(
      AssetLibrary.Asset(name: source.name, path: "\(AssetLibrary.folder)/\(name)", bytes: bytes))
  }

  private func rewritten(_ index: Int) -> [UInt8] {
    let source = sources[index]
    var result: [UInt8] = []
    var start = 0
    for link in links[index] {
      guard let path = paths[link.target] else { preconditionFailure("an asset is named before what it refers to") }
      result += source.bytes[start..<link.reference.range.lowerBound]
      result += (PercentEncoding.path(relativePath(to: path, from: source.name)) + link.suffix).utf8
      start = link.reference.range.upperBound
    }
    return result + source.bytes[start...]
  }
}

extension AssetLinking {
  /// Reports each cycle once, at the reference of its first style sheet by name.
  private mutating func reportCycles() {
    var walked = Set<Int>()
    for start in sources.indices where paths[start] == nil && !walked.contains(start) {
      var trail: [Int] = []
      var current = start
      while walked.insert(current).inserted {
        trail.append(current)
        guard let next = links[current].first(where: { paths[$0.target] == nil }) else { break }
        current = next.target
      }
      guard let first = trail.firstIndex(of: current) else { continue }
      report(cycle: Array(trail[first...]))
    }
  }

  private mutating func report(cycle: [Int]) {
    guard let first = cycle.min(), let turn = cycle.firstIndex(of: first) else { return }
    let round = cycle[turn...] + cycle[..<turn] + [first]
    let next = round[round.startIndex + 1]
    guard let link = links[first].first(where: { $0.target == next }) else { return }
    let names = round.map { "`\(sources[$0].name)`" }.joined(separator: " → ")
    diagnostics.error(
      "this style sheet leads back to itself: \(names)", at: place(link.reference, sources[first], nil),
      hint: "take one of these references out")
  }
}

extension AssetSource {
  fileprivate var isStyleSheet: Bool { name.lowercased().hasSuffix(".css") }
}
