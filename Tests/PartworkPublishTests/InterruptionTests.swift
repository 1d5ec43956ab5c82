import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

@Suite struct InterruptionTests {
  @Test func `a cancelled publish ends its program and says so`() async throws {
    try await withWorkplace { place in
      let programs = place.root.appending(path: "programs")
      try Folder(["rsync": "#!/bin/sh\necho started >\"\(place.root.path())/started\"\nexec sleep 60\n"])
        .write(to: programs)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: programs.appending(path: "rsync").path())
      let publisher = place.publisher(
        to: .rsync(here("there")),
        environment: ["PATH": programs.path() + ":/usr/bin:/bin"])
      let task = Task { try await publisher.publish() }
      let started = place.root.appending(path: "started").path()
      while !FileManager.default.fileExists(atPath: started) { try await Task.sleep(for: .milliseconds(5)) }
      let moment = ContinuousClock.now
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(ContinuousClock.now - moment < .seconds(120))
    }
  }

  @Test func `a publish that is cancelled between files leaves nothing waiting`() async throws {
    try await withWorkplace { place in
      let publisher = place.publisher(to: .folder(here("there")))
      let task = Task {
        try await publisher.publish { progress in
          if progress.bytes > 0, progress.files == 2 { withUnsafeCurrentTask { $0?.cancel() } }
        }
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      let published = try Folder(reading: place.there)
      #expect(published.files.count < builtSite.files.count)
      #expect(published.paths.allSatisfy { !$0.hasPrefix(".partwork-upload") })
      _ = try await publisher.publish()
      #expect(try Folder(reading: place.there) == builtSite)
    }
  }
}
