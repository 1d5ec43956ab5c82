import PartworkSupport

/// The icon that phones show for a site on their home screen. They look for it at `/apple-touch-icon.png`.
enum TouchIcon {
  private static let path = "apple-touch-icon.png"
  private static let side = 180

  /// Whether to draw one for `site`: it has none of its own.
  static func isWanted(on site: Site) -> Bool {
    !site.theme.has("touchIcon") && !site.files.contains { $0.url == "/\(path)" }
  }

  /// The initial of the title on the accent colour: by a program that knows all letters if there is one, else as
  /// `StrokeLetter` has it.
  static func draw(for site: Site, with tools: Tools, in cache: MadeFiles) -> MadeFile? {
    let icon = site.theme.drawnIcon(site.settings.title.value, isRounded: false)
    let drawn = tools.canDraw ? MadeFile(drawing: icon, width: side, as: "/\(path)", with: tools, in: cache) : nil
    return drawn ?? drawStrokes(for: site, in: cache)
  }

  private static func drawStrokes(for site: Site, in cache: MadeFiles) -> MadeFile? {
    let letter = StrokeLetter(ThemeSettings.initial(of: site.settings.title.value))
    let accent = site.theme.accent
    let name = "\(ContentHash(of: "\(accent.css) \(letter.shape)"))-\(side).png"
    let isMade = cache.make(name) { target in
      let png = PNGFile.make(letter.coverage(side: side), side: side, ink: accent.ink, paper: accent)
      return (try? Disk().write(.bytes(png), to: target)) != nil
    }
    return isMade ? MadeFile(url: "/\(path)", path: cache.path(of: name), name: name) : nil
  }
}
