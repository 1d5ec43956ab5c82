import PartworkPublish
import Testing

@Suite struct ProgressDisplayTests {
  let sending = PublishProgress(.sending(.changedPages), files: 3, totalFiles: 12, bytes: 2100, totalBytes: 3_400_000)

  @Test func `a terminal shows nothing in the first second, then one line that changes`() {
    var display = ProgressDisplay(isTerminal: true)
    #expect(display.text(for: sending, at: 0.9) == nil)
    #expect(
      display.text(for: sending, at: 1.2) == "\r\u{1B}[KSending changed pages: 3 of 12 files, 2.1 kB of 3.4 MB")
    #expect(display.text(for: sending, at: 1.25) == nil)
    #expect(display.text(for: sending, at: 1.31) != nil)
    #expect(display.ending() == "\r\u{1B}[K")
  }

  @Test(arguments: [
    (80, "Sending changed pages: 3 of 12 files, 2.1 kB of 3.4 MB"), (54, "Sending: 3 of 12, 2.1 kB of 3.4 MB"),
    (40, "Sending: 3 of 12, 2.1 kB of 3.4 MB"), (20, "Sending: 3 of 12, 2"), (0, "S"),
  ])
  func `a line fits in a narrow terminal`(width: Int, line: String) {
    var display = ProgressDisplay(isTerminal: true)
    #expect(display.text(for: sending, at: 2, width: width) == "\r\u{1B}[K" + line)
  }

  @Test func `a step that rarely reports is shown too`() {
    var display = ProgressDisplay(isTerminal: true)
    #expect(display.text(for: PublishProgress(.comparing, totalFiles: 7), at: 0.1) == nil)
    #expect(display.refreshed(at: 1.2, width: 80) == "\r\u{1B}[KComparing with the target (7 files)")
    _ = display.ending()
    #expect(display.refreshed(at: 2, width: 80) == nil)
  }

  @Test func `a log gets a line for each step`() {
    var display = ProgressDisplay(isTerminal: false)
    #expect(display.text(for: PublishProgress(.comparing), at: 0) == "Comparing with the target\n")
    #expect(display.text(for: PublishProgress(.comparing), at: 5) == nil)
    #expect(display.text(for: sending, at: 5) == "Sending changed pages\n")
    #expect(display.text(for: PublishProgress(.deleting, totalFiles: 2), at: 6) == "Deleting\n")
    #expect(display.ending() == nil)
  }
}
