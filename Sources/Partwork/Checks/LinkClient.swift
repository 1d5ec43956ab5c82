internal import Foundation

/// Asks servers whether they have a page, with the program `curl`, which knows more of the web's protocols and of its
/// odd servers than Foundation does.
struct LinkClient: Sendable {
  /// The seconds that a server has to answer: half of them when it is asked for the head of the page, and half when it is
  /// asked for the page.
  let timeout: Double

  /// The folders in which `curl` is looked for.
  let searchPath: [String]

  /// How many URLs one process tries, since the system limits the length of a command.
  private static let batch = 100

  /// Why links to `urls` do not work for readers; nil for each one with a page, or with a server that shows it only to
  /// browsers.
  func faults(of urls: [String]) async throws(CurlFailure) -> [String?] {
    var faults: [String?] = []
    for start in stride(from: 0, to: urls.count, by: Self.batch) {
      let batch = Array(urls[start...].prefix(Self.batch))
      var found = try await ask(for: batch, ["--head"]).map(\.problem)
      // Some servers do not know HEAD, and some answer it wrongly: what counts is what a browser gets.
      let doubtful = found.indices.filter { found[$0] != nil }
      // The first byte is enough: the page may be a video.
      let answers = try await ask(for: doubtful.map { batch[$0] }, ["--range", "0-0"])
      for (index, answer) in zip(doubtful, answers) { found[index] = answer.problem }
      faults += found
    }
    return faults
  }

  private func ask(for urls: [String], _ options: [String]) async throws(CurlFailure) -> [CurlAnswer] {
    guard !urls.isEmpty else { return [] }
    guard let curl = Program.find("curl", in: searchPath) else { throw .missing }
    let arguments =
      [
        // `--disable` has to be the first: the user's own settings could change what is printed.
        "--disable", "--silent", "--globoff", "--location", "--proto", "=http,https", "--max-time", "\(timeout / 2)",
        "--user-agent", "Mozilla/5.0 (compatible; Partwork; link check)",
        "--write-out", "%{exitcode} %{response_code}\n",
      ] + options + urls.flatMap { ["--output", "/dev/null", "--url", $0] }
    let output = await withCheckedContinuation { continuation in
      // Not on a thread of the pool that tasks share: waiting for the program would block it.
      DispatchQueue.global().async { continuation.resume(returning: curl.run(arguments)?.output) }
    }
    let lines = output.map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
    guard let answers = lines?.compactMap(CurlAnswer.init), answers.count == urls.count else { throw .unusable }
    return answers
  }
}

/// Why no links could be tried.
enum CurlFailure: Error {
  case missing
  /// It did not print an answer for each URL, as versions before 7.75 do not.
  case unusable
}

/// What `curl` says about a URL.
private struct CurlAnswer {
  /// What would be its exit code if it had only this URL.
  let exitCode: Int
  /// The status code of the last response (RFC 9110, section 15); 0 if there was none.
  let status: Int

  /// Reads a line such as `0 404`.
  init?(_ line: Substring) {
    let numbers = line.split(separator: " ").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    (exitCode, status) = (numbers[0], numbers[1])
  }

  /// Why a link does not work; nil if it does.
  var problem: String? {
    // If only the rest of the page is late, or shorter than the server said, there is a page.
    let isCutOff = (exitCode == 18 || exitCode == 28) && status != 0 && !(300..<400).contains(status)
    if exitCode == 0 || isCutOff { return statusProblem }
    return switch exitCode {
    case 3: "is not a URL that browsers can open"
    case 6: "is on a server that does not exist"
    case 7: "is on a server that does not answer"
    case 28: "does not answer in time"
    case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91: "has no valid certificate"
    case 47: "redirects in a loop"
    case 52, 56: "is on a server that breaks off its answer"
    default: "cannot be opened"
    }
  }

  private var statusProblem: String? {
    switch status {
    case 200..<400: nil
    // The server is there, and keeps programs out: 999 is what some large sites send them.
    case 401, 403, 407, 429, 451, 999: nil
    // There is no first byte: the page is empty.
    case 416: nil
    case 404: "does not exist (404)"
    case 410: "is gone for good (410)"
    case 500...: "causes an error on its server (\(status))"
    default: "cannot be opened (\(status))"
    }
  }
}
