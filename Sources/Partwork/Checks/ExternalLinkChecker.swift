package import PartworkDiagnostics

/// Tries links to other sites by requesting them, as a reader's browser would.
///
/// Each URL is requested once: at most sixteen at a time, and at most two from one server.
package struct ExternalLinkChecker: Sendable {
  /// The seconds that a server has to answer.
  package var timeout: Double

  private static let lanesPerHost = 2
  private static let lanes = 16

  package init(timeout: Double = 20) {
    self.timeout = timeout
  }

  /// A warning at each place of each link that does not work for readers.
  package func check(_ links: [ExternalLink]) async -> [Diagnostic] {
    let client = LinkClient(timeout: timeout)
    defer { client.close() }
    let waiting = Self.lanes(links)
    return await withTaskGroup(of: [Diagnostic].self) { group in
      var found: [Diagnostic] = []
      for (index, lane) in waiting.enumerated() {
        if index >= Self.lanes, let done = await group.next() { found += done }
        group.addTask {
          var found: [Diagnostic] = []
          for link in lane { found += await Self.diagnose(link, client) }
          return found
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

  private static func diagnose(_ link: ExternalLink, _ client: LinkClient) async -> [Diagnostic] {
    guard let fault = await client.fault(of: link.url) else { return [] }
    return link.places.map { place in
      Diagnostic(.warning, "\(link.url) \(fault)", at: place, hint: "find out where it moved, or remove the link")
    }
  }
}
