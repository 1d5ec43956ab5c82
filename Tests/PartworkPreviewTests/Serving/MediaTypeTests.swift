import Testing

@testable import PartworkPreview

@Suite struct MediaTypeTests {
  @Test(arguments: [
    ("index.html", "text/html; charset=utf-8"), ("assets/style.12ab.css", "text/css; charset=utf-8"),
    ("feed.xml", "application/xml"), ("feed.json", "application/json"), ("photo.JPG", "image/jpeg"),
    ("a/font.woff2", "font/woff2"), ("film.mp4", "video/mp4"), ("CNAME", "application/octet-stream"),
    ("a.css/b", "application/octet-stream"), ("x.unknown", "application/octet-stream"),
    ("robots.txt", "text/plain; charset=utf-8"), ("_headers", "text/plain; charset=utf-8"),
    ("", "application/octet-stream"),
  ])
  func `the type of a file depends on its extension`(path: String, type: String) {
    #expect(MediaType.of(path) == type)
  }

  @Test func `an entity tag is found in a list, weak or not`() {
    let tag = EntityTag(of: [1, 2, 3])
    #expect(tag.isNamed(by: "\(tag)"))
    #expect(tag.isNamed(by: "\"x\", W/\(tag) "))
    #expect(tag.isNamed(by: "*"))
    #expect(!tag.isNamed(by: nil))
    #expect(!tag.isNamed(by: "\"x\""))
    #expect(!tag.isNamed(by: "\(EntityTag(of: [1, 2]))"))
  }
}
