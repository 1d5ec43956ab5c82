import PartworkPublish
import Testing

@Suite struct PublishPlanTests {
  let plan = PublishPlan(
    files: [
      .init(path: "feed.xml", size: 12_345, change: .changed),
      .init(path: "index.html", size: 999, change: .changed),
      .init(path: "a.css", size: 1_234_567, change: .new),
    ], deletions: ["b.css", "a.html"], unchangedCount: 10)

  @Test func `a summary says what was sent and where it can be read`() {
    #expect(
      plan.summary(target: "server", url: "https://example.com/")
        == "Published 3 files (1.2 MB) to `server`, deleted 2: https://example.com/")
  }

  @Test func `a summary of no changes says so`() {
    let plan = PublishPlan(files: [], deletions: [], unchangedCount: 3)
    #expect(
      plan.summary(target: "pages", url: "https://example.com/")
        == "`pages` is up to date, nothing was sent: https://example.com/")
    #expect(plan.forecast(target: "pages") == "`pages` is up to date: nothing would be sent")
  }

  @Test func `a forecast says what would be sent`() {
    #expect(plan.forecast(target: "server") == "Would publish 3 files (1.2 MB) to `server` and delete 2")
  }

  @Test func `a forecast warns of a deletion that needs force`() {
    let plan = PublishPlan(files: [], deletions: ["a", "b"], unchangedCount: 1)
    #expect(
      plan.forecast(target: "x")
        == "Would publish no files to `x` and delete 2; that is more than half of the files there, and needs `--force`")
  }

  @Test func `half of the files may be deleted, more may not`() {
    #expect(!PublishPlan(files: [], deletions: ["a"], unchangedCount: 1).deletesMostOfTarget)
    #expect(PublishPlan(files: [], deletions: ["a", "b"], unchangedCount: 1).deletesMostOfTarget)
    #expect(!PublishPlan(files: [], deletions: [], unchangedCount: 0).deletesMostOfTarget)
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9999, "9.9 kB"), (10_000, "10 kB"),
    (999_999, "999 kB"), (1_000_000, "1.0 MB"), (2_500_000_000, "2.5 GB"),
  ])
  func `sizes are short`(size: Int, text: String) {
    let plan = PublishPlan(files: [.init(path: "a", size: size, change: .new)], deletions: [], unchangedCount: 0)
    #expect(plan.lines == ["new      a (\(text))"])
  }
}
