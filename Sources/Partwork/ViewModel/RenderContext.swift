import PartworkSupport
package import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// A site with its plan: all that a page needs to be rendered, worked out once.
package final class RenderContext: Sendable {
  package let site: Site
  package let plan: Plan
  package let links: LinkMap
  let dates: DateText

  private let partTexts: [PartTextTemplates]

  package init(_ site: Site, plan: Plan) {
    self.site = site
    self.plan = plan
    let links = LinkMap(site, plan: plan)
    self.links = links
    dates = DateText(language: site.settings.language.value)
    partTexts = site.series.map { PartTextTemplates($0, site: site, links: links) }
  }

  /// What `earlier` was, with the texts of `site`, which differs from that of `earlier` in them alone.
  init(_ earlier: RenderContext, withTextsOf site: Site) {
    self.site = site
    plan = earlier.plan
    links = earlier.links
    dates = earlier.dates
    partTexts = earlier.partTexts
  }
}

extension RenderContext {
  package var listings: Listings { plan.listings }

  /// The authors of a series: those it names, else those of its parts, in the order of the parts.
  func signatures(of series: Handle<Series>) -> [Signature] {
    let named = site.series[series].authors
    if !named.isEmpty { return named.map(\.signature) }
    var seen: Set<Handle<Author>> = []
    let credits = site.series[series].order.parts.compactMap(\.post).flatMap { site.posts[$0].credits }
    return credits.filter { seen.insert($0.author).inserted }.map { Signature(author: $0.author, role: nil) }
  }
}

extension RenderContext {
  /// The slugs of the parts of a series that can be read, by their URLs.
  func slugs(of series: Handle<Series>) -> [String: String] {
    let posts = site.series[series].order.parts.compactMap(\.post).map { site.posts[$0] }
    return Dictionary(posts.map { ($0.url, $0.slug) }, uniquingKeysWith: { first, _ in first })
  }
}

/// What a series says around its parts.
extension RenderContext {
  enum PartTextKind { case intro, outro }

  /// The series' intro or outro for a part, as HTML.
  func text(_ kind: PartTextKind, of membership: Membership) -> String? {
    partTexts[membership.series.offset].html(kind, of: membership, in: self)
  }

  /// The intros and outros of each series.
  var partTextDocuments: [[Document]] { partTexts.map(\.documents) }

  /// What is wrong with the intros and outros: names that do not exist.
  package func checkPartTexts() -> [Diagnostic] {
    partTexts.flatMap(\.diagnostics)
  }
}
