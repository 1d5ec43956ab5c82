import Foundation

/// What can be fuzzed, by the names that `script/fuzz` takes. A function gets random bytes, and stops the process if a
/// promise is broken.
private let targets: [String: @Sendable (UnsafeBufferPointer<UInt8>) throws -> Void] = [
  "books": fuzzBooks, "csv": fuzzCSV, "dates": fuzzDates, "frontmatter": fuzzFrontMatter, "ghost": fuzzGhost,
  "html": fuzzHTML, "images": fuzzImages, "markdown": fuzzMarkdown, "matter": fuzzMatter, "mustache": fuzzMustache,
  "paths": fuzzPaths, "post": fuzzPost, "requests": fuzzRequests, "settings": fuzzSettings, "slugs": fuzzSlugs,
  "titles": fuzzTitles, "toml": fuzzTOML, "wordpress": fuzzWordPress, "xml": fuzzXML,
]

private let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap { targets[$0] }

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let target else {
    print("There are: \(targets.keys.sorted().joined(separator: ", "))")
    exit(64)
  }
  do {
    try target(UnsafeBufferPointer(start: bytes, count: count))
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes as text, with U+FFFD for what is not UTF-8.
  var text: String { String(decoding: self, as: UTF8.self) }
}

/// Stops the process if a promise is broken. Unlike `precondition`, it says which one in a release build too.
func promise(_ isKept: Bool, _ message: @autoclosure () -> String) {
  if !isKept { fatalError(message()) }
}
