import PartworkMustache
import Testing

@Suite("Mustache values") struct ValueTests {
  @Test func `a record computes its values when asked`() throws {
    let shape = Shape("Link", "", [Field("label", .text), Field("url", .text)])
    let record = Record.computed(shape) { $0 == 0 ? "Home" : "/" }
    #expect(try render("<a href=\"{{url}}\">{{label}}</a>", .record(record)) == "<a href=\"/\">Home</a>")
  }

  @Test func `a record finds each of many names, and no others`() throws {
    let names = (0..<200).map { "name\($0)" }
    let record = Record.computed(Shape("Many", "", names.map { Field($0, .text) })) { "\($0)" }
    for (index, name) in names.enumerated() {
      #expect(try render("{{\(name)}}{{name200}}", .record(record)) == "\(index)")
    }
    #expect(try render("{{name}}", .record(.computed(Shape("None", "", [])) { _ in "x" })) == "")
  }
}
