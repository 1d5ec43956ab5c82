import PartworkDiagnostics
import Partwork
import PartworkPublish
import Testing

@Suite struct PublishGuardTests {
  @Test(arguments: [
    "http://localhost:4000", "http://localhost", "https://blog.localhost", "http://127.0.0.1:8080", "http://127.1.2.3",
    "http://[::1]:4000", "http://0.0.0.0:4000", "http://LOCALHOST.",
  ])
  func `an address of this machine is no address to publish under`(origin: String) {
    #expect(publishProblem(of: SiteURL(origin: origin), at: nil)?.severity == .error)
  }

  @Test(arguments: [
    "https://example.com", "https://localhost.example.com", "http://10.0.0.1", "https://127.example.com",
  ])
  func `an address that others can reach is one`(origin: String) {
    #expect(publishProblem(of: SiteURL(origin: origin, basePath: "/blog"), at: nil) == nil)
  }

  @Test func `the fault is told where the address is written`() {
    let place = SourceLocation("content/site.yml", line: 3, column: 6)
    let problem = publishProblem(of: SiteURL(origin: "http://localhost"), at: place)
    #expect(problem?.location == place)
    #expect(problem?.message == "the site has no `url` that readers can reach, only `http://localhost`")
  }
}
