import ArgumentParser
import Partwork
import PartworkPublish

/// `partwork publish`: a build, and then the way from public/ to a host.
struct Publish: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the site and send what changed to a host.",
    discussion: """
      Targets are listed under `publish` in content/site.yml. New files are sent first, deletions come last, and nothing \
      is sent while anything is wrong. Interrupted anywhere, it leaves whole files, and the next publish completes it.

        partwork publish
        partwork publish server --dry-run
      """
  )

  @OptionGroup var site: SiteOptions

  @Argument(help: "The name of the target; the default one, or the only one, if none is named.")
  var target: String?

  @Flag(help: "Print what would be sent and deleted, and send nothing.")
  var dryRun = false

  @Flag(help: "Delete more than half of the target's files if need be.")
  var force = false

  func run() async throws {
    let prepared = await prepare(site.folder, EditionOptions(clock: .current))
    let settings = prepared.sources.settings
    let folder = prepared.output(nil, of: site.folder)
    let problem = publishProblem(of: settings.url.value, at: settings.url.location)
    try Console.report(
      prepared.diagnostics + prepared.movedPages(since: folder) + prepared.lint + (problem.map { [$0] } ?? []),
      consequence: "nothing was sent")
    do {
      let target = try settings.publish.target(named: target)
      _ = try await folder.write(await prepared.renderer.files(), pages: prepared.pageAddresses)
      try Console.say(try await publish(to: target, at: settings.url.value.absolute("/")))
      for line in Summary.leftOut(prepared.site.leftOut) { try Console.say(line) }
    } catch let error as WriteError {
      throw Console.fail(error)
    } catch let failure as PublishFailure {
      throw Console.fail(failure)
    } catch is CancellationError {
      throw Console.fail(.interruption)
    }
  }

  /// Sends what changed, or only compares; what there is to say about it.
  private func publish(to target: PublishTarget, at url: String) async throws -> String {
    let publisher = Publisher(target: target, site: site.folder)
    let progress = ProgressLine()
    let (dryRun, force) = (dryRun, force)
    let plan = try await progress.accompany {
      try await untilInterrupted {
        dryRun
          ? try await publisher.plan(report: progress.show)
          : try await publisher.publish(force: force, report: progress.show)
      }
    }
    Console.note(plan.warnings)
    guard dryRun else { return plan.summary(target: target.name.value, url: url) }
    return (plan.lines + [plan.forecast(target: target.name.value)]).joined(separator: "\n")
  }
}
