import PartworkDiagnostics
import PartworkMarkdown
import TestSupport
import Testing

@Suite("Marks without effect beside punctuation") struct MarksWithoutEffectTests {
  @Test(arguments: [
    ("**「重要」1️⃣**です", "**", "「**…**」", "a space after them"),
    ("これは1️⃣**「重要」**です。", "**", "「**…**」", "a space on either side"),
    ("これは1️⃣**「重要」** です。", "**", "「**…**」", "a space before them"),
    ("这是1️⃣*《红楼梦》*吗？", "*", "《*…*》", "a space on either side"),
    ("一\n二1️⃣**（三）**四五六", "**", "（**…**）", "a space on either side"),
    ("价格是1️⃣~~（一百）~~元", "~~", "（~~…~~）", "a space on either side"),
    ("**\"안녕\"1️⃣**이라고", "**", "“**…**”", "a space after them"),
    ("**한국어(Korean)1️⃣**은 어렵다", "**", "**…**)", "a space after them"),
    ("***「強い」1️⃣***です", "***", "「***…***」", "a space after them"),
    ("_「斜体」1️⃣_です", "_", "「_…_」", "a space after them"),
    ("**「[記事](/a/)」1️⃣**です [x](javascript:y)", "**", "「**…**」", "a space after them"),
    ("ดู1️⃣**“สำคัญ”**มาก", "**", "“**…**”", "a space on either side"),
    ("- 一\n- 二`**「」**で`**注意！1️⃣**三", "**", "**…**！", "a space after them"),
    ("|一|\n|-|\n|**注意。1️⃣**次|", "**", "**…**。", "a space after them"),
  ])
  func `are a warning at the mark that fails`(marked: String, mark: String, form: String, spaces: String) {
    let text = MarkedText(marked)
    let found = Document(text.text, MarkdownOptions()).diagnostics.filter { !$0.message.contains("javascript") }
    let message = "this `\(mark)` has no effect, because it is between a letter and punctuation"
    let hint = "put the punctuation outside the marks, as in `\(form)`, or put \(spaces)"
    expectDiagnostics(found, [.warning(message, at: 1, hint: hint)], in: text)
  }

  @Test(arguments: [
    ("これは1️⃣**[記事](/a/)**です", "put the marks inside the link, as in `[**…**](…)`, or put a space on either side"),
    ("これは1️⃣*[記事](/a/)*です", "put the marks inside the link, as in `[*…*](…)`, or put a space on either side"),
    ("**`swift`1️⃣**です", "put a space after them"), ("この1️⃣*`a`* と", "put a space before them"),
    ("*[あ](b)、[い](c)1️⃣*う", "put the marks inside the link, as in `[*…*](…)`, or put a space after them"),
  ])
  func `around links and code have hints of their own`(marked: String, hint: String) {
    let text = MarkedText(marked)
    let found = Document(text.text, MarkdownOptions()).diagnostics
    #expect(found.map(\.hint) == [hint])
    #expect(found.first?.location?.column == text.places[1]?.column)
  }

  @Test(arguments: [
    "**「重要」** です", "「**重要**」です", "これは**重要**です", "**重要。**\n次", "価格*(数量)*税率", "2 * 3 ＊ 4", "\\*\\*「重要」\\*\\*です",
    "&#42;&#42;「重要」&#42;&#42;です", "`**「重要」**です`", "    **「重要」**です", "変数名 snake_case_name、他", "**「重要」です",
    "「一」**二三「四」", "“a” **\"b\"**c", "*“été”*s", "注*1、注*2、注*3", "~「」~です", "https://example.org/**「a」**b",
  ])
  func `are not seen where there are none`(text: String) {
    #expect(Document(text, MarkdownOptions()).diagnostics == [])
  }

  @Test(arguments: ["「**重要**」です", "これは **「重要」** です", "**한국어** (Korean)은", "**重要**。次"])
  func `have an effect in the forms of the hint`(text: String) {
    #expect(Document(text, MarkdownOptions()).html().contains("<strong>"))
  }

  @Test func `are reported in each place`() {
    let text: MarkedText = """
      これは1️⃣**「一」**と**「二」**です。

      > 引用2️⃣**「三」** と3️⃣**「四」**さん。
      """
    let message = "this `**` has no effect, because it is between a letter and punctuation"
    expectDiagnostics(
      Document(text.text, MarkdownOptions()).diagnostics, (1...3).map { .warning(message, at: $0) }, in: text)
  }

  @Test func `cost little however many there are`() {
    let clock = ContinuousClock()
    for text in ["あ**「", "**「い」**う", " **「", "**「い」\\**う"] {
      let time = clock.measure { _ = Document(String(repeating: text, count: 20_000), MarkdownOptions()) }
      #expect(time < .seconds(30), "it takes quadratic time")
    }
  }
}
