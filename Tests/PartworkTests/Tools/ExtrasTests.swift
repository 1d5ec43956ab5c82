import Foundation
import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// What other programs add to a site, with the programs themselves.
@Suite struct ExtrasTests {
  private static let tools = Tools.installed()

  @Test(.enabled(if: tools.vips != nil, "vips is not installed: apt-get install libvips-tools"))
  func `a wide picture has smaller copies, as WebP and in its own format`() async throws {
    try await site(with: ["posts/a/wide photo.png": 900, "posts/a/small.png": 800]) { folder in
      let site = await prepare(folder, try options(now: "2026-06-01")).adding(Self.tools)
      #expect(site.diagnostics == [])
      let copies = site.paths.filter { $0.hasPrefix("assets/images/") }
      #expect(
        copies.map { $0.split(separator: "/").last } == [
          "wide photo-480.png", "wide photo-480.webp", "wide photo-800.png", "wide photo-800.webp",
          "wide photo-900.webp",
        ])
      let folder = try #require(copies.first?.split(separator: "/").dropLast().joined(separator: "/"))
      let html = try #require(site.html("/posts/a/"))
      #expect(
        html.contains(
          """
          <picture><source type="image/webp" srcset="/\(folder)/wide%20photo-480.webp 480w, \
          /\(folder)/wide%20photo-800.webp 800w, /\(folder)/wide%20photo-900.webp 900w" sizes="40em" />\
          <img src="/posts/a/wide%20photo.png" srcset="/\(folder)/wide%20photo-480.png 480w, \
          /\(folder)/wide%20photo-800.png 800w, /posts/a/wide%20photo.png 900w" sizes="40em" \
          width="900" height="600" alt="Wide" /></picture>
          """), "\(html)")
      #expect(html.contains(#"<img src="/posts/a/small.png" width="800" height="533" loading="lazy""#))
      for path in copies {
        let file = try #require(site.renderer.files.first { $0.path == path }?.source)
        let size = try #require(ImageSize(try readBytes(file)))
        #expect(path.contains("-\(size.width).") && abs(size.height * 3 - size.width * 2) < 3)
      }
      // A feed has the text, but not the style that fits the copies into it.
      #expect(site.output("feed.xml")?.contains("srcset") == false)
    }
  }

  @Test(.enabled(if: tools.vips != nil, "vips is not installed: apt-get install libvips-tools"))
  func `pictures that nothing shows, that move, or that are no pictures have no copies`() async throws {
    try await site(with: ["posts/a/wide photo.png": 900, "posts/a/poster.png": 1200]) { folder in
      // What moves is told by a chunk of its file.
      let path = "\(folder)/content/posts/a/wide photo.png"
      let bytes = try readBytes(path)
      try Data(bytes[..<33] + [0, 0, 0, 0] + Array("acTL".utf8) + [0, 0, 0, 0] + bytes[33...])
        .write(to: URL(filePath: path))
      let site = await prepare(folder, try options(now: "2026-06-01")).adding(Self.tools)
      #expect(site.paths.filter { $0.hasPrefix("assets/images/") } == [])
    }
  }

  @Test(.enabled(if: tools.canDraw, "rsvg-convert is not installed: apt-get install librsvg2-bin"))
  func `a post and a series without a picture get a drawn one, and the site an icon for phones`() async throws {
    try await withTemporaryFolder(Self.series.folder) { folder in
      let site = await prepare(folder.path(), try options(now: "2026-06-01")).adding(Self.tools)
      #expect(site.diagnostics == [])
      for url in ["/posts/one/", "/series/letters/", "/series/letters/all/"] {
        let page = try #require(site.context.plan.pages.first { $0.url == url })
        let card = try #require(site.context.card(of: page))
        let path = String(card.url.dropFirst())
        let file = try #require(site.renderer.files.first { $0.path == path }?.source)
        #expect(ImageSize(try readBytes(file)) == ImageSize(width: 1200, height: 630))
        let head = try site.head(url).text
        #expect(head.contains("<meta property=\"og:image\" content=\"https://example.com/\(path)\">"))
        #expect(head.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"))
      }
      let icon = try #require(site.context.plan.extras.touchIcon)
      #expect(ImageSize(icon.bytes) == ImageSize(width: 180, height: 180))
      // What was drawn is kept.
      let kept = "\(folder.path())/.partwork/cache/\(icon.names[0])"
      let before = try #require(try FileStatus(of: kept))
      #expect(try icon.bytes == readBytes(kept))
      #expect(try FileStatus(of: kept) == before)
    }
  }

  @Test(.enabled(if: tools.highlight != nil, "highlight is not installed: apt-get install highlight"))
  func `code has its parts marked, on pages and not in feeds`() async throws {
    let code: MarkedText = """
      ---
      title: Code
      date: 2026-03-12
      ---
      ```javascript
      const a = "<b> & 'c'"; // d
      ```

      ```none-such
      const a = 1
      ```

      ```../../etc/x
      const a = 1
      ```

          const a = 1
      """
    try await withTemporaryFolder(SiteText(["posts/code.md": code]).withPages.folder) { folder in
      let site = await prepare(folder.path(), try options(now: "2026-06-01")).adding(Self.tools)
      let html = try #require(site.html("/posts/code/"))
      #expect(html.contains(#"<code class="language-javascript"><span class="hl"#))
      #expect(html.contains(#"<span class="hl slc">// d</span>"#))
      #expect(html.contains(#"<code class="language-none-such">const a = 1"#))
      #expect(html.contains(#"<code class="language-../../etc/x">const a = 1"#))
      #expect(site.output("feed.xml")?.contains("hl slc") == false)
    }
  }

  @Test func `without the programs a site is the same but for them, and says so once`() async throws {
    try await site(with: ["posts/a/wide photo.png": 900]) { folder in
      let site = await prepare(folder, try options(now: "2026-06-01")).adding(.none)
      #expect(site.diagnostics == [])
      #expect(
        site.context.plan.extras.note
          == """
          Left out what needs other programs: share cards (rsvg-convert), smaller copies of wide pictures (vips). \
          docs/install.md says how to install them.
          """)
      #expect(site.html("/posts/a/")?.contains("<picture>") == false)
      #expect(!site.paths.contains { $0.hasPrefix("assets/") })
    }
  }

  @Test func `what the settings ask for and is not there is a warning at its place`() async throws {
    let site: SiteText = [
      "site.yml": """
      title: Site
      url: https://example.com/
      images:
        cards: 1️⃣true
      markdown:
        highlight: 2️⃣true
      """, "posts/a.md": postText("A", body: "```swift\nlet a = 1\n```\n"),
    ]
    let found = try await site.prepared().adding(.none).diagnostics
    site.expect(
      found,
      [
        "site.yml": [
          .warning("rsvg-convert is not installed, so there are no share cards", at: 1),
          .warning("highlight is not installed, so there are no colours in code", at: 2),
        ]
      ])
  }

  @Test func `settings turn all of it off, without a word`() async throws {
    let site = try await SiteText([
      "site.yml": """
      title: Site
      url: https://example.com/
      images: {cards: false, sizes: false}
      markdown: {highlight: false}
      """, "posts/a.md": postText("A", body: "```swift\nlet a = 1\n```\n"),
    ]).prepared().adding(.none)
    #expect(site.context.plan.extras.note == nil && site.diagnostics == [])
  }

  @Test func `a program that fails leaves the picture as it is`() async throws {
    try await site(with: ["posts/a/wide photo.png": 900]) { folder in
      let broken = folder + "/broken"
      try "#!/bin/sh\nexit 1\n".write(toFile: broken, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: broken)
      let program = Program(path: broken, status: try #require(try FileStatus(of: broken)))
      let tools = Tools(vips: program, rsvg: program, highlight: program)
      let site = await prepare(folder, try options(now: "2026-06-01")).adding(tools)
      #expect(site.diagnostics == [])
      #expect(site.html("/posts/a/")?.contains("<picture>") == false)
      #expect(!site.paths.contains { $0.hasPrefix("assets/") })
    }
  }

  @Test(.enabled(if: tools.canDraw, "rsvg-convert is not installed: apt-get install librsvg2-bin"))
  func `a picture that other sites show needs no card, and an SVG file does`() async throws {
    let site: SiteText = [
      "posts/a.md": postText("A", "2026-03-12", "image: {src: /a.png, alt: A}"),
      "posts/b.md": postText("B", "2026-03-13", "image: {src: /b.svg, alt: B}"),
      "a.png": "GIF89a\u{1}\u{0}\u{1}\u{0}", "b.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>",
    ]
    try await withTemporaryFolder(site.folder) { folder in
      let site = await prepare(folder.path(), try options(now: "2026-06-01")).adding(Self.tools)
      let cards = site.context.plan.extras.cards.keys
      #expect(cards.count == 1 && site.site.posts[0].slug == "b" && cards.contains(.post(Handle(0))))
    }
  }

  private static let series: SiteText = [
    "series/letters.md": seriesText("Letters", "description: Slow ones."),
    "posts/one.md": postText("'Letters: the first & longest'", "2026-03-12", "series: letters"),
    "posts/two.md": postText("Two", "2026-03-13", "series: letters"),
  ]

  /// A site with one post that shows `pictures`, PNG files of these widths and two thirds as high; it only links to one
  /// called "poster".
  private func site(with pictures: [String: Int], _ body: (String) async throws -> Void) async throws {
    let files = pictures.keys.map { $0.split(separator: "/").last ?? "" }
    let lines = files.sorted { $0.count > $1.count }.map { file in
      switch file {
      case "wide photo.png": "![Wide](<wide photo.png>)"
      case "poster.png": "[The poster](poster.png)"
      default: "![Another](\(file))"
      }
    }
    let text = postText("A", body: "Text ").text + lines.joined(separator: "\n\n") + "\n"
    var folder = SiteText(["posts/a/index.md": MarkedText(text)]).withPages.folder
    for (path, width) in pictures { folder.files["content/\(path)"] = png(width: width, height: width * 2 / 3) }
    try await withTemporaryFolder(folder) { try await body($0.path()) }
  }

  /// A grey PNG file without compression (ISO/IEC 15948), which copies are smaller than.
  private func png(width: Int, height: Int) -> Data {
    func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      let named = Array(name.utf8) + data
      var crc: UInt32 = 0xFFFF_FFFF
      for byte in named {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      }
      return number(data.count) + named + number(Int(~crc))
    }
    let row = [UInt8](repeating: 0x90, count: width + 1)
    var pixels: [UInt8] = []
    for _ in 0..<height { pixels += [0] + row.dropFirst() }
    var stored: [UInt8] = [0x78, 0x01]
    var (low, high) = (1, 0)
    for start in stride(from: 0, to: pixels.count, by: 65_535) {
      let block = pixels[start..<min(start + 65_535, pixels.count)]
      let length = [UInt8(block.count & 255), UInt8(block.count >> 8)]
      stored += [start + 65_535 >= pixels.count ? 1 : 0] + length + length.map { ~$0 } + block
      for byte in block {
        low = (low + Int(byte)) % 65_521
        high = (high + low) % 65_521
      }
    }
    let header = number(width) + number(height) + [8, 0, 0, 0, 0]
    return Data(
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
        + chunk("IDAT", stored + number(high << 16 | low)) + chunk("IEND", []))
  }
}

extension SiteText {
  /// The same site with pages that show their texts.
  fileprivate var withPages: SiteText {
    adding("templates/post.mustache", "{{metadata}}{{#post}}{{{content}}}{{/post}}")
      .adding("templates/theme.yml", "imageSizes: 40em\n")
  }
}
