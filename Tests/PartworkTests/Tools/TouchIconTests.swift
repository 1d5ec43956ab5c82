import Foundation
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

@Suite struct TouchIconTests {
  @Test func `a site on a bare machine has an icon with its initial on its accent`() async throws {
    let site: SiteText = [
      "site.yml": "title: «émile»\nurl: https://example.com/\ntheme: {accent: \"#00695c\"}\n",
      "posts/a.md": postText("A"),
    ]
    try await withTemporaryFolder(site.folder) { folder in
      let prepared = await prepare(folder.path(), try options(now: "2026-06-01")).adding(.none)
      let icon = try #require(prepared.renderer.files.first { $0.path == "apple-touch-icon.png" })
      let expected = PNGFile.make(
        StrokeLetter("É").coverage(side: 180), side: 180, ink: .white, paper: try Color(parsing: "#00695c"))
      #expect(icon.content == .bytes(expected))
      // What was drawn is kept.
      let name = try #require(prepared.context.plan.extras.touchIcon?.names.last)
      #expect(try readBytes("\(folder.path())/.partwork/cache/\(name)") == expected)
    }
  }

  @Test(arguments: ["theme: {touchIcon: /icon.png}\n", ""])
  func `a site with an icon of its own keeps it`(theme: String) async throws {
    let name = theme.isEmpty ? "apple-touch-icon.png" : "icon.png"
    let site: SiteText = [
      "site.yml": MarkedText("title: A\nurl: https://example.com/\n" + theme), "posts/a.md": postText("A"),
      name: "GIF89a\u{1}\u{0}\u{1}\u{0}",
    ]
    try await withTemporaryFolder(site.folder) { folder in
      let prepared = await prepare(folder.path(), try options(now: "2026-06-01")).adding(.none)
      #expect(prepared.context.plan.extras.touchIcon == nil)
      #expect(prepared.renderer.files.count { $0.path.hasSuffix("icon.png") } == 1)
    }
  }

  @Test func `each letter is different, in the middle, and leaves room around it`() {
    var seen: [[UInt8]: Character] = [:]
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ÆÐŁØŒÞΓΔΘΛΞΠΣΦΨΩБДЖИЛУЦЧШЩЪЫЬЭЄЮЯҐЏÉÈÊÑŪŎİËÅŐČȘÇĘẠЙЇ" {
      let side = 60
      let pixels = StrokeLetter(String(letter)).coverage(side: side)
      #expect(seen.updateValue(letter, forKey: pixels) == nil, "\(letter)")
      let inked = pixels.indices.filter { pixels[$0] > 127 }
      #expect(inked.count > 60, "\(letter)")
      for places in [inked.map { $0 % side }, inked.map { $0 / side }] {
        let (first, last) = (places.min() ?? 0, places.max() ?? 0)
        #expect(first >= 6 && abs(first - (side - 1 - last)) <= 1, "\(letter): \(first)...\(last)")
      }
    }
  }

  @Test(arguments: ["Α": "A", "С": "C", "Й": "Й", "第": "", "ش": "", "A\u{489}": "", "": ""])
  func `letters that look alike are one, and a book stands for the others`(initial: String, like: String) {
    #expect(StrokeLetter(initial).shape == StrokeLetter(like).shape)
    #expect((StrokeLetter(initial).shape == StrokeLetter.book) == like.isEmpty)
  }

  @Test(
    .enabled(if: Tools.installed().vips != nil, "vips is not installed: apt-get install libvips-tools"))
  func `another program reads the same picture`() async throws {
    let (ink, paper) = (Color.white, try Color(parsing: "#9c3d24"))
    let shades = StrokeLetter("R").coverage(side: 180)
    try await withTemporaryFolder { folder in
      let (png, ppm) = (folder.path() + "/a.png", folder.path() + "/a.ppm")
      try Data(PNGFile.make(shades, side: 180, ink: ink, paper: paper)).write(to: URL(filePath: png))
      #expect(Tools.installed().vips?.run(["copy", png, ppm])?.exitCode == 0)
      let pixels = try readBytes(ppm).suffix(180 * 180 * 3)
      #expect(Array(pixels) == shades.flatMap { paper.mixed(with: ink, share: $0) })
    }
  }
}
