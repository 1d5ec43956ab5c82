import PartworkDiagnostics
import Foundation
import Partwork
import PartworkPublish
import TestSupport

/// A target named "there", as `site.yml` would give it.
func target(_ destination: PublishDestination) -> PublishTarget {
  PublishTarget(name: here("there"), destination: destination)
}

func here(_ value: String) -> Located<String> { Located(value, at: SourceLocation("content/site.yml", line: 1)) }

/// A small site as the build leaves it.
let builtSite = Folder([
  ".nojekyll": "",
  "index.html": "<h1>Home</h1>",
  "posts/a/index.html": "<h1>A</h1>",
  "posts/a/photo.jpg": "not a picture",
  "assets/style.0a1b.css": "body { color: black }",
  "feed.xml": "<feed/>",
  "sitemap.xml": "<urlset/>",
])

/// A folder with the output `public` of a site and a place `there` to publish to, which is empty.
struct Workplace {
  let root: URL
  var output: URL { root.appending(path: "public") }
  var there: URL { root.appending(path: "there") }
  var site: String { root.path(percentEncoded: false) }

  /// Replaces the output by `folder`.
  func build(_ folder: Folder) throws {
    try? FileManager.default.removeItem(at: output)
    try folder.write(to: output)
  }

  func publisher(
    to destination: PublishDestination, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Publisher {
    Publisher(target: target(destination), site: site, environment: environment)
  }
}

func withWorkplace<Result>(_ output: Folder = builtSite, _ body: (Workplace) async throws -> Result) async throws
  -> Result
{
  try await withTemporaryFolder { root in
    let place = Workplace(root: root)
    try place.build(output)
    return try await body(place)
  }
}
