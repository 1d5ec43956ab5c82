import Foundation
import Partwork
import PartworkPublish
import TestSupport
import Testing

/// What a writer reads when a publish fails. The programs here are scripts that print what the real ones print.
@Suite struct PublishFailureTests {
  @Test(arguments: [
    PublishDestination.rsync(here("me@host:/srv/site")),
    .rclone(here("s3:bucket")),
    .git(GitDestination(repository: here("git@host:me/site.git"), branch: here("gh-pages"))),
  ])
  func `a missing program is reported with how to install it`(destination: PublishDestination) async throws {
    try await withWorkplace { place in
      let failure = try #require(
        await #expect(throws: PublishFailure.self) {
          try await place.publisher(to: destination, environment: ["PATH": "/nonexistent"]).publish()
        })
      #expect(failure.message.contains("is not installed"))
      #expect(failure.hint.contains("apt install"))
    }
  }

  @Test(arguments: [
    ("me@host.example.com: Permission denied (publickey,password).", "the server refused the key"),
    ("rsync: write failed on \"/srv/x\": No space left on device (28)", "the target's disk is full"),
    ("ssh: Could not resolve hostname hots: Name or service not known", "the server cannot be reached"),
    ("Host key verification failed.", "this machine does not trust the server's host key"),
    ("bash: line 1: rsync: command not found", "the server has no rsync"),
    ("something else", "the connection to the server was lost"),
  ])
  func `a program's output is explained in a sentence`(line: String, message: String) async throws {
    try await withWorkplace { place in
      let failure = try await failure(
        of: .rsync(here("me@host:/srv/site")), in: place,
        program: "rsync", printing: line)
      #expect(failure.message == message)
      #expect(failure.output == [line])
      #expect(failure.details.first?.contains("rsync --dry-run") == true)
    }
  }

  @Test(arguments: [
    ("https://me:s3cr3t-token@host.example.com/site.git", "s3cr3t-token"),
    ("https://ghp_s3cr3ttoken@host.example.com/site.git", "ghp_s3cr3ttoken"),
    ("https://ghp_s3cr3ttoken:x-oauth-basic@host.example.com/site.git", "ghp_s3cr3ttoken"),
    ("https://me:p%40ssword@host.example.com/site.git", "p@ssword"),
  ])
  func `the credentials of a repository's URL are masked`(repository: String, secret: String) async throws {
    try await withWorkplace { place in
      let destination = PublishDestination.git(
        GitDestination(repository: here(repository), branch: here("gh-pages")))
      let failure = try await failure(
        of: destination, in: place, program: "git",
        printing: "fatal: unable to access '\(repository)/': \(secret) and https://other:pass@host/ are wrong")
      let text = ([failure.message, failure.hint] + failure.details).joined(separator: "\n")
      #expect(!text.contains(secret), "\(text)")
      #expect(!text.contains("other:pass"), "\(text)")
      #expect(text.contains("https://***@host.example.com/site.git"))
    }
  }

  @Test func `the secrets of a connection string are masked`() async throws {
    try await withWorkplace { place in
      let remote = ":s3,provider=Other,access_key_id=AKIA1234,secret_access_key=\"abcd/efgh\":bucket/blog"
      let failure = try await failure(
        of: .rclone(here(remote)), in: place, program: "rclone",
        printing: "Failed to create file system for \"\(remote)\"")
      let text = failure.details.joined(separator: "\n")
      #expect(!text.contains("AKIA1234") && !text.contains("abcd/efgh"), "\(text)")
      #expect(text.contains("bucket/blog"))
    }
  }

  /// Passwords as people paste them, with characters that should be encoded.
  @Test(arguments: [
    "s3cr3t/t0ken", "s3cr3t#t0ken", "s3cr3t?t0ken", "s3cr3t\"t0ken", "s3cr3t't0ken", "s3cr3t t0ken", "s3cr3t@t0ken",
    "s3cr3t:t0ken", "s3cr3t\\t0ken", "/?#s3cr3t",
  ])
  func `a password is masked whatever it contains`(password: String) async throws {
    for address in ["https://me:\(password)@host.example.com/site.git", "me:\(password)@host.example.com:site.git"] {
      try await withWorkplace { place in
        let destination = PublishDestination.git(GitDestination(repository: here(address), branch: here("gh-pages")))
        let escaped = address.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let failure = try await failure(
          of: destination, in: place, program: "git",
          printing: "fatal: '\(address)', \"\(escaped)\": cannot resolve \(password.prefix(6))")
        let text = ([failure.message, failure.hint] + failure.details).joined(separator: "\n")
        #expect(!text.contains("s3cr3t") && !text.contains("t0ken"), "\(text)")
        #expect(text.contains("host.example.com"), "\(text)")
      }
    }
  }

  @Test(arguments: ["me:s3cr3t@host.example.com:/srv/site", "rsync://me:s3cr3t/x@host.example.com/module"])
  func `the password of an rsync destination is masked`(address: String) async throws {
    try await withWorkplace { place in
      let failure = try await failure(
        of: .rsync(here(address)), in: place, program: "rsync", printing: "rsync: \(address): no")
      let text = failure.details.joined(separator: "\n")
      #expect(!text.contains("s3cr3t"), "\(text)")
    }
  }

  @Test(arguments: [
    "https://host.example.com/site.git?token=s3cr3t", "https://host.example.com/site.git?s3cr3t",
    "https://host.example.com/site.git?user=me&private_token=s3cr3t", "rsync://host/module?key=s3cr3t=",
  ])
  func `the values in the query of a URL are masked`(address: String) async throws {
    try await withWorkplace { place in
      let failure = try await failure(
        of: .git(GitDestination(repository: here(address), branch: here("gh-pages"))), in: place, program: "git",
        printing: "fatal: unable to access '\(address)/'")
      let text = failure.details.joined(separator: "\n")
      #expect(!text.contains("s3cr3t") && text.contains("host"), "\(text)")
    }
  }

  @Test(arguments: [
    ":sftp,host=h,pass=\"s3cr3t,t0ken\":site", ":sftp,host=h,pass='s3cr3t:t0ken':site",
    ":sftp,host=h,pass=\"s3cr3t\"\"t0ken\":site", ":azureblob,sas_url=\"https://h/x?sig=s3cr3t&t=t0ken\":site",
    ":webdav,url=\"https://me:s3cr3t/t0ken@h/\",vendor=other:site",
    ":crypt,remote=\":sftp,pass=\"\"s3cr3t,t0ken\"\":x\",password=t0ken2:site", "store,pass=s3cr3t,token=t0ken:site",
  ])
  func `quoted values of a connection string are masked`(remote: String) async throws {
    try await withWorkplace { place in
      let failure = try await failure(
        of: .rclone(here(remote)), in: place, program: "rclone", printing: "no remote \"\(remote)\"")
      let text = failure.details.joined(separator: "\n")
      #expect(!text.contains("s3cr3t") && !text.contains("t0ken"), "\(text)")
      #expect(text.contains("site"), "\(text)")
    }
  }

  @Test(arguments: [
    "s3:bucket/me@home", "/srv/a:b@c", ":local,copy_links=true:/srv/site", ":s3,env_auth=true,region=eu:bucket",
  ])
  func `an address without secrets is printed as it is`(remote: String) async throws {
    try await withWorkplace { place in
      let failure = try await failure(
        of: .rclone(here(remote)), in: place, program: "rclone", printing: "no: \(remote)")
      #expect(failure.output == ["no: \(remote)"])
    }
  }

  @Test func `git's progress does not hide its complaints`() async throws {
    try await withWorkplace { place in
      let destination = PublishDestination.git(GitDestination(repository: here("/srv/site.git"), branch: here("pages")))
      let printed =
        "Writing objects:  50% (1/2)\rWriting objects: 100% (2/2), done.\nremote: not on a Sunday\n"
        + "Total 2 (delta 0)\nfatal: ref updates aborted by hook"
      let failure = try await failure(of: destination, in: place, program: "git", printing: printed)
      #expect(failure.message == "the repository rejected the push")
      #expect(failure.output == ["remote: not on a Sunday", "fatal: ref updates aborted by hook"])
    }
  }

  @Test func `an ssh URL is not masked`() async throws {
    try await withWorkplace { place in
      let destination = PublishDestination.git(
        GitDestination(repository: here("ssh://git@host.example.com/site.git"), branch: here("gh-pages")))
      let failure = try await failure(of: destination, in: place, program: "git", printing: "fatal: no")
      #expect(failure.command?.contains("ssh://git@host.example.com/site.git") == true)
    }
  }

  /// Publishes with a `program` that prints `line` and fails instead of using the network.
  private func failure(
    of destination: PublishDestination, in place: Workplace, program: String, printing line: String
  ) async throws -> PublishFailure {
    let programs = place.root.appending(path: "programs")
    try Folder([
      "line": line + "\n",
      program: """
      #!/bin/sh
      case "$*" in *check-ref-format*|*init*) exit 0 ;; esac
      cat "\(programs.path())/line" >&2
      exit 12

      """,
    ]).write(to: programs)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: programs.appending(path: program).path())
    return try #require(
      await #expect(throws: PublishFailure.self) {
        try await place.publisher(to: destination, environment: ["PATH": programs.path() + ":/usr/bin:/bin"]).publish()
      })
  }
}
