import PartworkPublish
import Testing

@Suite struct ProgressDisplayTests {
  let sending = PublishProgress(.sending(.changedPages), files: 3, totalFiles: 12, bytes: 2100, totalBytes: 3_400_000)

  @Test func `a terminal shows nothing in the first second, then one line that changes`() {
    var display = ProgressDisplay(isTerminal: true)
    #expect(display.text(for: sending, at: 0.9) == nil)
    #expect(display.ending == nil)
    #expect(
      display.text(for: sending, at: 1.2) == "\r\u{1B}[KSending changed pages: 3 of 12 files, 2.1 kB of 3.4 MB")
    #expect(display.text(for: sending, at: 1.25) == nil)
    #expect(display.text(for: sending, at: 1.31) != nil)
    #expect(display.ending == "\r\u{1B}[K")
  }

  @Test func `a log gets a line for each step`() {
    var display = ProgressDisplay(isTerminal: false)
    #expect(display.text(for: PublishProgress(.comparing), at: 0) == "Comparing with the target\n")
    #expect(display.text(for: PublishProgress(.comparing), at: 5) == nil)
    #expect(display.text(for: sending, at: 5) == "Sending changed pages\n")
    #expect(display.text(for: PublishProgress(.deleting, totalFiles: 2), at: 6) == "Deleting\n")
    #expect(display.ending == nil)
  }
}
