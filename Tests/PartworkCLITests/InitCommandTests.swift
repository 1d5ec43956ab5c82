import Foundation
import TestSupport
import Testing

@Suite struct InitCommandTests {
  /// Starts a site in an empty folder, builds it strictly, and returns what `init` wrote.
  @discardableResult
  private func start(_ options: [String], firstPart: String = "The first part", isStrict: Bool = true) async throws
    -> Folder
  {
    try await withTemporaryFolder { folder in
      let outcome = try await Program.run(
        ["init", "--now", "2026-03-12"] + options, in: folder, environment: ["TZ": "Asia/Tokyo"])
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
      let files = try Folder(reading: folder)
      for command in ["build", "check"] {
        let built = try await Program.run(
          [command, "--now", "2026-03-13"] + (isStrict ? ["--strict"] : []), in: folder)
        #expect(built.status == 0 && (built.errors == "" || !isStrict), "\(command): \(built.errors)")
      }
      let home = try String(contentsOf: folder.appending(path: "public/index.html"), encoding: .utf8)
      #expect(home.contains(firstPart))
      return files
    }
  }

  private static let own = [
    ".gitignore", "README.md", "content/authors/ada.md", "content/pages/about.md", "content/posts/the-first-part.md",
    "content/series/first-series.md", "content/site.yml",
  ]

  @Test(arguments: [
    ("", []), ("github-pages", [".github/workflows/publish.yml"]), ("gitlab-pages", [".gitlab-ci.yml"]),
    ("netlify", ["build.sh", "netlify.toml"]), ("cloudflare-pages", ["build.sh"]), ("server", ["nginx.conf"]),
  ])
  func `a new site builds without a warning for every host`(host: String, files: [String]) async throws {
    let site = try await start(
      ["--title", "Notes", "--author", "Ada"] + (host.isEmpty ? [] : ["--host", host]))
    #expect(site.paths == (Self.own + files).sorted())
    #expect(site["content/posts/the-first-part.md"]?.contains("date: 2026-03-12\nauthor: ada\n") == true)
    #expect(site["content/site.yml"]?.contains("timezone: Asia/Tokyo\n") == true)
  }

