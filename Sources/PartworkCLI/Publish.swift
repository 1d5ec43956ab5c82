import ArgumentParser
import Partwork
import PartworkDiagnostics
import PartworkPublish
import PartworkSupport
import Synchronization

/// `partwork publish`: a build, then public/ sent to a host.
struct Publish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the site and send the changes to a host.",
    discussion: """
      Targets are listed under `publish` in content/site.yml. New files are sent first and deletions come last; if \
      there are errors, nothing is sent. An interrupted publish leaves only whole files, and the next one completes it.

        partwork publish
        partwork publish server --dry-run
      """
  )

  @OptionGroup var site: SiteOptions

  @Argument(help: "The name of the target; not needed if there is a default target or only one.")
  var target: String?

  @Flag(help: "Print what would be sent and deleted, and send nothing.")
  var dryRun = false

  @Flag(help: "Continue even if more than half of the target's files would be deleted.")
  var force = false

  func run() async throws {
    let (early, faults) = readSettings(site: site.folder)
    // A wrong name is reported before the site is prepared, which may take a while and find other errors.
    if !faults.hasErrors { _ = try early.publish.target(named: target) }
    let prepared = await prepare(site.folder, EditionOptions(clock: .current)).adding(.installed())
    let settings = prepared.content.settings
    let folder = OutputFolder(nil, ofSite: site.folder)
    let problem = publishProblem(of: settings.url.value, at: settings.url.location)
    try Console.report(
      prepared.diagnostics + prepared.addressProblems(.error) + prepared.lint + (problem.map { [$0] } ?? []),
      consequence: "nothing was sent")
    let target = try settings.publish.target(named: target)
    let files = prepared.renderer.files
    let result = try await folder.write(files, checking: { prepared.context.failures.all }) { report in
      Console.note(report.warnings)
      return try await publish(files, to: target, at: settings.url.value.absolute("/"))
    }
    try Console.say(Summary.lines(dryRun ? result : result + recordAddresses(of: prepared), prepared))
  }

  /// Records what readers know now; returns what to say about it. The site is published, whether that works or not.
  private func recordAddresses(of prepared: PreparedSite) -> String {
    do throws(DiskFailure) {
      return try prepared.recordAddresses(in: site.folder)
        ? "\nAdded new addresses to \(Addresses.file): keep it under version control." : ""
    } catch {
      let message = "the new addresses of the site could not be recorded: \(error.reason)"
      Console.note([
        Diagnostic(.warning, message, at: SourceLocation(Addresses.file), hint: "publish again once it can be written")
      ])
      return ""
    }
  }

  /// Sends what changed, or only compares; returns the lines to print.
  private func publish(_ files: [OutputFile], to target: PublishTarget, at url: String) async throws -> String {
    let publisher = Publisher(target: target, site: site.folder, files: files.map(\.path))
    let progress = ProgressLine()
    let (dryRun, force) = (dryRun, force)
    let plan: PublishPlan
    do {
      plan = try await progress.accompany {
        try await untilInterrupted {
          dryRun
            ? try await publisher.plan(report: progress.show)
            : try await publisher.publish(force: force, report: progress.show)
        }
      }
    } catch is CancellationError {
      throw PublishFailure.interruption
    }
    Console.note(plan.warnings)
    guard dryRun else { return plan.summary(target: target.name.value, url: url) }
    return (plan.lines + [plan.forecast(target: target.name.value)]).joined(separator: "\n")
  }
}

/// The progress of a publish on standard error.
private final class ProgressLine: Sendable {
  private let start = ContinuousClock.now
  private let display = Mutex(ProgressDisplay(isTerminal: Console.isTerminal))

  func show(_ progress: PublishProgress) {
    write { $0.text(for: progress, at: seconds, width: Console.width) }
  }

  /// Runs `work`, and keeps the seconds on a terminal running during steps that rarely report.
  func accompany<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
    let clock = Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .milliseconds(250))
        write { $0.refreshed(at: seconds, width: Console.width) }
      }
    }
    defer {
      clock.cancel()
      write { $0.ending() }
    }
    return try await work()
  }

  private var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Written under the lock, so that lines from several threads keep their order.
  private func write(_ text: (inout ProgressDisplay) -> String?) {
    display.withLock { display in
      if let text = text(&display) { Console.show(text) }
    }
  }
}
