import PartworkSupport
import PartworkDiagnostics
import PartworkMarkdown
import PartworkMustache

/// The compiled `intro` and `outro` of a series: Markdown with names from the part's view in it.
///
/// The Markdown becomes HTML first and the names are filled in afterwards, so that an asterisk in a title is not markup
/// and every value is escaped.
struct PartTextTemplates: Sendable {
  private var fragments: [Located<String>: Fragment] = [:]
  private let intro: PartTexts
  private let outro: PartTexts
  private(set) var diagnostics: [Diagnostic] = []

  /// The links in the texts, except those whose URL comes from a tag.
  private(set) var links: [SourceLink] = []

  init(_ series: Series, site: Site, links map: LinkMap) {
    intro = series.intro
    outro = series.outro
    let shape = View<InContext<Membership>>.partText.shape
    var seen: Set<Located<String>> = []
    for text in [intro.first, intro.middle, intro.last, outro.first, outro.middle, outro.last].compactMap({ $0 })
    where seen.insert(text).inserted {
      // What is wrong is reported for the text as it was written; what is rendered is its HTML.
      let written = Fragment(Array(text.value.utf8), at: text.location)
      let found = written.diagnostics + written.check(against: shape)
      diagnostics += found
      if found.hasErrors { continue }
      let options = site.settings.markdown.options(at: text.location)
      let document = Document(text.value, options)
      diagnostics += document.diagnostics
      let isIntro = [intro.first, intro.middle, intro.last].contains(text)
      let prefix = "series:\(series.id)--\(isIntro ? "intro" : "outro")--"
      let html = document.html(idPrefix: prefix) { reference in
        if Self.isURLTag(reference.destination) { return Target(url: reference.destination, keepsTags: true) }
        let tag = reference.destination.firstRange(of: "{{")?.lowerBound ?? reference.destination.endIndex
        let (address, rest) = (String(reference.destination[..<tag]), reference.destination[tag...])
        if !rest.isEmpty, !Self.mayContinueWithTag(address) {
          diagnostics.error(
            "a tag cannot be here in an address", at: reference.location,
            hint:
              "begin the address with a URL, such as `{{url}}`, or write tags after the name of another site, a `?` or a `#`"
          )
          return Target(url: "")
        }
        var link = SourceLink(reference)
        link.destination = address
        links.append(link)
        let isOwnAnchor = document.anchors.contains { address == "#" + $0 }
        var target = map.target(
          of: map.resolve(link, from: series.file, &diagnostics), on: series.url,
          in: isOwnAnchor ? .beside(prefix: prefix) : .page)
        target.url += rest
        target.keepsTags = !rest.isEmpty
        return target
      }
      let fragment = Fragment(Array(html.utf8), at: text.location)
      if (fragment.diagnostics + fragment.check(against: shape)).hasErrors {
        diagnostics.error(
          "Markdown breaks up a tag in this text", at: text.location,
          hint: "write tags as `{{name}}`, `{{#name}}` and `{{/name}}`, each on one line")
        continue
      }
      fragments[text] = fragment
    }
  }

  /// Whether `destination` begins with a tag that is a URL of the site: `{{next.url}}#ego`.
  private static func isURLTag(_ destination: String) -> Bool {
    destination.wholeMatch(of: /\{\{([\w.]+\.)?(url|\w+URL)\}\}([?#].*)?/) != nil
  }

  /// Whether the value of a tag after `address` cannot change where it leads.
  private static func mayContinueWithTag(_ address: String) -> Bool {
    address.contains(/[?#]|:\/\/[^\/]+\//)
  }

  /// The text for a part: the one for the first, for the last, or for those in between.
  func html(_ kind: RenderContext.PartTextKind, of membership: Membership, in context: RenderContext) -> [UInt8]? {
    let texts = kind == .intro ? intro : outro
    let last = context.site.series[membership.series].order.parts.count - 1
    let text = membership.place == 0 ? texts.first : membership.place == last ? texts.last : texts.middle
    guard let fragment = text.flatMap({ fragments[$0] }) else { return nil }
    var html: [UInt8] = []
    do {
      try fragment.render(View.partText(InContext(membership, in: context)), into: &html)
    } catch {
      context.failures.add(error.diagnostic)
      return nil
    }
    let shown = String(decoding: html, as: UTF8.self).withoutEmptyParagraphs
    return shown.isEmpty ? nil : Array(shown.utf8)
  }
}

extension String {
  /// HTML without the paragraphs that held only a section, or the tags of one, whose name has no value here.
  fileprivate var withoutEmptyParagraphs: String {
    ["<p></p>\n", "<p> </p>\n", "<p>\n</p>\n"].reduce(self) { $0.replacing($1, with: "") }
  }
}
