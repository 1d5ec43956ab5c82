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
  func `a path that could mean something else is none`(target: String) {
    #expect(RequestPath(target) == nil)
  }

  @Test func `a query is decoded, and of a name given twice the first counts`() {
    let query = RequestQuery("path=%2Fposts%2F&id=a+b&empty=&flag&path=/x&bad=%zz")
    #expect(query["path"] == "/posts/")
    #expect(query["id"] == "a b")
    #expect(query["empty"] == "")
    #expect(query["flag"] == "")
    #expect(query["bad"] == nil)
    #expect(query["none"] == nil)
  }
}
