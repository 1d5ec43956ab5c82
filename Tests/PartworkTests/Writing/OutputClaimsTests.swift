import PartworkSupport
import PartworkDiagnostics
import Testing

@testable import Partwork

@Suite struct OutputClaimsTests {
  private func messages(_ files: [OutputFile]) -> [String] {
    let found = checkOutput(files).sorted()
    #expect(checkOutput(files.reversed()).sorted() == found, "the order of the files must not matter")
    return found.map(\.message)
  }

  private func file(_ path: String, from source: String) -> OutputFile {
    OutputFile(path, at: SourceLocation(source))
  }

  @Test func `plain paths pass`() {
    let paths = ["index.html", ".nojekyll", "posts/наставник/index.html", "a b/c..d/…", "assets/style.1a2b.css"]
    #expect(messages(paths.map { file($0, from: "content/x.md") }) == [])
  }

  @Test(arguments: [
    ("", "a file of the output has no name"),
    ("/etc/passwd", "`/etc/passwd` is an absolute path, but output must stay in the output folder"),
    ("../x", "`../x` contains `.` or `..`, but output must stay in the output folder"),
    ("a/./b", "`a/./b` contains `.` or `..`, but output must stay in the output folder"),
    ("a/..", "`a/..` contains `.` or `..`, but output must stay in the output folder"),
    ("a//b", "`a//b` contains an empty name"),
    ("a/", "`a/` contains an empty name"),
    ("a\u{7}b", "`a<U+0007>b` contains a control character or a line separator"),
    ("a\u{0}b", "`a<U+0000>b` contains a control character or a line separator"),
    ("a\u{85}b", "`a<U+0085>b` contains a control character or a line separator"),
    ("x/a\u{2028}b/c", "`x/a<U+2028>b/c` contains a control character or a line separator"),
    ("a\u{2029}", "`a<U+2029>` contains a control character or a line separator"),
    ("a\u{7F}", "`a<U+007F>` contains a control character or a line separator"),
    ("a\\..\\b", "`a\\..\\b` contains a backslash, which some systems treat as `/`"),
    (
      "a/.Partwork-1.tmp",
      "`a/.Partwork-1.tmp` contains a name that begins with `.partwork`, which is reserved for Partwork"
    ),
  ])
  func `an unsafe path is an error`(path: String, message: String) {
    #expect(messages([file(path, from: "content/a.md")]) == [message + "; it comes from `content/a.md`"])
  }

  @Test(arguments: [
    ("CON", "`CON` has the name of a device of Windows"), ("aux.txt", "`aux.txt` has the name of a device of Windows"),
    ("a/Nul", "`a/Nul` has the name of a device of Windows"), ("com1", "`com1` has the name of a device of Windows"),
    ("LPT9.tar.gz", "`LPT9.tar.gz` has the name of a device of Windows"),
    ("com\u{B2}", "`com²` has the name of a device of Windows"),
    ("con .html", "`con .html` has the name of a device of Windows"),
    ("CONIN$", "`CONIN$` has the name of a device of Windows"),
    ("a:b", "`a:b` contains `:`, which Windows does not allow in names"),
    ("what?.html", "`what?.html` contains `?`, which Windows does not allow in names"),
    ("a*", "`a*` contains `*`, which Windows does not allow in names"),
    ("x/<b>", "`x/<b>` contains `<`, which Windows does not allow in names"),
    ("\"a\"", "`\"a\"` contains `\"`, which Windows does not allow in names"),
    ("a|b", "`a|b` contains `|`, which Windows does not allow in names"),
    ("trail.", "`trail.` ends with a dot, which Windows removes"),
    ("x/y ", "`x/y ` ends with a space, which Windows removes"),
    ("...", "`...` ends with a dot, which Windows removes"),
  ])
  func `a name that Windows does not allow is an error`(path: String, message: String) {
    #expect(messages([file(path, from: "content/a.md")]) == [message + "; it comes from `content/a.md`"])
  }

  @Test func `a folder that Windows does not allow is an error, once`() {
    let files = ["aux/a.html", "aux/b.html", "aux/c/d.html"].map { file($0, from: "content/\($0)") }
    #expect(
      messages(files) == ["`aux` has the name of a device of Windows; it comes from `content/aux/a.html`"])
  }

  @Test func `names that only look like those of devices pass`() {
    let paths = [
      "console", "auxiliary/x", "com", "com10", "lpt", "nul-and-void", "icon", "coma1", "x/con-text", "prno",
    ]
    #expect(messages(paths.map { file($0, from: "content/x.md") }) == [])
  }

  @Test func `a name that is too long for disks is an error`() {
    let name = String(repeating: "é", count: 128)
    #expect(messages([file(name, from: "content/a.md")]).count == 1)
    #expect(messages([file(String(name.dropLast()), from: "content/a.md")]) == [])
  }

  @Test func `each further source of a path is reported with the first`() {
    let files = [
      file("x/index.html", from: "content/posts/b.md"), file("x/index.html", from: "content/posts/a.md"),
      OutputFile("x/index.html", from: "the site's archive"),
    ]
    #expect(
      checkOutput(files).sorted() == [
        Diagnostic(
          .error, "`x/index.html` has two sources: the site's archive and `content/posts/a.md`",
          at: SourceLocation("content/posts/a.md"), hint: "give it another file name, `slug` or `permalink`"),
        Diagnostic(
          .error, "`x/index.html` has two sources: the site's archive and `content/posts/b.md`",
          at: SourceLocation("content/posts/b.md"), hint: "give it another file name, `slug` or `permalink`"),
      ])
  }

  @Test(arguments: [
    ("Post/a.html", "post/a.html"), ("straße", "STRASSE"), ("ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"), ("ſ", "S"), ("K", "k"),
  ])
  func `paths that differ only in case are an error`(one: String, other: String) {
    let found = messages([file(one, from: "content/1"), file(other, from: "content/2")])
    #expect(found.count == (one.contains("/") ? 2 : 1))
    #expect(found.allSatisfy { $0.contains("differ only in case: they come from `content/") })
  }

  @Test func `folders that differ only in case are an error, once`() {
    let files = [
      file("Images/a.png", from: "content/Images/a.png"), file("images/b.png", from: "content/images/b.png"),
      file("images/c.png", from: "content/images/c.png"),
    ]
    #expect(
      messages(files) == [
        "`Images` and `images` differ only in case: they come from `content/Images/a.png` and `content/images/b.png`"
      ])
  }

  @Test func `a composed and a decomposed letter are an error`() {
    let found = messages([file("caf\u{E9}", from: "content/1"), file("cafe\u{301}", from: "content/2")])
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.contains("differ only in how their letters are encoded") })
  }

  @Test func `a path that is a file and a folder is an error`() {
    let files = [file("about/index.html", from: "content/pages/about.md"), file("about", from: "content/about")]
    #expect(
      messages(files) == [
        "`about` would be a file, from `content/about`, and a folder, with `about/index.html` from "
          + "`content/pages/about.md`"
      ])
  }

  @Test(arguments: ["wiki:a/index.html", "con/index.html", "what?/index.html"])
  func `an address of an earlier site is only a warning`(path: String) {
    let files = [OutputFile(path, at: SourceLocation("content/a.md"), as: .redirect) { [] }]
    #expect(checkOutput(files).map(\.severity) == [.warning])
    #expect(checkOutput([file(path, from: "content/a.md")]).map(\.severity) == [.error])
  }
}
