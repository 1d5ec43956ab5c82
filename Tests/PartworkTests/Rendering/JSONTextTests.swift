import Foundation
import Testing

@testable import Partwork

@Suite struct JSONTextTests {
  @Test func `members keep their order`() {
    let text = JSONText.record(["b": .integer(1), "a": .array([.null, "x"]), "c": nil])
    #expect(text.text() == #"{"b":1,"a":[null,"x"]}"#)
  }

  @Test func `an indented text has one member per line`() {
    let text = JSONText.record(["a": .array([.integer(1), .record([:])]), "b": .array([])])
    #expect(text.text(.indented) == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n")
  }

  @Test func `every character survives a round trip`() throws {
    let all = (0..<0x300).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "\u{2028}\u{FFFF}\u{1F30A}"
    for layout in [JSONLayout.compact, .indented, .script] {
      let text = JSONText.array([.string(all)]).text(layout)
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
      #expect(read == [all])
    }
  }

  @Test func `nothing in a script ends it`() {
    let text = JSONText.record(["a</script>": "<!-- <script> </script>"]).text(.script)
    #expect(!text.contains("<"))
    #expect(text == #"{"a\u003c/script>":"\u003c!-- \u003cscript> \u003c/script>"}"#)
  }

  @Test func `an empty list is left out`() {
    #expect(JSONText.record(["a": .list([]), "b": .strings([]), "c": .strings(["x"])]).text() == #"{"c":["x"]}"#)
  }
}
