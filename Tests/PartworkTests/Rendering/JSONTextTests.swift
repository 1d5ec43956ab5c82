import Foundation
import Partwork
import Testing

@Suite struct JSONTextTests {
  @Test func `members stay in the order they were given in`() {
    let text = JSONText.record(["b": 1, "a": .array([true, .null, "x"]), "c": nil])
    #expect(text.text() == #"{"b":1,"a":[true,null,"x"]}"#)
  }

  @Test func `an indented text has a member a line`() {
    let text = JSONText.record(["a": .array([1, .record([:])]), "b": .array([])])
    #expect(text.text(.indented) == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n")
  }

  @Test func `every character comes back`() throws {
    let all = (0..<0x300).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "\u{2028}\u{FFFF}\u{1F30A}"
    for layout in [JSONText.Layout.compact, .indented, .script] {
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

  @Test func `an empty list is no member`() {
    #expect(JSONText.record(["a": .list([]), "b": .strings([]), "c": .strings(["x"])]).text() == #"{"c":["x"]}"#)
  }
}
