import Partwork
import PartworkPublish
import Testing

@Suite struct TargetChoiceTests {
  let stick = PublishTarget(name: here("stick"), destination: .folder(FolderDestination(path: here("/mnt/stick"))))
  let server = PublishTarget(name: here("server"), destination: .rsync(RsyncDestination(destination: here("h:/srv"))))

  @Test func `a single target needs no name`() throws {
    let settings: PublishSettings? = PublishSettings(targets: [stick])
    #expect(try settings.target(named: nil) == stick)
  }

  @Test func `the default is taken where none is named`() throws {
    let settings: PublishSettings? = PublishSettings(defaultName: here("server"), targets: [stick, server])
    #expect(try settings.target(named: nil) == server)
    #expect(try settings.target(named: "stick") == stick)
  }

  @Test func `several targets without a default must be told apart`() {
    let settings: PublishSettings? = PublishSettings(targets: [stick, server])
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: nil) }
    #expect(failure?.message.hasSuffix("`stick`, `server`") == true)
  }

  @Test func `a misspelt target is asked about`() {
    let settings: PublishSettings? = PublishSettings(targets: [stick, server])
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: "sever") }
    #expect(failure?.hint == "did you mean `server`?")
  }

  @Test func `a site without targets is told how to write one`() {
    let settings: PublishSettings? = nil
    let failure = #expect(throws: PublishFailure.self) { try settings.target(named: nil) }
    #expect(failure?.hint.contains("publish:") == true)
  }
}
