import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

/// Films and sounds, which the picture syntax plays.
@Suite struct PlayerTests {
  @Test(arguments: [
    ("clip.mp4", "video"), ("a/b.WebM?x=1.png", "video"), ("c.ogv#t=10", "video"), ("talk.mp3", "audio"),
    ("x.m4a", "audio"), ("x.ogg", "audio"), ("x.opus", "audio"), ("x.flac", "audio"),
    ("https://a.example/x.wav", "audio"),
  ])
  func `picture syntax plays films and sounds`(destination: String, player: String) {
    let document = Document("![A \"*talk*\"](\(destination) 'Live')!", MarkdownOptions(smart: false))
    let start = "<\(player) controls=\"\" preload=\"metadata\" src=\"\(destination)\""
    #expect(
      document.html() == "<p>\(start) title=\"Live\" aria-label=\"A &quot;talk&quot;\"></\(player)>!</p>\n")
    #expect(document.references.map(\.kind) == [.link])
    #expect(!document.references[0].needsAlternative)
    #expect(Document("![a](\(destination))", .commonMark()).html().hasPrefix("<p><img src="))
    let alone = Document("![](\(destination) 'Live')", MarkdownOptions()).html()
    #expect(alone == "<figure>\n\(start)></\(player)>\n<figcaption>Live</figcaption>\n</figure>\n")
  }

  @Test(arguments: ["mp4", "x.mp4.png", "mp4.html", "x.mp", "a.mp4/b"])
  func `other files in picture syntax are pictures`(destination: String) {
    #expect(
      Document("![a](\(destination))", MarkdownOptions()).html() == "<p><img src=\"\(destination)\" alt=\"a\" /></p>\n")
  }

  @Test(arguments: [
    "https://www.youtube.com/watch?v=x", "https://youtu.be/x", "http://m.youtube.com/watch?v=x", "https://vimeo.com/1",
    "https://player.vimeo.com/video/1", "//www.dailymotion.com/video/x", "HTTPS://YouTu.be/x",
    "https://soundcloud.com/a/b",
    "https://open.spotify.com/episode/x?si=1", "https://ann.bandcamp.com/album/b",
    "https://podcasts.apple.com/de/podcast/x",
  ])
  func `the address of a page with a film or a sound in picture syntax is a warning with the link to write`(
    address: String
  ) {
    let text = MarkedText("![Our film](1️⃣\(address))")
    expectDiagnostics(
      Document(text.text, MarkdownOptions()).diagnostics,
      [
        .warning(
          "`\(address)` is a page, not a picture", at: 1, hint: "link to it: `[Our film](\(address))`")
      ], in: text)
    #expect(Document("[y](\(address))", MarkdownOptions()).diagnostics == [])
    let linked = Document("[![Our film](\(address))](x.md)", MarkdownOptions()).diagnostics
    #expect(linked.map(\.hint) == ["write words or a picture in its place"])
  }

  @Test(arguments: [("https://youtu.be/x", "Watch the film"), ("https://www.mixcloud.com/a/b/", "Listen to it")])
  func `the link to write has a text`(address: String, text: String) {
    let found = Document("![](\(address))", MarkdownOptions()).diagnostics
    #expect(found.map(\.hint) == ["link to it: `[\(text)](\(address))`"])
  }

  @Test(arguments: [
    "https://i.ytimg.com/vi/x/default.jpg", "https://img.youtube.com/vi/x/0.jpg", "https://i1.sndcdn.com/x-large.jpg",
    "https://notyoutube.com/x", "https://example.org/youtube.com/x", "/mirror//youtu.be/x", "youtu.be/x",
  ])
  func `a picture of such a site is a picture`(address: String) {
    #expect(Document("![x](\(address))", MarkdownOptions()).diagnostics == [])
  }

  @Test(arguments: [
    ("[![a](clip.mp4)](1️⃣b.md)", "<p>|</p>\n"),
    ("[See ![](talk.mp3) and *more*](1️⃣/b/ 'T')", "<p>See | and <em>more</em></p>\n"),
    ("[![a](clip.webm 'The pond')](1️⃣b.md)", "<figure>\n|\n<figcaption>The pond</figcaption>\n</figure>\n"),
    ("- [![a](x.ogg) ![b](y.ogg)](1️⃣https://example.org/)", "<ul>\n<li>| |</li>\n</ul>\n"),
  ])
  func `a player is not in a link`(marked: String, html: String) {
    let text = MarkedText(marked)
    let document = Document(text.text, MarkdownOptions())
    expectDiagnostics(
      document.diagnostics,
      [
        .warning(
          "a link around a film or a sound is left out", at: 1,
          hint: "write the link beside the film or the sound, with words of its own")
      ], in: text)
    let player = #/<(video|audio) [^>]*></(video|audio)>/#
    #expect(document.html().replacing(player, with: "|") == html)
    #expect(Document("\(text.text) [c](d)", MarkdownOptions()).html().contains("<a href=\"d\">c</a>"))
  }
}
