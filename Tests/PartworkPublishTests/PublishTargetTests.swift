import PartworkDiagnostics
import Partwork
import PartworkPublish
import Testing

@Suite struct PublishTargetTests {
  let stick = PublishTarget(name: here("stick"), destination: .folder(here("/mnt/stick")))
  let server = PublishTarget(name: here("server"), destination: .rsync(here("h:/srv")))

  @Test func `a single target needs no name`() throws {
    let settings: PublishSettings? = PublishSettings(targets: [stick])
    #expect(try settings.target(named: nil) == stick)
  }

  @Test func `the default is used if none is named`() throws {
    let settings: PublishSettings? = PublishSettings(defaultName: here("server"), targets: [stick, server])
    #expect(try settings.target(named: nil) == server)
    #expect(try settings.target(named: "stick") == stick)
  }

  @Test func `several targets without a default need a name`() {
    let settings: PublishSettings? = PublishSettings(targets: [stick, server])
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: nil) }
    #expect(failure?.message.hasSuffix("`stick`, `server`") == true)
  }

  @Test func `a misspelt target gets a suggestion`() {
    let settings: PublishSettings? = PublishSettings(targets: [stick, server])
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: "sever") }
    #expect(failure?.hint == "did you mean `server`?")
  }

  @Test func `a site without targets is shown how to add one`() {
    let settings: PublishSettings? = nil
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: nil) }
    #expect(failure?.hint.contains("publish:") == true)
  }

  @Test(arguments: [
    "http://localhost:4000", "http://localhost", "https://blog.localhost", "http://127.0.0.1:8080", "http://127.1.2.3",
    "http://[::1]:4000", "http://0.0.0.0:4000", "http://LOCALHOST.",
  ])
  func `a URL of this machine is refused`(origin: String) {
    #expect(publishProblem(of: SiteURL(origin: origin), at: nil)?.severity == .error)
  }

  @Test(arguments: [
    "https://ann.github.io", "https://localhost.ann.dev", "http://10.0.0.1", "https://127.ann.dev", "http://nas.local",
    "https://my-example.com", "https://example.com.au", "https://example.dev", "https://test.ann.dev",
    "https://invalid.com",
  ])
  func `a URL that others can reach is accepted`(origin: String) {
    #expect(publishProblem(of: SiteURL(origin: origin, basePath: "/blog"), at: nil) == nil)
  }

  @Test(arguments: [
    "https://example.com", "https://www.example.com", "https://example.org", "http://example.net:8080",
    "https://blog.EXAMPLE.edu.", "https://ann.example", "https://site.test", "http://blog.invalid",
  ])
  func `a URL that is reserved for examples is refused`(origin: String) {
    let problem = publishProblem(of: SiteURL(origin: origin, basePath: "/blog"), at: nil)
    #expect(problem?.message == "the `url` of the site, `\(origin)`, is only an example")
  }

  @Test func `the problem is reported where the URL is written`() {
    let place = SourceLocation("content/site.yml", line: 3, column: 6)
    let problem = publishProblem(of: SiteURL(origin: "http://localhost"), at: place)
    #expect(problem?.location == place)
    #expect(problem?.message == "readers cannot reach the site at its `url`, `http://localhost`")
  }
}
