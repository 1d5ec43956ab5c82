import Testing

@testable import PartworkPreview

@Suite struct RequestPathTests {
  @Test(arguments: [
    ("/", ""), ("/posts/x/", "posts/x/"), ("/posts/x/?a=/../b", "posts/x/"), ("/caf%C3%A9/", "café/"),
    ("/a%20b", "a b"),
    ("/a+b", "a+b"), ("/..x/y..", "..x/y.."),
  ])
  func `a path is decoded`(target: String, text: String) {
    #expect(RequestPath(target)?.text == text)
  }

  @Test(arguments: [
    "", "posts/", "http://example.com/", "*", "/../etc/passwd", "/a/../b", "/%2e%2e/etc/passwd", "/%2E./x", "/./x",
    "/a/.",
    "/a%2Fb", "/a%2f..%2fb", "/a%00b", "/a\\b", "/a%5Cb", "/..%5c..%5c", "/a%0d%0aSet-Cookie:x", "/a%", "/a%2", "/a%zz",
    "/%ff", "/%C0%AE%C0%AE/",
  ])
  func `an ambiguous path is refused`(target: String) {
    #expect(RequestPath(target) == nil)
  }
}
