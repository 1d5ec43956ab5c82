import Foundation
import PartworkDiagnostics
import PartworkSupport
import TestSupport
import Testing

@testable import Partwork

/// What else may be in the place of Partwork's own files, in `.partwork/` and in the output.
@Suite struct OutputStateTests {
  enum Intruder: CaseIterable {
    case link, linkToFolder, pipe, folder

    func put(at url: URL, besides elsewhere: URL) throws {
      let path = url.path(percentEncoded: false)
      switch self {
      case .link: #expect(symlink(elsewhere.appending(path: "new").path(percentEncoded: false), path) == 0)
      case .linkToFolder: #expect(symlink(elsewhere.path(percentEncoded: false), path) == 0)
      case .pipe: #expect(mkfifo(path, 0o600) == 0)
      case .folder: #expect(mkdir(path, 0o700) == 0)
      }
    }
  }

  private func state(of site: OutputFixture, _ ending: String) throws -> URL {
    let folder = site.site.appending(path: ".partwork")
    let lock = try FileManager.default.contentsOfDirectory(atPath: folder.path()).first { $0.hasSuffix(".lock") }
    return folder.appending(path: try #require(lock).replacing(".lock", with: ending))
  }

  @Test(arguments: [".lock", ".manifest", ".manifest.next", ".record", ".record.next"], Intruder.allCases)
  func `an item of the state folder that is not a file is an error`(ending: String, intruder: Intruder) async throws {
    try await withTemporaryFolder { elsewhere in
      try await withOutput { site in
        try await site.build(["index.html": "1"])
        let item = try state(of: site, ending)
        try? FileManager.default.removeItem(at: item)
        try intruder.put(at: item, besides: elsewhere)
        let path = ".partwork/\(item.lastPathComponent)"
        #expect(
          await site.refusal(["index.html": "2"]) == [
            Diagnostic(
              .error, "`\(path)` is not a regular file", at: SourceLocation(path),
              hint: "delete it: Partwork makes its own")
          ])
        #expect(try site.found == Folder(["index.html": "1"]))
        #expect(try Folder(reading: elsewhere) == Folder())
      }
    }
  }

  @Test(arguments: [Intruder.link, .linkToFolder, .pipe])
  func `a state folder that is not a folder is an error`(intruder: Intruder) async throws {
    try await withTemporaryFolder { elsewhere in
      try await withOutput { site in
        try intruder.put(at: site.site.appending(path: ".partwork"), besides: elsewhere)
        #expect(await site.refusal(["index.html": "1"]).map(\.message) == ["`.partwork` is not a folder"])
        #expect(try Folder(reading: elsewhere) == Folder())
      }
    }
  }

  @Test(arguments: ["", "partwork manifest 2\nend\n", "partwork manifest 1\nfile\ta.html\n", "\0\0\0", "end\n"])
  func `a manifest that cannot be read is a warning, once`(text: String) async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1", "old.html": "2"])
      try Data(text.utf8).write(to: try state(of: site, ".manifest"))
      let report = try await site.build(["index.html": "1"])
      #expect(
        report.warnings == [
          Diagnostic(
            .warning,
            "what earlier builds wrote to `public/` is unknown: its list in `.partwork/` is damaged, or is of a newer "
              + "Partwork",
            at: nil, hint: "delete `public/` and build again, to be sure that no page that is gone is left there")
        ])
      #expect(try site.found.paths == ["index.html", "old.html"], "a file of unknown origin stays")
      #expect(try await site.build(["index.html": "1"]).warnings == [])
    }
  }

  @Test func `a record that cannot be put in place leaves no temporary file`() async throws {
    try await withOutput { site in
      try await site.build(["a.html": "1"])
      var weak = site
      weak.disk.fault = { change in
        if case .rename = change { return EIO }
        return nil
      }
      #expect(throws: DiskFailure.self) { try weak.output.state.put(record: [1]) }
      let names = try FileManager.default.contentsOfDirectory(atPath: site.site.appending(path: ".partwork").path())
      #expect(!names.contains { $0.hasSuffix(".next") })
    }
  }

  @Test func `a first build and one without its manifest have no warning`() async throws {
    try await withOutput { site in
      #expect(try await site.build(["index.html": "1"]).warnings == [])
      try site.remove(".partwork")
      #expect(try await site.build(["index.html": "1"]).warnings == [])
    }
  }

  @Test(arguments: [Intruder.folder, .linkToFolder, .pipe])
  func `what has the temporary name of a new folder is an error`(intruder: Intruder) async throws {
    try await withTemporaryFolder(Folder(["mine.txt": "mine"])) { elsewhere in
      try await withOutput { site in
        try await site.build(["index.html": "1"])
        let paths = (0..<4).map { ".partwork-\($0).tmp" }
        for path in paths { try intruder.put(at: site.site.appending(path: "public/\(path)"), besides: elsewhere) }
        let found = await site.refusal(["index.html": "1", "posts/a.html": "a"])
        #expect(found.map(\.message) == ["`public/.partwork-2.tmp` is in the way of what this build writes"])
        #expect(found.map(\.hint) == ["delete it: names that begin with `.partwork` are Partwork's own"])
        #expect(try Folder(reading: elsewhere) == Folder(["mine.txt": "mine"]))
        for path in paths { try site.remove("public/\(path)") }
        try await site.build(["index.html": "1", "posts/a.html": "a"])
        #expect(try site.found == Folder(["index.html": "1", "posts/a.html": "a"]))
      }
    }
  }

  @Test func `a folder with the temporary name of a file is an error, and stays`() async throws {
    try await withOutput { site in
      try await site.build(["index.html": "1", "posts/a.html": "a"])
      try site.put("mine", at: "public/.partwork-0.tmp/mine.txt")
      let found = await site.refusal(["index.html": "2", "posts/a.html": "a"])
      #expect(found.map(\.message) == ["`public/.partwork-0.tmp` is in the way of what this build writes"])
      #expect(try site.found["index.html"] == "1")
      #expect(try site.found[".partwork-0.tmp/mine.txt"] == "mine")
    }
  }
}
