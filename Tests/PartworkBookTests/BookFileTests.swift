import Foundation
import PartworkSupport
import TestSupport
import Testing

@testable import PartworkBook

@Suite struct BookFileTests {
  private func book(_ change: (inout Book) -> Void = { _ in }) -> Book {
    let picture = BookPicture(file: "images/cover.png", mediaType: "image/png", bytes: Array(repeating: 7, count: 1000))
    var book = Book(
      identifier: "https://example.com/series/a&b/", title: "A & B", language: "en", isRightToLeft: false,
      creators: ["Ann", "Bo <b>"], publisher: "Letters", description: nil, subjects: ["Sea"], date: "2026-03-12",
      modified: "2026-03-12T00:00:00Z", collection: ("Letters", 2),
      labels: BookLabels(cover: "Cover", contents: "Contents"),
      style: Array("p { margin: 0 }".utf8), cover: picture,
      pages: [
        BookPage(.titlePage, name: "title", title: "Title page", body: Array("<h1>A</h1>".utf8)),
        BookPage(.chapter, name: "part-1", title: "One & two", titleLanguage: "de", body: Array("<p>x</p>".utf8)),
      ], pictures: [], describesPictures: true)
    change(&book)
    return book
  }

  @Test func `the media type is the first file, and not compressed`() {
    let bytes = book().epub
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(Array(bytes[8..<10]) == [0, 0])
    #expect(String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
  }

  @Test func `the same book gives the same bytes`() {
    #expect(book().epub == book().epub)
    #expect(book().epub != book { $0.title = "C" }.epub)
  }

  @Test(.enabled(if: hasUnzip, "unzip is not installed (apt-get install unzip)"))
  func `other programs can read the archive`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).epub")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(book().epub).write(to: file)
    #expect(try unzip(["-tq", file.path()]).status == 0)
    #expect(try unzip(["-p", file.path(), "EPUB/style.css"]).output == "p { margin: 0 }")
    #expect(
      try unzip(["-Z1", file.path()]).output.split(separator: "\n") == [
        "mimetype", "META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/style.css",
        "EPUB/cover.xhtml", "EPUB/title.xhtml", "EPUB/part-1.xhtml", "EPUB/images/cover.png",
      ])
  }

  @Test func `the package escapes what it says, and names each file`() {
    let text = book().packageDocument.text
    #expect(text.contains("<dc:title>A &amp; B</dc:title>") && text.contains("Bo &lt;b&gt;"))
    #expect(text.contains(##"<meta refines="#collection" property="group-position">2</meta>"##))
    #expect(text.contains(#"href="images/cover.png" media-type="image/png" properties="cover-image""#))
    #expect(!text.contains("page-progression-direction") && !text.contains("dc:description"))
  }

  @Test func `a text keeps the attributes that assistive technology reads, if XML allows their names`() {
    var text = BookText(link: { _ in nil }, picture: { _ in nil })
    let xhtml = text.xhtml(Array("<p aria-label=a aria-<b=c aria-&d=e onclick=f>g</p>".utf8))
    #expect(String(decoding: xhtml, as: UTF8.self) == #"<p aria-label="a">g</p>"#)
  }

  @Test func `a book that is read from right to left turns its pages so`() {
    let text = book { $0.isRightToLeft = true }.packageDocument.text
    #expect(text.contains(#"page-progression-direction="rtl""#) && text.contains(#"dir="rtl""#))
  }

  @Test func `only a book that describes its pictures says so`() {
    #expect(book().packageDocument.text.contains("alternativeText"))
    let text = book { $0.describesPictures = false }.packageDocument.text
    #expect(!text.contains("alternativeText") && !text.contains(#"accessModeSufficient">textual<"#))
  }

  @Test(arguments: [
    ("a.JPG", "image/jpeg"), ("a.jpeg", "image/jpeg"), ("b/a.webp", "image/webp"), ("a.avif", nil), ("a", nil),
  ]) func `books may have pictures of some formats`(name: String, type: String?) {
    #expect(BookPicture.mediaType(ofFile: name) == type)
  }
}

private let unzipPath = "/usr/bin/unzip"
private let hasUnzip = FileManager.default.isExecutableFile(atPath: unzipPath)

private func unzip(_ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(filePath: unzipPath)
  process.arguments = arguments
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
