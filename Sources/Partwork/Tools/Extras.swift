import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport

/// What other programs add to a site, as far as they are installed.
package struct Extras: Sendable {
  /// The copies of pictures in other widths, by the site-relative URLs of the pictures.
  var copies: [String: PictureCopies] = [:]

  /// The pictures that other sites show for pages without one of their own.
  var cards: [ShareCard.Subject: MadeFile] = [:]

  /// The covers of e-books without a picture.
  var covers: [Handle<Series>: MadeFile] = [:]

  /// The icon on the home screen of a phone, for a site that has none of its own.
  var touchIcon: TouchIcon?

  /// The code with its colours, and whether there is a program that finds them.
  var colors = CodeColors()
  private(set) var marksCode = false

  /// What the site could have with programs that are not installed.
  private var missing: [(thing: String, tool: String)] = []

  /// What the site asks for and cannot have.
  private(set) var diagnostics: [Diagnostic] = []

  package static let none = Extras()

  /// The files to publish besides the icon, by URL.
  var files: [MadeFile] {
    // Two pages can have cards that look the same.
    var all: [String: MadeFile] = [:]
    for file in copies.values.flatMap(\.copies).map(\.file) + Array(cards.values) + Array(covers.values) {
      all[file.url] = file
    }
    return all.values.sorted { $0.url < $1.url }
  }
}

extension Extras {
  /// Finds the colours of code.
  ///
  /// - Parameter earlier: An earlier result for the same site, whose colours are used again.
  mutating func colorCode(of content: Content, for site: Site, with tools: Tools, reusing earlier: Extras?) {
    let texts = content.contents.map(\.source.body)
    let isWanted = wants(
      site.settings.markdown.highlight, texts.contains(where: \.hasCode) ? "colours in code" : nil, with: "highlight",
      tools.highlight != nil)
    guard isWanted else { return }
    marksCode = true
    colors = CodeMarker(tools).colors(of: texts.flatMap(\.codeBlocks), reusing: earlier?.colors)
  }

  /// Draws the cover of one e-book, if `tools` can.
  mutating func addCover(of series: Handle<Series>, to site: Site, in folder: String, with tools: Tools) async {
    let cache = MadeFiles(site: folder)
    if tools.canDraw, cache.makeFolder() {
      covers = await BookCover.draw(for: site, only: series, with: tools, in: cache)
    }
  }

  /// Draws and resizes what `tools` can, unless an earlier build did.
  ///
  /// - Parameters:
  ///   - folder: The path of the site.
  ///   - sizes: How wide texts show pictures.
  mutating func addPictures(to site: Site, in folder: String, with tools: Tools, sizes: String) async {
    let settings = site.settings.images
    let draws = wants(
      settings.cards, ShareCard.areWanted(on: site) ? "share cards" : nil, with: "rsvg-convert", tools.canDraw)
    let resizes = wants(
      settings.sizes, PictureCopies.pictures(of: site).isEmpty ? nil : "smaller copies of wide pictures", with: "vips",
      tools.vips != nil)
    let cache = MadeFiles(site: folder)
    touchIcon = TouchIcon(for: site, with: tools, in: cache)
    guard tools.canDraw || resizes || touchIcon != nil, cache.makeFolder() else { return }
    if draws { cards = await ShareCard.draw(for: site, with: tools, in: cache) }
    if resizes { copies = await PictureCopies.make(for: site, in: folder, with: tools, in: cache, sizes: sizes) }
    if tools.canDraw { covers = await BookCover.draw(for: site, with: tools, in: cache) }
    cache.removeOld(besides: Set(files.map(\.name) + (touchIcon?.names ?? [])))
  }

  /// Whether to make `thing`; that the program for it is missing is said once.
  private mutating func wants(
    _ setting: Located<Bool>?, _ thing: @autoclosure () -> String?, with tool: String, _ isInstalled: Bool
  ) -> Bool {
    guard setting?.value != false, let thing = thing() else { return false }
    if isInstalled { return true }
    if let setting {
      diagnostics.warning(
        "\(tool) is not installed, so there are no \(thing)", at: setting.location,
        hint: "docs/install.md says how to install it")
    } else {
      missing.append((thing, tool))
    }
    return false
  }

  /// What the site could have with programs that are not installed, as a sentence; nil if it has all.
  package var note: String? {
    if missing.isEmpty { return nil }
    let things = missing.map { "\($0.thing) (\($0.tool))" }.joined(separator: ", ")
    return "Left out what needs other programs: \(things). docs/install.md says how to install them."
  }
}
