import PartworkSupport

/// The icon that phones show for a site on their home screen. They look for it at `/apple-touch-icon.png`.
enum TouchIcon {
  private static let path = "apple-touch-icon.png"

  /// The icon of `site`, drawn from its title's initial; nil if the site has its own, or if it cannot be drawn.
  static func draw(for site: Site, with tools: Tools, in cache: MadeFiles) -> MadeFile? {
    if site.theme.has("touchIcon") || site.files.contains(where: { $0.url == "/\(path)" }) { return nil }
    let icon = site.theme.drawnIcon(site.settings.title.value, isRounded: false)
    return MadeFile(drawing: icon, width: 180, as: "/\(path)", with: tools, in: cache)
  }
}
