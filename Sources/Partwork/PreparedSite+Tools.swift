import PartworkDiagnostics
package import PartworkSupport

extension PreparedSite {
  /// Whether the code has its colours.
  package var hasColors: Bool { context.plan.extras.marksCode }

  /// The same site with what `tools` add to it; a site with errors as it is.
  ///
  /// - Parameters:
  ///   - isPreview: whether it is for a preview, which shows the colours of code and does not wait for more.
  ///   - earlier: an earlier result, whose colours are used again.
  ///   - timings: records how long it takes.
  package func adding(
    _ tools: Tools, isPreview: Bool = false, reusing earlier: PreparedSite? = nil, timings: StageTimings? = nil
  ) async -> PreparedSite {
    if diagnostics.hasErrors { return self }
    var extras = Extras()
    extras.colorCode(of: content, for: site, with: tools, reusing: earlier?.context.plan.extras)
    if !isPreview {
      await extras.addPictures(to: site, in: renderer.folder, with: tools, sizes: themeSources.imageSizes)
    }
    timings?.end("draw, resize, colour")
    var findings = findings
    findings.model += extras.diagnostics
    return PreparedSite(
      content: content, themeSources: themeSources,
      renderer: Renderer(await context.adding(extras), theme: renderer.theme, folder: renderer.folder),
      findings: findings)
  }
}
