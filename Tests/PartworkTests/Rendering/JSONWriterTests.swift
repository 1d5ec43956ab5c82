import Foundation
import Testing

import PartworkSupport

@testable import Partwork

@Suite("JSON writer") struct JSONWriterTests {
  @Test func `members keep their order, and those without a value are left out`() {
    let text = text(.compact) { json in
      json.object { json in
        json.integer("b", 1)
        json.array("a") { json in
          json.element("y")
          json.element("x")
        }
        json.string("c", nil)
        json.list("d", [String]()) { json, item in json.element(item) }
      }
    }
    #expect(text == #"{"b":1,"a":["y","x"]}"#)
  }

  @Test func `an indented text has one member per line`() {
    let text = text(.indented) { json in
      json.object { json in
        json.array("a") { json in
          json.element(1)
          json.object { _ in }
        }
        json.array("b") { _ in }
      }
    }
    #expect(text == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n")
  }

  @Test func `every character survives a round trip`() throws {
    let all = (0..<0x300).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "\u{2028}\u{FFFF}\u{1F30A}"
    for layout in [JSONLayout.compact, .indented, .script] {
      let text = text(layout) { json in json.array { $0.element(all) } }
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
      #expect(read == [all])
    }
  }

  @Test func `nothing in a script ends it`() {
    let text = text(.script) { json in json.array { $0.element("<!-- <script> </script>") } }
    #expect(text == #"["\u003c!-- \u003cscript> \u003c/script>"]"#)
  }

  @Test(arguments: ["/a/", "/a b/", "/é/", "/a\"<b>/", "/a/?b=1&c='d'"])
  func `a URL of the site is absolute and in ASCII`(path: String) throws {
    let site = SiteURL(origin: "https://example.com", basePath: "/blog")
    let text = text(.script) { json in json.object { $0.url("a", path, of: site) } }
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
    #expect(read == ["a": PercentEncoding.url("https://example.com/blog\(path)")])
  }

  private func text(_ layout: JSONLayout, _ write: (inout JSONWriter) -> Void) -> String {
    String(decoding: JSONWriter.text(layout, write), as: UTF8.self)
  }
}
