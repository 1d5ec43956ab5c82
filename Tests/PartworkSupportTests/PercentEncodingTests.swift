import PartworkSupport
import Testing

@Suite struct PercentEncodingTests {
  @Test(arguments: [
    ("https://almanac.example/posts/x/", "https://almanac.example/posts/x/"),
    ("https://almanac.example/a b/ä?q=ü#ß", "https://almanac.example/a%20b/%C3%A4?q=%C3%BC#%C3%9F"),
    ("/100%/%C3%A4/%zz", "/100%25/%C3%A4/%25zz"),
    ("/a\"b<c>d\\e|f", "/a%22b%3Cc%3Ed%5Ce%7Cf"),
    ("https://bücher.example/ä", "https://bücher.example/%C3%A4"),
    ("", ""),
  ])
  func `a URL is in ASCII after its host`(url: String, expected: String) {
    #expect(PercentEncoding.url(url) == expected)
    #expect(PercentEncoding.url(expected) == expected)
  }

  @Test func `the name of a file may have any character`() {
    #expect(PercentEncoding.path("a b/50%41?#é:(x)'.png") == "a%20b/50%2541%3F%23%C3%A9%3A%28x%29%27.png")
  }

  @Test func `decoding undoes encoding`() {
    let name = "a b/50%41?#é:(x)'.png"
    #expect(PercentEncoding.decoded(PercentEncoding.path(name)) == name)
    #expect(PercentEncoding.decoded("100%") == "100%")
    #expect(PercentEncoding.decoded("%4") == "%4")
    #expect(PercentEncoding.decoded("%g1") == "%g1")
  }
}
