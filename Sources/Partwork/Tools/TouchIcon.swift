import PartworkSupport

/// The icon that phones show for a site on their home screen, where they look for it: the initial of the title on the
/// accent colour. It is drawn when it is written, since a program that draws takes as long as many pages.
package struct TouchIcon: Sendable {
  /// Its path in the output.
  static let path = "apple-touch-icon.png"

  private static let side = 180

  /// The drawing for a program that knows all letters, and the initial as the program itself draws it.
  private let drawing: String
  private let letter: StrokeLetter
  private let accent: Color
  private let tools: Tools
  private let cache: MadeFiles

  /// Nil if `site` has an icon of its own.
  init?(for site: Site, with tools: Tools, in cache: MadeFiles) {
    if site.theme.has("touchIcon") || site.files.contains(where: { $0.url == "/\(Self.path)" }) { return nil }
    let title = site.settings.title.value
    drawing = site.theme.drawnIcon(title, isRounded: false)
    letter = StrokeLetter(ThemeSettings.initial(of: title))
    accent = site.theme.accent
    self.tools = tools
    self.cache = cache
  }

  /// The names that it may have in the cache.
  var names: [String] { [MadeFile.name(drawing: drawing, width: Self.side), strokesName] }

  private var strokesName: String { "\(ContentHash(of: "\(accent.css) \(letter.shape)"))-\(Self.side).png" }

  /// The PNG file.
  var bytes: [UInt8] {
    if tools.canDraw,
      let file = MadeFile(drawing: drawing, width: Self.side, as: "/\(Self.path)", with: tools, in: cache),
      let bytes = try? readBytes(file.path)
    {
      return bytes
    }
    if let bytes = try? readBytes(cache.path(of: strokesName)) { return bytes }
    let bytes = PNGFile.make(letter.coverage(side: Self.side), side: Self.side, ink: accent.ink, paper: accent)
    _ = cache.make(strokesName) { target in (try? Disk().write(.bytes(bytes), to: target)) != nil }
    return bytes
  }
}
