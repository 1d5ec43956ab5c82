import PartworkSupport
import Testing

@Suite struct AddressSchemeTests {
  @Test(arguments: [
    ("javascript:alert(1)", "javascript"), ("JavaScript:x", "javascript"), ("java\tscript:x", "javascript"),
    (" \u{1}javascript:x", "javascript"), ("javascript\n:x", "javascript"), ("vbscript:x", "vbscript"),
    ("file:///etc/hosts", "file"), ("data:text/html,x", "data"), ("data:image/png,x", "data"), ("blob:x", "blob"),
    ("made-up+scheme.1:x", "made-up+scheme.1"),
  ])
  func `a link may not have a scheme that is not in the list`(address: String, scheme: String) {
    #expect(AddressScheme.forbidden(in: address, isImage: false) == scheme)
  }

  @Test(arguments: [
    "https://example.org/a:b", "HTTP://example.org", "mailto:ada@example.org", "tel:+49301234", "xmpp:a@example.org",
    "/a:b", "a/b:c", "?a:b", "#a:b", "//host:80/", "", ":x", "1:x", "é:x", "javascript&colon;alert(1)", "{{url}}:x",
  ])
  func `other addresses are allowed`(address: String) {
    #expect(AddressScheme.forbidden(in: address, isImage: false) == nil)
  }

  @Test(
    arguments: [
      ("data:image/png;base64,AA==", nil), ("DATA:Image/GIF,x", nil), ("data:text/html,x", "data"),
      ("data:imag", "data"), ("javascript:image/", "javascript"),
    ] as [(String, String?)])
  func `an image may carry its data`(address: String, scheme: String?) {
    #expect(AddressScheme.forbidden(in: address, isImage: true) == scheme)
  }
}
