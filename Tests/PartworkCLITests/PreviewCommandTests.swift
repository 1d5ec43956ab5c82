import Foundation
import TestSupport
import Testing

@Suite struct PreviewCommandTests {
  #if os(macOS)
    private let name = "open"
  #else
    private let name = "xdg-open"
  #endif

  /// What `opener`, a script in the place of the desktop's, has written to `opened` in two seconds of a preview.
  private func opened(by opener: String) async throws -> (opened: String?, errors: String) {
    try await withTemporaryFolder(.site(["bin/\(name)": opener])) { directory in
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: directory.appending(path: "bin/\(name)").path())
      let path = directory.appending(path: "bin").path() + ":/usr/bin:/bin"
      let outcome = try await Program.run(
        ["preview", "--open", "--port", "0"], in: directory,
        environment: ["PATH": path, "PARTWORK_SITE": directory.path()], stoppedAfter: .seconds(2))
      return (try Folder(reading: directory)["opened"], outcome.errors)
    }
  }

  @Test func `the browser is opened at the site`() async throws {
    let (opened, errors) = try await opened(by: "#!/bin/sh\nprintf %s \"$1\" > \"$PARTWORK_SITE/opened\"\n")
    let url = try #require(opened)
    #expect(url.hasPrefix("http://127.0.0.1:") && url.hasSuffix("/"), "\(url)")
    #expect(errors == "")
  }

  @Test(arguments: ["#!/bin/sh\nexit 3\n", "#!/no/such/program\n"])
  func `a browser that cannot be opened is said`(opener: String) async throws {
    let (_, errors) = try await opened(by: opener)
    #expect(errors.hasPrefix("Could not open a browser: open http://127.0.0.1:"), "\(errors)")
  }
}
