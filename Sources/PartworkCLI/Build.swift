import ArgumentParser
import Foundation
import Partwork
import PartworkDiagnostics
import PartworkSupport

/// `partwork build`: content in, files out.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the site.",
    discussion: """
      Reads content/ and templates/ and writes the site to public/. If there are errors, nothing is written.

        partwork build
        partwork build --drafts --future
        partwork build --base-url https://example.com/blog/ --output /tmp/site
      """
  )

  @OptionGroup var site: SiteOptions
  @OptionGroup var edition: EditionFlags

  @Option(help: ArgumentHelp("The folder to write to; by default, public/ in the site.", valueName: "dir"))
  var output: String?

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Build even if nothing has changed since the last build.")
  var force = false

  @Flag(help: "Show how long each stage took, in seconds of wall-clock time and of processor time.")
  var timings = false

  /// The path of this program. On Linux, `Bundle` would read the folder that it is in, and crash if it could not.
  private static var program: String? {
    #if os(Linux)
      "/proc/self/exe"
    #else
      Bundle.main.executablePath
    #endif
  }

  func run() async throws {
    let times = StageTimings()
    let start = FileStatus.now
    let folder = OutputFolder(output, ofSite: site.folder)
    // Without a record it is not needed before the end, and made while the site is read.
    let tools = Tools.installed()
    async let request = BuildRequest(edition.options, of: site.folder, by: Self.program, with: tools)
    let last = force || !folder.hasRecord ? nil : await folder.lastBuild(like: request)
    times.end("look for changes")
    if let record = last, await record.answers(request) {
      try Console.report(record.diagnostics, isStrict: strict, consequence: "nothing was written")
      try Console.say(Summary.unchanged(record, in: output ?? "public"))
      if timings { try Console.say(Summary.timings(times.stages)) }
      return
    }
    let prepared = await prepare(site.folder, edition.options, timings: times).adding(tools, timings: times)
    let found = prepared.diagnostics + prepared.addressProblems(.warning)
    try Console.report(found, isStrict: strict, consequence: "nothing was written")
    times.end("check addresses")
    let files = await prepared.files(after: last)
    let written = WrittenFiles()
    async let outline = prepared.outline(asOf: start)
    let report = try await folder.write(
      files, checking: { prepared.context.failures.all }, noting: written, timings: times)
    Console.note(report.warnings)
    try Console.say(Summary.built(prepared, report: report, in: output ?? "public"))
    await folder.remember(
      request, begunAt: start, files: files, noted: written, of: prepared, outline: outline,
      notes: Summary.notes(prepared), diagnostics: found)
    times.end("remember")
    if timings { try Console.say(Summary.timings(times.stages)) }
    // The process ends next, and then the system frees all memory at once; freeing it object by object takes a while.
    _ = Unmanaged.passRetained(Kept(prepared: prepared, files: files))
  }
}

/// What a build keeps until its process ends.
private final class Kept {
  private let prepared: PreparedSite
  private let files: [OutputFile]

  init(prepared: PreparedSite, files: [OutputFile]) {
    self.prepared = prepared
    self.files = files
  }
}
