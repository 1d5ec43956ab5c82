import PartworkMustache
import Testing

@Suite("Mustache values") struct ValueTests {
  private let shape = Shape("Link", "", [Field("label", .text), Field("url", .text, optional: true)])

  @Test func `a record takes its values by name or in order`() {
    let byName = Record(shape, ["label": "Home"])
    let inOrder = Record(shape, ["Home", .absent])
    for name in ["label", "url", "none"] { #expect(byName[name]?.isTruthy == inOrder[name]?.isTruthy) }
    #expect(byName["none"] == nil)
  }

  @Test func `a record may work its values out when it is asked`() throws {
    let record = Record(shape) { $0 == 0 ? "Home" : "/" }
    #expect(try render("<a href=\"{{url}}\">{{label}}</a>", .record(record)) == "<a href=\"/\">Home</a>")
  }

  @Test func `a shape finds each of many names and no other`() {
    let names = (0..<200).map { "name\($0)" }
    let shape = Shape("Many", "", names.map { Field($0, .text) })
    for (index, name) in names.enumerated() { #expect(shape.index(of: name) == index) }
    #expect(shape.index(of: "name200") == nil)
    #expect(Shape("None", "", []).index(of: "name") == nil)
  }
}
