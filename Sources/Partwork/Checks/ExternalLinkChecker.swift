package import PartworkDiagnostics

/// Tries links to other sites by requesting them, as a reader's browser would.
///
/// Each URL is requested once: at most sixteen at a time, and at most two from one server.
package struct ExternalLinkChecker: Sendable {
  private let client: LinkClient
  private let process: LinkProcess?

  private static let lanesPerHost = 2
  private static let lanes = 16

  /// - Parameters:
  ///   - timeout: the seconds that a server has to answer, if links are tried in this process.
  ///   - program: the path of `partwork`, which then tries links in other processes, so that a server whose answer
  ///     crashes Foundation does no harm.
  package init(timeout: Double = 20, program: String? = nil) {
    client = LinkClient(timeout: timeout)
    process = program.map { LinkProcess(program: $0, arguments: ["try-links"]) }
  }

  /// A warning at each place of each link that does not work for readers.
  package func check(_ links: [ExternalLink]) async -> [Diagnostic] {
    defer { client.close() }
    let waiting = Self.lanes(links)
    return await withTaskGroup(of: [Diagnostic].self) { group in
      var found: [Diagnostic] = []
      for (index, lane) in waiting.enumerated() {
        if index >= Self.lanes, let done = await group.next() { found += done }
        group.addTask {
          let faults = await faults(of: lane.map(\.url))
          return zip(lane, faults).flatMap { link, fault in link.diagnostics(fault) }
        }
      }
      for await done in group { found += done }
      return found.sorted()
    }
  }

  /// The links in lanes, in which each link waits for the one before; each host has a few lanes, which share its links.
  private static func lanes(_ links: [ExternalLink]) -> [[ExternalLink]] {
    let hosts = Dictionary(grouping: links, by: \.host).sorted { $0.key < $1.key }
    return hosts.flatMap { _, links in
      (0..<min(lanesPerHost, links.count)).map { lane in
        stride(from: lane, to: links.count, by: lanesPerHost).map { links[$0] }
      }
    }
  }

  private func faults(of urls: [String]) async -> [String?] {
    if let faults = await process?.faults(of: urls) { return faults }
    var faults: [String?] = []
    for url in urls { faults.append(await client.fault(of: url)) }
    return faults
  }
}

extension ExternalLink {
  /// A warning at each place of the link; none if there is no fault.
  fileprivate func diagnostics(_ fault: String?) -> [Diagnostic] {
    guard let fault else { return [] }
    return places.map { place in
      Diagnostic(.warning, "\(url) \(fault)", at: place, hint: "find out where it moved, or remove the link")
    }
  }
}
