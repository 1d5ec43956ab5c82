import Foundation
import TestSupport
import Testing

@testable import PartworkPreview

@Suite struct LiveSiteTests {
  static let content = [
    "index.html": "<link rel=stylesheet href=STYLE><body>Home</body>", "other/index.html": "<body>Other</body>",
    "404.html": "<body>Not here</body>", "style.css": "p{}", "photo.txt": "1",
  ]

  @Test func `a tab that joins is told the current state`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/", in: preview)
      let event = try #require(try await tab.next())
      #expect(event.page == tab.page)
      #expect(event.id == tab.state)
      #expect(event.run == String(tab.state.prefix { $0 != "." }))
      #expect(event.assets == "/assets/3/")
      #expect(event.files == [])
      #expect(event.problems == "")
    }
  }

  @Test(arguments: [
    "path=/\(String(repeating: "a", count: 5000))&id=a", "path=/&id=\(String(repeating: "a", count: 65))", "path=/&id=",
    "path=/%00&id=a", "path=\(String(repeating: "/..", count: 9))&id=a", "id=a",
  ])
  func `a stream is not kept for what no tab asks`(query: String) async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      #expect(try await preview.get("/.partwork/events?\(query)").status == 400)
    }
  }

  @Test func `the fingerprints of many pages are not all kept`() {
    let site = LiveSite(root: "/")
    let paths = (0..<1000).compactMap { RequestPath("/\($0)/") }
    let events = paths.map { site.event(for: $0, since: nil).text }
    #expect(site.fingerprintCount <= 100)
    #expect(paths.map { site.event(for: $0, since: nil).text } == events)
  }

  @Test func `a changed page has a new fingerprint in its own tab only`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let home = try await Tab("/", in: preview, id: "a")
      let other = try await Tab("/other/", in: preview, id: "b")
      _ = try await (home.next(), other.next())
      try preview.write("<link rel=stylesheet href=STYLE><body>Home, changed</body>", to: "index.html")
      let event = try #require(try await home.next())
      #expect(event.page != home.page)
      #expect(event.page == (try await Tab("/", in: preview, id: "c")).page)
      #expect(try await other.next()?.page == other.page)
    }
  }

  @Test func `a changed style sheet has a new URL, and its pages are the same`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/", in: preview)
      _ = try await tab.next()
      try preview.write("p { color: red }", to: "style.css")
      let event = try #require(try await tab.next())
      #expect(event.page == tab.page)
      #expect(event.assets == "/assets/16/")
      #expect(event.files == [])
    }
  }

  @Test func `a changed file is named`() async throws {
    try await RunningPreview.run(Self.content, basePath: "/blog/") { preview async throws in
      let tab = try await Tab("/blog/", in: preview)
      _ = try await tab.next()
      try preview.write("2", to: "photo.txt")
      let event = try #require(try await tab.next())
      #expect(event.page == tab.page)
      #expect(event.files == ["/blog/photo.txt"])
    }
  }

  @Test func `errors are shown until they are fixed`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/other/", in: preview)
      _ = try await tab.next()
      try preview.write("BROKEN", to: "index.html")
      let broken = try #require(try await tab.next())
      #expect(broken.page == tab.page)
      #expect(broken.problems.contains("content/index.html:1"))
      #expect(broken.problems.contains("<code>BROKEN</code> &lt;is&gt; broken"))
      #expect(broken.problems.contains("fix it"))
      // The last good pages are still shown.
      #expect(try await preview.get("/").body.contains("Home"))
      try preview.write("<body>Fixed</body>", to: "index.html")
      let fixed = try #require(try await tab.next())
      #expect(fixed.problems == "")
      #expect(fixed.page == tab.page)
      #expect(try await preview.get("/").body.contains("Fixed"))
    }
  }

  @Test func `warnings are shown beside errors and alone, on every page`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/other/", in: preview)
      #expect(try await tab.next()?.warnings == "")
      try preview.write("DOUBTFUL", to: "index.html")
      let doubtful = try #require(try await tab.next())
      #expect(doubtful.problems == "" && doubtful.warnings.contains("content/index.html"))
      #expect(doubtful.page == tab.page)
      try preview.write("DOUBTFUL and BROKEN", to: "index.html")
      let broken = try #require(try await tab.next())
      #expect(broken.problems.contains("fix it") && broken.warnings.contains("<summary>1 warning</summary>"))
      try preview.write("<body>Fixed</body>", to: "index.html")
      let fixed = try #require(try await tab.next())
      #expect(fixed.problems == "" && fixed.warnings == "")
    }
  }

  @Test func `a site that has always had errors shows them at every URL`() async throws {
    try await RunningPreview.run(["index.html": "BROKEN"]) { preview async throws in
      let response = try await preview.get("/any/")
      #expect(response.status == 503)
      #expect(response.body.contains("content/index.html:1"))
      let tab = try await Tab("/", in: preview)
      _ = try await tab.next()
      try preview.write("<body>Fixed</body>", to: "index.html")
      let fixed = try #require(try await tab.next())
      #expect(fixed.problems == "")
      #expect(fixed.page != tab.page)
    }
  }

  @Test func `a tab that was asleep catches up when it returns`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/other/", in: preview)
      let first = try #require(try await tab.next())
      try preview.write("2", to: "photo.txt")
      let second = try #require(try await tab.next())
      try preview.write("<body>Other, changed</body>", to: "other/index.html")
      _ = try await tab.next()
      let id = try #require(first.id)
      let returned = try #require(try await Tab(tab, returningTo: preview, since: id).next())
      #expect(returned.page != tab.page)
      #expect(returned.files == ["/photo.txt"])
      // It is not told the same thing again.
      let later = try #require(second.id)
      #expect(try await Tab(tab, returningTo: preview, since: later).next()?.files == [])
    }
  }

  @Test func `a tab of an earlier run of the server is told of this one`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/", in: preview)
      let event = try await Tab(tab, returningTo: preview, since: "other.7").next()
      #expect(event?.id == tab.state)
    }
  }

  @Test func `the tab of a removed page gets the 404 page`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/other/", in: preview, id: "a")
      _ = try await tab.next()
      try preview.remove("other")
      #expect(try #require(try await tab.next()).page != tab.page)
      let missing = try await Tab("/other/", in: preview, id: "b")
      #expect(try await missing.next()?.page == missing.page)
    }
  }

  @Test func `the event stream ends when the tab leaves its page`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let tab = try await Tab("/", in: preview, id: "a")
      _ = try await tab.next()
      let foreign = ["Origin": "http://example.com"]
      #expect(try await preview.get("/.partwork/leave?id=a", method: "POST", headers: foreign).status == 403)
      #expect(try await preview.get("/.partwork/leave?id=a", method: "POST").status == 200)
      #expect(try await tab.next() == nil)
    }
  }

  @Test func `if a browser has more tabs than connections, the first one stops listening`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      var tabs: [Tab] = []
      for number in 1...6 {
        let tab = try await Tab("/", in: preview, id: "\(number)")
        _ = try await tab.next()
        tabs.append(tab)
      }
      #expect(try await tabs[0].isToldToRest())
      try preview.write("<body>Changed</body>", to: "index.html")
      for tab in tabs.dropFirst() { #expect(try await tab.next()?.page != tab.page) }
    }
  }

  @Test func `a tab that does not read does not hold up others`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let deaf = try await Tab("/", in: preview, id: "deaf")
      let tab = try await Tab("/", in: preview, id: "tab")
      _ = try await tab.next()
      for number in 1...20 {
        try preview.write("<body>\(number)</body>", to: "index.html")
        #expect(try await tab.next() != nil)
      }
      #expect(deaf.path == "/")
    }
  }

  @Test(arguments: [
    ["Origin": "http://example.com"], ["Origin": "null"], ["Origin": "http://localhost:1"],
    ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
  ])
  func `a page of another site does not get the events`(headers: [String: String]) async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      let response = try await preview.get("/.partwork/events?path=/&id=a", headers: headers)
      #expect(response.status == 403)
      #expect(response["Access-Control-Allow-Origin"] == nil)
    }
  }

  @Test func `a request for events without a page is refused`() async throws {
    try await RunningPreview.run(Self.content) { preview async throws in
      for query in ["", "?id=a", "?path=/", "?path=/../x&id=a", "?path=x&id=a"] {
        #expect(try await preview.get("/.partwork/events\(query)").status == 400)
      }
    }
  }
}
