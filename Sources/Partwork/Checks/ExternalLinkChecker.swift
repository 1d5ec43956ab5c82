internal import Foundation
package import PartworkDiagnostics

/// Tries links to other sites by requesting them, as a reader's browser would.
///
/// Each URL is requested once: at most sixteen at a time, and at most two from one server.
package struct ExternalLinkChecker: Sendable {
  private let client: LinkClient

  private static let lanesPerHost = 2
  private static let lanes = 16

  /// - Parameters:
  ///   - timeout: the seconds that a server has to answer.
  ///   - searchPath: the folders in which `curl` is looked for; by default, those of `PATH`.
  package init(timeout: Double = 20, searchPath: [String]? = nil) {
    client = LinkClient(timeout: timeout, searchPath: searchPath ?? Program.searchPath)
  }

  /// A warning at each place of each link that does not work for readers; an error if no links can be tried.
  package func check(_ links: [ExternalLink]) async -> [Diagnostic] {
    let waiting = Self.lanes(links)
    return await withTaskGroup(of: [Diagnostic].self) { group in
      var found: [Diagnostic] = []
      for (index, lane) in waiting.enumerated() {
        if index >= Self.lanes, let done = await group.next() { found += done }
        group.addTask {
          do throws(CurlFailure) {
            return zip(lane, try await client.faults(of: lane.map(\.url))).flatMap { $0.diagnostics($1) }
          } catch {
            return [error.diagnostic]
          }
        }
      }
      for await done in group { found += done }
      // Each lane finds that there is no program, but once is enough.
      return found.first { $0.severity == .error }.map { [$0] } ?? found.sorted()
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

extension CurlFailure {
  fileprivate var diagnostic: Diagnostic {
    switch self {
    case .missing:
      Diagnostic(
        .error, "links to other sites cannot be tried: the program `curl` was not found", at: nil,
        hint: "install it, such as with `sudo apt install curl`")
    case .unusable:
      Diagnostic(
        .error, "links to other sites cannot be tried: the program `curl` gave no answer", at: nil,
        hint: "version 7.75 or later is needed; `curl --version` prints yours")
    }
  }
}
