import PartworkSupport
import Testing

@Suite struct ContentHashTests {
  @Test func `a hash is the same in every run and on every machine`() {
    #expect(ContentHash(of: "").description == "e5776534101b1175")
    #expect(ContentHash(of: "partwork").description == "3b8ce5f87f9eefad")
    #expect(ContentHash(of: Array("partwork".utf8)) == ContentHash(of: "partwork"))
  }

  @Test(arguments: ["a", "partworks", "partworK", "partwork\0", "krowtrap"])
  func `a different text has a different hash`(text: String) {
    #expect(ContentHash(of: text) != ContentHash(of: "partwork"))
  }

  @Test func `the boundaries of parts change the hash`() {
    var parts = ContentHash(of: "ab")
    parts.add("c".utf8)
    var others = ContentHash(of: "a")
    others.add("bc".utf8)
    #expect(parts != others)
  }
}
