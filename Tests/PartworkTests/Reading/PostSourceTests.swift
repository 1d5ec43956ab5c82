import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport
import PartworkMustache
import TestSupport
import Testing

@testable import Partwork

@Suite("Reading a post") struct PostSourceTests {
  @Test func `every key is read`() throws {
    let text = """
      ---
      title: "Mentorship: Being a great mentor"
      shortTitle: Being a great mentor
      subtitle: It takes two
      date: 2026-03-12T09:30:00+01:00
      updated: 2026-04-01
      authors: [ada, {id: ben, role: Pictures}]
      series: mentorship
      part: 1
      categories:
        - Authentic Leadership
        - Mentoring
      description: What a mentor does.
      image: {src: photo.jpg, alt: A bench in a park}
      draft: true
      slug: Great Mentor
      permalink: /mentor/
      aliases: [/old/, older.html]
      callToAction: Write to us.
      template: essay
      extra: {mood: calm, stars: 5}
      ---
      The text.
      """
    let post = try #require(readPost(text))
    #expect(read(text, at: "content/posts/x.md")?.diagnostics == [])
    #expect(post.file == "content/posts/x.md")
    #expect(post.slug.value == "great-mentor")
    #expect(post.title.value == "Mentorship: Being a great mentor")
    #expect(post.shortTitle == "Being a great mentor")
    #expect(post.subtitle == "It takes two")
    #expect(
      post.date?.value
        == DateInput(year: 2026, month: 3, day: 12, time: (9 * 60 + 30) * 60, offset: 3600))
    #expect(post.updated?.value == DateInput(year: 2026, month: 4, day: 1))
    #expect(
      post.authors.map(\.value) == [CreditSource(id: "ada", role: nil), CreditSource(id: "ben", role: "Pictures")])
    #expect(post.authors.map(\.location.column) == [11, 21])
    #expect(post.series.map(\.value) == ["mentorship"])
    #expect(post.part?.value == 1)
    #expect(post.categories.map(\.value) == ["Authentic Leadership", "Mentoring"])
    #expect(post.categories.map(\.location.line) == [11, 12])
    #expect(post.description == "What a mentor does.")
    #expect(post.image?.src.value == "photo.jpg")
    #expect(post.image?.alt == "A bench in a park")
    #expect(post.isDraft)
    #expect(post.permalink?.value.path { _ in "" } == "/mentor/")
    #expect(post.aliases.map(\.value) == ["/old/", "/older.html"])
    #expect(post.callToAction?.text?.html() == "<p>Write to us.</p>\n")
    #expect(post.template?.value == "essay")
    #expect(shown(post.extra) == "{mood: text calm, stars: number 5}")
    #expect(post.body.html().contains("The text."))
  }

  @Test func `a post needs only a title and a date`() throws {
    let post = try #require(readPost("---\ntitle: A\ndate: 2026-03-12\n---\n"))
    #expect(post.slug == Located("x", at: SourceLocation("content/posts/x.md")))
    #expect(!post.isDraft)
    #expect(post.authors.isEmpty && post.categories.isEmpty && post.aliases.isEmpty)
    #expect(post.part == nil && post.series.isEmpty && post.permalink == nil && post.callToAction == nil)
    #expect(shown(post.extra) == "{}")
  }

  @Test func `keys without a value are ignored`() {
    let text = post("subtitle:\nupdated: ~\nauthor: null\ncategories:\ndraft:\npart:\nimage:\nextra:\ndescription: ''")
    #expect(diagnostics(text) == [])
    #expect(readPost(text.text)?.description == nil)
  }

  @Test func `numbers and dates are read as text if text is expected`() {
    let text = "---\ntitle: 2026\nsubtitle: 1.50\ndescription: true\nshortTitle: 2026-01-01\ndate: 2026-03-12\n---\n"
    let post = readPost(text)
    #expect(post?.title.value == "2026")
    #expect(post?.subtitle == "1.50")
    #expect(post?.description == "true")
    #expect(post?.shortTitle == "2026-01-01")
  }

  @Test func `one author, category or alias needs no list`() {
    let post = readPost(post("author: ada\ncategories: Mentoring\naliases: /old/").text)
    #expect(post?.authors.map(\.value.id) == ["ada"])
    #expect(post?.categories.map(\.value) == ["Mentoring"])
    #expect(post?.aliases.map(\.value) == ["/old/"])
  }

  @Test func `the file name gives the slug, and the date if it begins with one`() {
    let text = "---\ntitle: A\n---\n"
    let post = readPost(text, at: "content/posts/2026-03-12-Best Mentée.md")
    #expect(post?.slug.value == "best-mentee")
    #expect(post?.date?.value == DateInput(year: 2026, month: 3, day: 12))
    #expect(post?.date?.location == SourceLocation("content/posts/2026-03-12-Best Mentée.md"))
  }

  @Test func `the date in the front matter overrides that of the file name`() {
    let text = "---\ntitle: A\ndate: 2026-04-01\n---\n"
    #expect(readPost(text, at: "content/posts/2026-03-12-a.md")?.date?.value.day.month == 4)
  }

  @Test(arguments: ["2026-03-12", "2026-03", "20260312-a", "12-03-2026-a"])
  func `a name that does not begin with a date is the slug`(name: String) {
    #expect(readPost("", at: "content/posts/\(name).md")?.slug.value == name)
  }

  @Test func `a post may be a folder`() {
    let post = readPost("---\ntitle: A\n---\n", at: "content/posts/2026-03-12-a/index.md")
    #expect(post?.slug.value == "a")
    #expect(post?.date?.value.day.day == 12)
  }

  @Test func `a block of text keeps its place`() {
    let text = "---\ntitle: A\ndate: 2026-03-12\ncallToAction: |\n\n  One\n    Two\n---\n"
    let call = readPost(text)?.callToAction
    #expect(call?.text?.html() == "<p>One\nTwo</p>\n")
    #expect(call?.location == SourceLocation("content/posts/x.md", line: 5, column: 3))
  }

  @Test func `extra is passed on unchanged`() {
    let yaml = """
      extra:
        flag: true
        text: "true"
        nothing: ~
        number: 12
        fraction: 1.50
        day: 2026-03-12
        list: [a, {b: c}]
        map: {d: [1]}
      """
    #expect(
      shown(readPost(post(yaml).text)?.extra)
        == "{day: text 2026-03-12, flag: bool true, fraction: text 1.50, list: [text a, {b: text c}], "
        + "map: {d: [number 1]}, nothing: absent, number: number 12, text: text true}")
  }

  @Test func `nested aliases do not exhaust memory`() {
    let yaml = (1...30).map { "  a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
    let text = post("extra:\n  a0: &a0 1\n" + yaml.joined(separator: "\n"))
    #expect(diagnostics(text).map(\.message) == ["there are more than 30 aliases (`*name`) here"])
  }
}
