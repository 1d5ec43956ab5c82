import Foundation
import TestSupport
import Testing

@testable import PartworkImport

/// Exports with random damage: none may stop the program, or hold it up.
@Suite struct MutatedExportTests {
  private static let export = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Letters &amp; more</title>
    <link>https://letters.example</link><language>en-GB</language><wp:base_blog_url>https://letters.example</wp:base_blog_url>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login>ann</wp:author_login>
    <wp:author_display_name><![CDATA[Ann Author]]></wp:author_display_name></wp:author>
    <wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>news</wp:category_nicename>
    <wp:category_parent>all</wp:category_parent><wp:cat_name><![CDATA[News]]></wp:cat_name></wp:category>
    <wp:term><wp:term_id>7</wp:term_id><wp:term_taxonomy>series</wp:term_taxonomy><wp:term_slug>walk</wp:term_slug>
    <wp:term_name>A walk</wp:term_name></wp:term>
    <item><title>One &#8211; part 1</title><link>https://letters.example/2020/01/one/</link><dc:creator>ann</dc:creator>
    <pubDate>Wed, 01 Jan 2020 10:00:00 +0000</pubDate><guid isPermaLink="false">https://letters.example/?p=1</guid>
    <content:encoded><![CDATA[First <b>line</b>.

    [caption id="attachment_5" width="300"]<img src="/wp-content/uploads/a-300x200.jpg"> A caption[/caption]
    [gallery ids="5,6"] [code language="c"]#include <x>[/code]
    <table><tr><td>a<td>b</table><ul><li>one<ol><li>two</ol></ul> <a href="/?p=2#x">two</a>]]></content:encoded>
    <excerpt:encoded><![CDATA[Short.]]></excerpt:encoded><wp:post_id>1</wp:post_id>
    <wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:post_date_gmt>2020-01-01 09:00:00</wp:post_date_gmt>
    <wp:post_name>one</wp:post_name><wp:status>publish</wp:status><wp:menu_order>2</wp:menu_order>
    <wp:post_type>post</wp:post_type><category domain="series" nicename="walk">A walk</category>
    <wp:postmeta><wp:meta_key>_series_part_7</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>
    <wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value>[{"content":"note","id":"n1"}]</wp:meta_value></wp:postmeta>
    </item>
    <item><title>Two</title><link>https://letters.example/?p=2</link><content:encoded><![CDATA[<!-- wp:heading {"level":3} -->
    <h3 id="x">Head</h3><!-- /wp:heading --><!-- wp:paragraph --><p>Text<sup data-fn="n1">1</sup></p><!-- /wp:paragraph -->
    <!-- wp:block {"ref":3} /--><!-- wp:embed {"url":"https://video.example/1"} /--><!-- wp:footnotes /-->]]></content:encoded>
    <wp:post_id>2</wp:post_id><wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:status>draft</wp:status>
    <wp:post_type>page</wp:post_type><wp:post_parent>2</wp:post_parent></item>
    <item><title>Block</title><content:encoded><![CDATA[<!-- wp:block {"ref":3} /-->]]></content:encoded>
    <wp:post_id>3</wp:post_id><wp:status>publish</wp:status><wp:post_type>wp_block</wp:post_type></item>
    <item><title>a</title><wp:post_id>5</wp:post_id><wp:post_type>attachment</wp:post_type><wp:post_parent>1</wp:post_parent>
    <wp:attachment_url>https://letters.example/wp-content/uploads/a.jpg</wp:attachment_url></item>
    </channel></rss>
    """

  @Test func `a damaged export is read to its end`() async throws {
    let rounds = ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 60
    try await withTemporaryFolder { folder in
      let file = folder.appending(path: "export.xml")
      for seed in 0..<rounds {
        var random = SplitMix(state: UInt64(seed))
        let bytes = Self.mutated(Array(Self.export.utf8), with: &random)
        try Data(bytes).write(to: file)
        let start = ContinuousClock.now
        let site = try WordPressReader.site(in: [file.path])
        for post in site.posts + site.pages {
          _ = try site.convert(post.text, TextReferences(footnotes: post.footnotes))
        }
        _ = SeriesEvidence.find(in: site)
        #expect(ContinuousClock.now - start < .seconds(60), "it hangs with seed \(seed)")
      }
    }
  }

  /// `bytes` with one to eight places cut out, repeated, moved or replaced.
  private static func mutated(_ bytes: [UInt8], with random: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    let words = [
      "<", ">", "]]>", "<![CDATA[", "&", "&#x110000;", "\u{0}", "\u{1}", "[", "]", "[/caption]", "-",
      "9999999999999999999",
    ]
    for _ in 0..<Int.random(in: 1...8, using: &random) where bytes.count > 2 {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...200, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &random))
      case 2: bytes.insert(contentsOf: Array(words[Int.random(in: 0..<words.count, using: &random)].utf8), at: start)
      case 3: bytes[start] = UInt8.random(in: 0...255, using: &random)
      case 4:
        // A number where it matters most: in a date, an ID, an order.
        for index in start..<end where (48...57).contains(bytes[index]) {
          bytes[index] = UInt8.random(in: 48...57, using: &random)
        }
      default: if Int.random(in: 0..<8, using: &random) == 0 { bytes.removeSubrange(start...) }
      }
    }
    return bytes
  }
}

/// The generator SplitMix64, whose numbers are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
