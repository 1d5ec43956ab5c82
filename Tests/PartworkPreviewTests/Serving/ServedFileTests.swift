import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct ServedFileTests {
  private static let content = Folder(["site/a/b/c.txt": "in", "site/a/d.txt": "in", "out/b/c.txt": "secret"])

  @Test(arguments: [
    ("site/a/b/c.txt", "in"), ("site/a/d.txt", "in"), ("site/inside/c.txt", "in"), ("site/deep", "in"),
    ("site/outside/b/c.txt", nil), ("site/secret", nil), ("site/dead", nil), ("site/a", nil), ("out/b/c.txt", nil),
    ("site/a/../../out/b/c.txt", nil), ("site/pipe", nil), ("site", nil),
  ])
  func `a file is served if it is in the site, links or not`(path: String, text: String?) async throws {
    try await withTemporaryFolder(Self.content) { folder in
      let root = folder.path(percentEncoded: false)
      for (link, target) in [
        ("inside", "a/b"), ("deep", "inside/c.txt"), ("outside", "../out"), ("secret", "../out/b/c.txt"), ("dead", "x"),
      ] {
        #expect(symlink(target, "\(root)/site/\(link)") == 0)
      }
      #expect(mkfifo("\(root)/site/pipe", 0o600) == 0)
      let file = ServedFile("\(root)/\(path)", in: "\(root)/site")
      let found = try file.map { file in String(decoding: try file.bytes(0..<file.size), as: UTF8.self) }
      #expect(found == text)
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `a folder that becomes a link meanwhile is never followed out of the site`() async throws {
    try await withTemporaryFolder(Self.content) { folder in
      let root = folder.path(percentEncoded: false)
      #expect(symlink("../out", "\(root)/site/link") == 0)
      let flipping = Task.detached {
        while !Task.isCancelled {
          rename("\(root)/site/a", "\(root)/site/kept")
          rename("\(root)/site/link", "\(root)/site/a")
          rename("\(root)/site/a", "\(root)/site/link")
          rename("\(root)/site/kept", "\(root)/site/a")
        }
      }
      var served = 0
      for _ in 0..<20_000 {
        guard let file = ServedFile("\(root)/site/a/b/c.txt", in: "\(root)/site") else { continue }
        served += 1
        let bytes = try file.bytes(0..<file.size)
        #expect(bytes == Data("in".utf8))
      }
      flipping.cancel()
      await flipping.value
      #expect(served > 0)
    }
  }
}
