import PartworkDiagnostics
import TestSupport
import Testing

@testable import Partwork

@Suite struct AddressesTests {
  private func read(_ text: String) -> Addresses {
    let (addresses, diagnostics) = Addresses.read(Array(text.utf8))
    #expect(diagnostics == [])
    return addresses
  }

  private func adding(_ urls: [String], to text: String) -> String? {
    read(text).text(adding: urls).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `the addresses are read`() {
    let addresses = read("# Ours.\ngone:\n  - /a/\n  - /b.html\npublished: [/c/, '/наставник/', /d%20e/]\n")
    #expect(addresses.gone.map(\.value) == ["/a/", "/b.html"])
    #expect(addresses.published.map(\.value) == ["/c/", "/наставник/", "/d%20e/"])
    #expect(read("").published.isEmpty)
    #expect(read("gone:\npublished:\n").gone.isEmpty)
  }

  @Test(arguments: ["1️⃣posts/a/", "1️⃣https://example.com/a/", "1️⃣//example.com/", "1️⃣/a/?b", "1️⃣/a b/", "1️⃣\"\""])
  func `an address is a path`(marked: String) {
    let text = MarkedText("published:\n  - /ok/\ngone:\n  - \(marked)\n")
    let found = Addresses.read(Array(text.text.utf8)).diagnostics
    let address = marked.replacing("1️⃣", with: "")
    expectDiagnostics(
      found,
      [
        .error(
          "`\(address == "\"\"" ? "" : address)` must be a path on this site", at: 1, hint: "write it as `/posts/name/`"
        )
      ], in: text)
  }

  @Test func `other keys, and YAML that cannot be read, are errors`() {
    let key: MarkedText = "1️⃣publised:\n  - /a/\n"
    expectDiagnostics(
      Addresses.read(Array(key.text.utf8)).diagnostics,
      [.error("`publised`: unknown key", at: 1, hint: "did you mean `published`?")], in: key)
    let conflict = "published:\n<<<<<<< HEAD\n  - /a/\n=======\n  - /b/\n>>>>>>> other\n"
    #expect(Addresses.read(Array(conflict.utf8)).diagnostics.map(\.severity) == [.error])
    let twice: MarkedText = "gone: [/a/, 1️⃣/a/]\n"
    expectDiagnostics(
      Addresses.read(Array(twice.text.utf8)).diagnostics,
      [.warning("`/a/` is listed twice", at: 1, hint: "remove one of them")], in: twice)
  }

  @Test func `a new file says what it is for`() throws {
    let text = try #require(adding(["/b/", "/a/"], to: ""))
    #expect(text.hasPrefix("# The addresses of this site"))
    #expect(text.hasSuffix("gone: []\n\npublished:\n  - /a/\n  - /b/\n"))
    #expect(read(text).published.map(\.value) == ["/a/", "/b/"])
  }

  @Test func `nothing is written if nothing is new`() {
    #expect(adding(["/a/", "/x%20y/"], to: "published: [/x%20y/, /b/, /%61/]\n") == nil)
    #expect(adding([], to: "") == nil)
  }

  @Test(arguments: [
    ("published:\n  - /b/\n", "published:\n  - /a/\n  - /b/\n"),
    ("# Mine.\ngone:\n  - /x/ # withdrawn\n", "# Mine.\ngone:\n  - /x/ # withdrawn\npublished:\n  - /a/\n"),
    (
      "published:\n- /c/\n\n- /b/\n# Mine.\ngone: [/x/]\n# The end.\n",
      "published:\n  - /a/\n  - /b/\n  - /c/\ngone: [/x/]\n# The end.\n"
    ),
    ("gone: []\r\npublished: [/b/,\r\n  /c/]\r\n", "gone: []\npublished:\n  - /a/\n  - /b/\n  - /c/\n"),
    ("gone:\n  - /x/", "gone:\n  - /x/\npublished:\n  - /a/\n"),
  ])
  func `what the writer keeps in the file stays`(before: String, after: String) {
    #expect(adding(["/a/"], to: before) == after)
  }
}