  @Test(arguments: [
    (#"A "quoted" title: with a colon # and a hash"#, "O'Neil: \"Bo\" #1"), ("[Review] - {x} & *y", "@ada"),
    ("Être  là\n\"—\"\t{{title}}", "no"), ("日本語のタイトル", "山田 太郎"), ("\\n \\u0041 %", "1999-01-01"), ("null", "true"),
    ("مرحبا: بالعالم", "محمد"), ("5 < 6 & 7 | 100 %", "✍️"), ("|", "index"), ("'", "~"), ("C#", "C: D"),
  ])
  func `any title and any name are written so that they stay what they are`(title: String, name: String) async throws {
    let site = try await start(["--title", title, "--author", name])
    try await withTemporaryFolder(site) { folder in
      let line = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let outcome = try await Program.run(["build"], in: folder)
      #expect(outcome.status == 0)
      let feed = try Data(contentsOf: folder.appending(path: "public/feed.json"))
      let json = try #require(try JSONSerialization.jsonObject(with: feed) as? [String: Any])
      #expect(json["title"] as? String == line)
      let items = try #require(json["items"] as? [[String: Any]])
      let authors = try #require(items.first?["authors"] as? [[String: Any]])
      #expect(authors.first?["name"] as? String == name)
    }
  }

  @Test(arguments: [
    ("ar", "الجزء الأول"), ("de-AT", "Der erste Teil"), ("en-GB", "The first part"), ("es-MX", "La primera parte"),
    ("fr", "Le premier épisode"), ("he", "החלק הראשון"), ("ja", "第一回"), ("pt-BR", "A primeira parte"),
    ("zh-CN", "第一篇"), ("zh-TW", "The first part"), ("sv", "The first part"),
  ])
  func `a site speaks its language, and the second part is written as the first says`(
    language: String, firstPart: String
  ) async throws {
    // Pages in a language without words of its own say so.
    let options = ["--title", "Notes", "--author", "Ada", "--language", language]
    let site = try await start(options, firstPart: firstPart, isStrict: !["zh-TW", "sv"].contains(language))
    #expect(site["content/site.yml"]?.contains("language: \(language)\n") == true)
    try await withTemporaryFolder(site) { folder in
      let post = try #require(site.paths.first { $0.hasPrefix("content/posts/") })
      let command = try #require(site[post]?.firstMatch(of: /`partwork new post "([^"]+)" --series ([a-z-]+)`/))
      let new = try await Program.run(
        ["new", "post", "\(command.1)", "--series", "\(command.2)", "--now", "2026-03-13"], in: folder)
      #expect(new.status == 0, "\(new.errors)")
      #expect(new.errors.contains("Replaced entry 2 of the `parts`"), "\(new.errors)")
      let built = try await Program.run(["build", "--now", "2026-03-13"], in: folder)
      #expect(built.status == 0, "\(built.errors)")
      let list = try await Program.run(["list", "series"], in: folder)
      #expect(list.output.contains("2 of 2"), "\(list.output)")
    }
  }

  @Test(arguments: ["github-pages", "server"])
  func `the settings that are comments work when they are used`(host: String) async throws {
    var site = try await start(["--title", "Notes", "--author", "Ada", "--host", host])
    let lines = site["content/site.yml"]?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    let example = try #require(lines.firstIndex { $0.hasPrefix("## Other keys") }) + 1
    let used = lines[example...].map { $0.hasPrefix("# ") ? $0.dropFirst(2) : $0 }
    site["content/site.yml"] = (lines[..<example] + used).joined(separator: "\n")
    try await withTemporaryFolder(site) { folder in
      let outcome = try await Program.run(["build", "--strict"], in: folder)
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    }
  }

  @Test func `a site gets its address, and a folder that is missing`() async throws {
    try await withTemporaryFolder { folder in
      let outcome = try await Program.run(
        ["init", "my sites/it's new", "--author", "Ada", "--url", "https://Example.org/blog"], in: folder,
        environment: ["LC_ALL": "de_CH.UTF-8"])
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(
        outcome.output == """
          Started a site in my sites/it's new: 7 files. Now type:

            cd 'my sites/it'\\''s new'
            partwork preview

          It shows the site in the browser, and says what to write first. README.md has more.

          """)
      let settings = try Folder(reading: folder)["my sites/it's new/content/site.yml"] ?? ""
      for line in ["title: it's new", "url: https://example.org/blog/", "language: de-CH"] {
        #expect(settings.contains("\n\(line)\n"), "\(settings)")
      }
    }
  }

  @Test(arguments: [
    ["content/site.yml"], [".gitignore"], ["README.md", "content/pages/about.md"], ["content"], ["content/posts"],
  ])
  func `nothing is written if a file is in the way`(taken: [String]) async throws {
    let before = Folder(Dictionary(uniqueKeysWithValues: taken.map { ($0, "mine\n") }))
    let (outcome, after) = try await Program.run(["init", "--author", "Ada"], in: before)
    #expect(outcome.status == 1 && outcome.output == "")
    #expect(
      outcome.errors
        == taken.map { path in
          """
          \(path): error: this file already exists, so nothing was written
            hint: move it away, or start the site in another folder: `partwork init DIR`

          """
        }.joined())
    #expect(after == before)
  }

  @Test func `other files may be in the folder`() async throws {
    let (outcome, after) = try await Program.run(
      ["init", "--author", "Ada"], in: Folder(["LICENSE": "mine", "content/posts/draft.txt": "mine"]))
    #expect(outcome.status == 0)
    #expect(after["LICENSE"] == "mine" && after.paths.count == 9)
  }

  @Test(arguments: [
    (["--url", "example.com"], "is not an absolute URL"), (["--language", "german"], "did you mean `de`?"),
    (["--title", " "], "The value of --title is empty."), (["--author", "\n"], "The value of --author is empty."),
    (["--host", "github"], "github-pages"), (["file"], "`file` is not a folder."),
  ])
  func `a wrong value is wrong usage`(options: [String], message: String) async throws {
    let before = Folder(["file": "mine"])
    let (outcome, after) = try await Program.run(["init"] + options, in: before)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(after == before)
  }
}
