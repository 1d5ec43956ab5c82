internal import Foundation
internal import Synchronization

#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif

/// Asks servers whether they have a page.
package final class LinkClient: Sendable {
  private let session: URLSession
  private let answers: Answers

  /// - Parameter timeout: the seconds that a server has to answer.
  package init(timeout: Double = 20) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    configuration.timeoutIntervalForResource = timeout
    configuration.httpAdditionalHeaders = ["User-Agent": "Mozilla/5.0 (compatible; Partwork; link check)"]
    configuration.httpShouldSetCookies = false
    answers = Answers()
    session = URLSession(configuration: configuration, delegate: answers, delegateQueue: nil)
  }

  /// Cancels the requests that are still running.
  package func close() { session.invalidateAndCancel() }

  /// Why a link to `url` does not work for readers; nil if there is a page, or a server that shows it only to browsers.
  package func fault(of url: String) async -> String? {
    guard let url = URL(string: url), url.host() != nil else { return "is not a URL that browsers can open" }
    var answer = await ask(for: url, method: "HEAD")
    // Some servers do not know HEAD, and some answer it wrongly: what counts is what a browser gets.
    if answer.fault != nil { answer = await ask(for: url, method: "GET") }
    return answer.fault
  }

  private func ask(for url: URL, method: String) async -> Answer {
    var request = URLRequest(url: url)
    request.httpMethod = method
    let task = session.dataTask(with: request)
    return await withCheckedContinuation { continuation in
      answers.await(task.taskIdentifier, continuation)
      task.resume()
    }
  }
}

/// The result of requesting a page.
private enum Answer: Sendable {
  /// The status code of HTTP (RFC 9110, section 15), after all redirects.
  case status(Int)
  case failure(String)

  var fault: String? {
    switch self {
    case .status(200..<400): nil
    // The server is there, and keeps programs out: 999 is what some large sites send them.
    case .status(401), .status(403), .status(407), .status(429), .status(451), .status(999): nil
    case .status(404): "does not exist (404)"
    case .status(410): "is gone for good (410)"
    case .status(let code) where code >= 500: "causes an error on its server (\(code))"
    case .status(let code): "cannot be opened (\(code))"
    case .failure(let reason): reason
    }
  }
}

/// Hands each task's answer to whoever waits for it. It does not wait for the body, which may be a video.
private final class Answers: NSObject, URLSessionDataDelegate {
  private let waiting = Mutex<[Int: CheckedContinuation<Answer, Never>]>([:])

  func await(_ task: Int, _ continuation: CheckedContinuation<Answer, Never>) {
    waiting.withLock { $0[task] = continuation }
  }

  private func resume(_ task: Int, _ answer: Answer) {
    waiting.withLock { $0.removeValue(forKey: task) }?.resume(returning: answer)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    if let response = response as? HTTPURLResponse { resume(dataTask.taskIdentifier, .status(response.statusCode)) }
    completionHandler(.cancel)
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    let status = (task.response as? HTTPURLResponse)?.statusCode
    resume(task.taskIdentifier, status.map { .status($0) } ?? .failure(Self.reason(error)))
  }

  private static func reason(_ error: (any Error)?) -> String {
    switch (error as? URLError)?.code {
    case .timedOut: "does not answer in time"
    case .cannotFindHost, .dnsLookupFailed: "is on a server that does not exist"
    case .cannotConnectToHost, .networkConnectionLost: "is on a server that does not answer"
    case .httpTooManyRedirects: "redirects in a loop"
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
      "has no valid certificate"
    default: "cannot be opened"
    }
  }
}
