import Testing

@testable import PartworkPreview

@Suite struct ByteRangeTests {
  @Test(arguments: [
    ("bytes=0-0", 0..<1), ("bytes=2-4", 2..<5), ("bytes=2-", 2..<10), ("bytes=-3", 7..<10), ("bytes=-99", 0..<10),
    ("bytes=5-99", 5..<10), ("BYTES=0-1", 0..<2), ("bytes= 1 - 2", 1..<3), ("bytes=5-99999999999999999999", 5..<10),
  ])
  func `a range is part of the content`(header: String, part: Range<Int>) {
    #expect(ByteRange(header, size: 10) == .part(part))
  }

  @Test(arguments: ["bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"])
  func `a range past the end is not satisfiable`(header: String) {
    #expect(ByteRange(header, size: 10) == .unsatisfiable)
  }

  @Test(arguments: [
    nil, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=1-b", "bytes=4-2", "bytes=0-1,3-4", "bytes=--1",
    "items=0-1",
    "bytes=1",
  ])
  func `text that is not a range, and several ranges, are ignored`(header: String?) {
    #expect(ByteRange(header, size: 10) == .whole)
  }

  @Test func `no range of empty content is satisfiable`() {
    #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
    #expect(ByteRange("bytes=-1", size: 0) == .unsatisfiable)
  }
}
