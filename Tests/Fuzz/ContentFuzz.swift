import Foundation
@testable import Partwork
@testable import PartworkBook
@testable import PartworkDiagnostics
@testable import PartworkSupport

/// Reads `bytes` as a post; each problem has a place in it.
func fuzzPost(_ bytes: UnsafeBufferPointer<UInt8>) {
  let file = ContentFile(kind: .post, path: "content/posts/a.md", name: "a")
  check(ContentReader(settings: MarkdownSettings()).read(Array(bytes), of: file).diagnostics, of: bytes)
}

/// Reads `bytes` as front matter that Yams and the reader of plain YAML may see differently.
func fuzzMatter(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = Array("---\n".utf8) + bytes + Array("\n---\n".utf8)
  text.withUnsafeBufferPointer { fuzzPost($0) }
}

func fuzzSettings(_ bytes: UnsafeBufferPointer<UInt8>) {
  check(Settings.read(Array(bytes)).diagnostics, of: bytes)
}

private func check(_ diagnostics: [Diagnostic], of bytes: UnsafeBufferPointer<UInt8>) {
  // YAML 1.1, which libyaml reads, has three line breaks more.
  let lines = 1 + bytes.text.unicodeScalars.count { "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }
  for diagnostic in diagnostics {
    promise(!diagnostic.message.isEmpty, "no message")
    if let line = diagnostic.location?.line { promise((1...lines + 1).contains(line), "no such line: \(diagnostic)") }
  }
}

/// A path that is allowed is one of the site, and stays as it is when it is read again.
func fuzzPaths(_ bytes: UnsafeBufferPointer<UInt8>) {
  let text = bytes.text
  if let path = try? SitePath.normalised(text, allowsFeeds: true) {
    let slash = UInt8(ascii: "/")
    promise(path.utf8.first == slash && !path.utf8.starts(with: [slash, slash]), "not of the site: \(path)")
    promise(
      !path.utf8.split(separator: slash).contains { $0.elementsEqual("..".utf8) }, "out of the site: \(path)")
    let url = PercentEncoding.siteURL(path)
    promise(PercentEncoding.decoded(url) == path, "another path: \(url)")
    promise(!url.contains(where: { "\"<> ".contains($0) }), "not a URL: \(url)")
  }
  if let pattern = try? PermalinkPattern(parsing: text) {
    let path = pattern.path { _ in "x" }
    promise(path.utf8.first == UInt8(ascii: "/"), "not a path: \(path)")
  }
  if let site = try? SiteURL(parsing: text) { promise(!site.href("/").contains("//"), "not a base: \(site)") }
}

/// The slug of a slug is the slug.
func fuzzSlugs(_ bytes: UnsafeBufferPointer<UInt8>) {
  let slug = Slug.make(bytes.text)
  promise(Slug.make(slug) == slug, "another slug: \(slug)")
  promise(!slug.contains("--") && !slug.hasPrefix("-") && !slug.hasSuffix("-"), "hyphens: \(slug)")
  promise(!slug.contains(where: { "/?#%\"<>& ".contains($0) }), "not for URLs: \(slug)")
}

/// A date that is read can be printed and read again.
func fuzzDates(_ bytes: UnsafeBufferPointer<UInt8>) throws {
  guard let date = try? DateInput(parsing: bytes.text) else { return }
  let timestamp = Timestamp(date, in: .gmt)
  let again = Timestamp(try DateInput(parsing: timestamp.rfc3339), in: .gmt)
  promise(again.seconds == timestamp.seconds, "another date: \(timestamp.rfc3339)")
}

func fuzzImages(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let size = ImageSize(Array(bytes)) else { return }
  promise(size.width > 0 && size.height > 0, "no size: \(size)")
}

/// What a book makes of HTML is well-formed: each element is closed, and nothing that runs is left.
func fuzzBooks(_ bytes: UnsafeBufferPointer<UInt8>) {
  var text = BookText(link: { _ in nil }, picture: { _ in nil })
  let xhtml = text.xhtml(Array(bytes))
  var open: [ArraySlice<UInt8>] = []
  // Bytes, since a mark that combines with `>` makes another character of it.
  for piece in xhtml.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst() {
    guard let end = piece.firstIndex(of: UInt8(ascii: ">")) else { return promise(false, "a tag without an end") }
    let tag = piece[..<end]
    let text = String(decoding: tag, as: UTF8.self)
    if tag.first == UInt8(ascii: "/") {
      promise(open.popLast() == tag.dropFirst(), "not closed in order: \(text)")
    } else if tag.last != UInt8(ascii: "/") {
      open.append(tag.prefix { $0 != UInt8(ascii: " ") })
    }
    promise(!text.hasPrefix("script") && !text.contains(" on"), "a script: \(text)")
  }
  promise(open.isEmpty, "not closed: \(open.count)")
}
