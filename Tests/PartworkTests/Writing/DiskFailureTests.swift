import PartworkSupport
import PartworkDiagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Partwork

/// Counts the changes that a disk is asked for, and fails some of them.
private final class Saboteur: Sendable {
  private let count = Atomic(0)
  private let isFailing: @Sendable (Int) -> Bool

  init(_ isFailing: @escaping @Sendable (Int) -> Bool) {
    self.isFailing = isFailing
  }

  var disk: Disk {
    Disk(fault: { _ in self.isFailing(self.count.wrappingAdd(1, ordering: .relaxed).oldValue) ? EIO : nil })
  }
}

@Suite struct DiskFailureTests {
  private static let before = ["index.html": "1", "posts/a/index.html": "a", "x": "file", "gone/b.html": "b", "s": "s"]
  private static let after = ["index.html": "2", "posts/c/index.html": "c", "x/y.html": "folder", "s": "s", "n/m": "n"]

  /// Builds `before`, then `after` on a disk that fails the changes chosen by `isFailing`, and hands over the site.
  ///
  /// - Returns: whether the second build failed.
  private func sabotage(
    _ isFailing: @escaping @Sendable (Int) -> Bool, _ body: (OutputFixture, WriteError?) async throws -> Void
  ) async throws -> Bool {
    let saboteur = Saboteur(isFailing)
    var failed = false
    try await withOutput { site in
      try await site.build(Self.before)
      try site.put("mine", at: "public/keep.txt")
      var weak = site
      weak.disk = saboteur.disk
      var error: WriteError?
      do throws(WriteError) { _ = try await weak.output.write(outputFiles(Self.after)) } catch let thrown {
        error = thrown
      }
      failed = error != nil
      try await body(site, error)
    }
    return failed
  }

  /// Every file of the output is from `before`, from `after` or a temporary file; none is lost.
  private func expectWhole(_ site: OutputFixture, step: Int) throws {
    let found = try site.found
    #expect(found["keep.txt"] == "mine")
    #expect(found["s"] == "s")
    for path in found.paths where path != "keep.txt" && !path.contains(".partwork-") {
      let text = found[path]
      #expect(text == Self.before[path] || text == Self.after[path], "\(path) after step \(step)")
    }
    #expect(found["index.html"] != nil)
  }

  private func expectRepaired(_ site: OutputFixture, step: Int) async throws {
    try await site.build(Self.after)
    var wanted = Folder(Self.after)
    wanted["keep.txt"] = "mine"
    #expect(try site.found == wanted, "repaired after step \(step)")
    #expect(try site.folders == ["n", "posts", "posts/c", "x"], "repaired after step \(step)")
  }

  @Test func `a kill at any step leaves whole files, and the next build repairs`() async throws {
    var step = 0
    while try await sabotage(
      { [step] in $0 >= step },
      { site, _ in
        try expectWhole(site, step: step)
        try await expectRepaired(site, step: step)
      })
    { step += 1 }
    #expect(step > 30, "the build must have been stopped at every step")
  }

  @Test func `a kill at any step is repaired by a build of something else`() async throws {
    var step = 0
    while try await sabotage(
      { [step] in $0 >= step },
      { site, _ in
        try await site.build(["index.html": "3"])
        #expect(try site.found == Folder(["index.html": "3", "keep.txt": "mine"]), "repaired after step \(step)")
        #expect(try site.folders == [], "repaired after step \(step)")
      })
    { step += 1 }
  }

  @Test func `a failure of any one step is reported, and the next build repairs`() async throws {
    var step = 0
    while try await sabotage(
      { [step] in $0 == step },
      { site, error in
        try expectWhole(site, step: step)
        if case .disk(let diagnostic) = error, diagnostic.hint?.contains("as it was") == true {
          #expect(try site.found == Self.beforeWithKept, "undone after step \(step)")
        }
        try await expectRepaired(site, step: step)
      })
    { step += 1 }
    #expect(step > 30)
  }

  private static var beforeWithKept: Folder {
    var folder = Folder(before)
    folder["keep.txt"] = "mine"
    return folder
  }

  /// The manifest, four files in any order, and the next manifest are written, in this order.
  @Test(arguments: 0..<6)
  func `a disk that fills up while files are staged leaves the site as it was`(writes: Int) async throws {
    try await withOutput { site in
      try await site.build(Self.before)
      let saboteur = Saboteur { $0 >= writes }
      var weak = site
      weak.disk.fault = { change in
        guard case .write = change else { return nil }
        return saboteur.disk.fault(change).map { _ in ENOSPC }
      }
      do throws(WriteError) {
        _ = try await weak.output.write(outputFiles(Self.after))
        Issue.record("the build must fail")
      } catch {
        guard case .disk(let diagnostic) = error else {
          Issue.record("not a failure of the disk: \(error)")
          return
        }
        #expect(diagnostic.message.hasSuffix("the disk is full"))
        #expect(diagnostic.hint == "`public/` is as it was; fix the disk problem, then build again")
      }
      let (found, folders) = (try site.found, try site.folders)
      #expect(found == Folder(Self.before))
      #expect(folders == ["gone", "posts", "posts/a"])
    }
  }

  @Test func `a folder that is not writable is an error of the site`() async throws {
    try await withOutput { site in
      var weak = site
      weak.disk.fault = { change in
        if case .create(let path) = change, path.contains("/public/") { return EACCES }
        return nil
      }
      #expect(
        await weak.refusal(["a/b.html": "b"]) == [
          Diagnostic(
            .error, "could not write `public/a/b.html`: permission denied",
            at: SourceLocation("public/a/b.html"),
            hint: "check its permissions, or build into another folder with `--output`")
        ])
      let folders = try site.folders
      #expect(folders == [])
    }
  }
}
