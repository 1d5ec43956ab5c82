import TestSupport
import Testing

@testable import Partwork

@Suite struct ImageSizeTests {
  private let size = ImageSize(width: 640, height: 480)

  @Test func `a PNG has its size in the first chunk`() {
    let header: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + "IHDR".utf8
    #expect(ImageSize(header + [0, 0, 2, 0x80, 0, 0, 1, 0xE0]) == size)
    #expect(ImageSize(header + [0, 0, 2, 0x80, 0, 0, 1]) == nil)
  }

  @Test func `a GIF has the size of its screen`() {
    #expect(ImageSize(Array("GIF89a".utf8) + [0x80, 2, 0xE0, 1]) == size)
  }

  @Test func `a JPEG has its size after other segments`() {
    #expect(ImageSize(jpeg(before: [0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xFE, 0, 3, 9])) == size)
    #expect(ImageSize([0xFF, 0xD8, 0xFF, 0xDA, 0, 8]) == nil)
    #expect(ImageSize([0xFF, 0xD8, 0xFF, 0xE0, 0, 0]) == nil)
  }

  @Test(arguments: [(1, false), (3, false), (5, true), (6, true), (8, true), (9, false)])
  func `a JPEG is turned according to Exif`(orientation: UInt8, isTurned: Bool) {
    let expected = isTurned ? ImageSize(width: 480, height: 640) : size
    let little: [UInt8] =
      Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 2, 0] + [0x0F, 1, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0]
      + [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
    let big: [UInt8] =
      Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1] + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
    #expect(ImageSize(jpeg(before: [0xFF, 0xE1, 0, UInt8(little.count + 2)] + little)) == expected)
    #expect(ImageSize(jpeg(before: [0xFF, 0xE1, 0, UInt8(big.count + 2)] + big)) == expected)
  }

  @Test func `a WebP has a size in each of its forms`() {
    let lossy = webP("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 2, 0xE0, 0x41])
    let bits = UInt32(639) | UInt32(479) << 14
    let lossless = webP("VP8L", [0x2F] + (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
    let extended = webP("VP8X", [0, 0, 0, 0, 0x7F, 2, 0, 0xDF, 1, 0])
    #expect([lossy, lossless, extended].map { ImageSize($0) } == [size, size, size])
  }

  @Test func `an AVIF has the size of its primary item`() {
    #expect(ImageSize(avif(isTurned: false)) == size)
    #expect(ImageSize(avif(isTurned: true)) == ImageSize(width: 480, height: 640))
  }

  @Test(arguments: [
    (#"<svg width="640" height="480px">"#, ImageSize(width: 640, height: 480)),
    (#"<?xml version="1.0"?><!-- <svg --><!DOCTYPE svg><svg viewBox="0 0 64,48">"#, ImageSize(width: 64, height: 48)),
    ("\u{FEFF}\n<svg\n stroke-width='3' width = '320' viewBox='0 0 64 48'>", ImageSize(width: 320, height: 240)),
    (#"<svg width="100%" height="1in" viewBox="0 0 2 1"/>"#, ImageSize(width: 192, height: 96)),
  ])
  func `an SVG has a size or proportions`(text: String, expected: ImageSize) {
    #expect(ImageSize(text.utf8) == expected)
  }

  @Test(arguments: ["", "<svg>", "<svg width='100%' height='100%'>", "<html><svg width='1' height='1'>", "plain"])
  func `other text has no size`(text: String) {
    #expect(ImageSize(text.utf8) == nil)
  }

  @Test func `a header cut short has no size`() {
    for whole in [jpeg(before: []), avif(isTurned: true), webP("VP8X", [0, 0, 0, 0, 0x7F, 2, 0, 0xDF, 1, 0])] {
      #expect(whole.indices.allSatisfy { ImageSize(whole.prefix($0)) == nil })
    }
  }

  @Test(arguments: [
    ("a.png", "", "picture has no bytes"), ("a.svg", "", "picture has no bytes"),
    ("a.avif", "", "picture has no bytes"), ("a.JPG", "", "picture has no bytes"),
    ("a.gif", "GIF89a\u{1}", "picture is cut off, or is not one at all: its header says no size"),
    ("a.png", "\u{7F}PNG", "picture is cut off, or is not one at all: its header says no size"),
    ("posts/p/a.webp", "RIFF", "picture is cut off, or is not one at all: its header says no size"),
    ("a.avif", "<html>", "picture is cut off, or is not one at all: its header says no size"),
    ("b.avif", "\0\0\0\u{10}ftypavif\0\0", "picture is cut off, or is not one at all: its header says no size"),
    (
      "c.avif", "\0\0\0\u{10}ftypavif\0\0\0\0\0\0\0\u{20}meta\0\0\0\0",
      "picture is cut off, or is not one at all: its header says no size"
    ),
    ("a.mp4", "", "film has no bytes"), ("posts/p/b.WebM", "", "film has no bytes"),
    ("a.mp3", "", "sound has no bytes"), ("posts/p/c.opus", "", "sound has no bytes"),
  ])
  func `a file that no browser can show or play is an error`(path: String, text: String, problem: String) async throws {
    try await SiteText([
      path: MarkedText(text), "posts/p/index.md": postText("P", "2026-01-01"), "good.svg": "<svg/>", "film.mp4": "?",
      "good.avif": "\0\0\0\u{10}ftypavif\0\0\0\0\0\0\0\u{C}meta\0\0\0\0", "none.txt": "",
    ]).expect([path: [.error("this \(problem)", at: nil)]])
  }

  @Test func `an AVIF that is cut off is not whole`() {
    let whole = avif(isTurned: true)
    #expect(ImageHeader(whole).isWholeAVIF)
    #expect(whole.indices.allSatisfy { !ImageHeader(whole.prefix($0)).isWholeAVIF })
  }

  private func jpeg(before: [UInt8]) -> [UInt8] {
    [0xFF, 0xD8] + before + [0xFF, 0xC2, 0, 17, 8, 1, 0xE0, 2, 0x80]
  }

  private func webP(_ chunk: String, _ content: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + [0, 0, 0, 0] + "WEBP\(chunk)".utf8 + [0, 0, 0, 0] + content
  }

  /// An AVIF of two items, of which the second is the primary one.
  private func avif(isTurned: Bool) -> [UInt8] {
    func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(content.count + 8)] + name.utf8 + content
    }
    func extents(_ width: [UInt8], _ height: [UInt8]) -> [UInt8] {
      box("ispe", [0, 0, 0, 0, 0, 0] + width + [0, 0] + height)
    }
    let properties = extents([0, 16], [0, 16]) + extents([2, 0x80], [1, 0xE0]) + box("irot", [1])
    let primary: [UInt8] = isTurned ? [0, 2, 2, 0x82, 3] : [0, 2, 1, 2]
    let associations = box("ipma", [0, 0, 0, 0, 0, 0, 0, 2] + [0, 1, 1, 1] + primary)
    return box("ftyp", Array("avif".utf8) + [0, 0, 0, 0] + "mif1".utf8)
      + box(
        "meta", [0, 0, 0, 0] + box("pitm", [0, 0, 0, 0, 0, 2]) + box("iprp", box("ipco", properties) + associations))
  }
}
