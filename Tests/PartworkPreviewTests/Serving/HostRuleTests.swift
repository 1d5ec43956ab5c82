import Testing

@testable import PartworkPreview

@Suite struct HostRuleTests {
  @Test(arguments: [
    "localhost", "localhost:4000", "LOCALHOST:1", "localhost.", "127.0.0.1:4000", "127.1.2.3", "[::1]", "[::1]:4000",
    "blog.localhost:4000",
  ])
  func `this machine's own names are allowed`(host: String) {
    #expect(HostRule(host: "127.0.0.1").allows(host))
    #expect(HostRule(host: "192.168.1.5").allows(host))
    #expect(HostRule(host: "0.0.0.0").allows(host))
  }

  @Test(arguments: [
    "example.com", "example.com:4000", "localhost.example.com", "127.0.0.1.example.com", "notlocalhost", "192.168.1.5",
    "0.0.0.0:4000", "[::2]", "", ":4000", "[::1", "localhost:4000:1", "localhost:x", "127.1.example", "127.0.0.1/",
    "example.com,x.localhost", "example.com .localhost", "example.com\0.localhost", "a@localhost",
  ])
  func `other names are not`(host: String) {
    #expect(!HostRule(host: "127.0.0.1").allows(host))
  }

  @Test func `the host that the server listens on is allowed`() {
    #expect(HostRule(host: "192.168.1.5").allows("192.168.1.5:4000"))
    #expect(HostRule(host: "My-Mac.local").allows("my-mac.local:4000"))
    #expect(HostRule(host: "fe80::1").allows("[FE80::1]:4000"))
    #expect(!HostRule(host: "192.168.1.5").allows("192.168.1.6"))
  }

  @Test(arguments: ["0.0.0.0", "::"])
  func `a server on every address allows every address, and no other name`(host: String) {
    #expect(HostRule(host: host).allows("192.168.1.5:4000"))
    #expect(HostRule(host: host).allows("[2001:db8::1]:4000"))
    #expect(!HostRule(host: host).allows("example.com:4000"))
  }

  @Test func `an origin is the preview's own if it is the host with http or https`() {
    #expect(HostRule.isOwn(origin: "http://localhost:4000", host: "localhost:4000"))
    #expect(HostRule.isOwn(origin: "https://LocalHost:4000", host: "localhost:4000"))
    #expect(!HostRule.isOwn(origin: "http://localhost:3000", host: "localhost:4000"))
    #expect(!HostRule.isOwn(origin: "http://localhost", host: "localhost:4000"))
    #expect(!HostRule.isOwn(origin: "null", host: "localhost:4000"))
    #expect(!HostRule.isOwn(origin: "http://example.com", host: "localhost:4000"))
  }
}
