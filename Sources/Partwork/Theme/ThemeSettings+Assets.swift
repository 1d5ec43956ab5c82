import PartworkSupport

/// The assets that the program makes of a site's settings.
extension ThemeSettings {
  /// The name of the style sheet with the site's colours and fonts.
  static let styleSheet = "theme-settings.css"

  /// The name of the icon that is drawn if the theme has none.
  static let icon = "icon.svg"

  /// The assets, without those that `sources` has by the same name.
  ///
  /// - Parameter title: the site's title, whose initial is on the icon.
  func assets(besides sources: [AssetSource], title: String, at url: SiteURL) -> [AssetSource] {
    let own = Set(sources.map(\.name))
    var assets: [AssetSource] = []
    if !own.contains(Self.icon) {
      assets.append(AssetSource(name: Self.icon, bytes: Array(drawnIcon(title).utf8), ifUsedAs: Self.icon))
    }
    if let css = css(at: url), !own.contains(Self.styleSheet) {
      assets.append(AssetSource(name: Self.styleSheet, bytes: Array(css.utf8), ifUsedAs: "theme.styleSheet"))
    }
    return assets
  }

  /// The initial of `title` on the accent colour, as SVG.
  ///
  /// - Parameter isRounded: whether the corners are; phones round them themselves.
  func drawnIcon(_ title: String, isRounded: Bool = true) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
      <rect width="64" height="64"\(isRounded ? " rx=\"14\"" : "") fill="\(accent.css)"/>
      <text x="32" y="34" fill="\(accent.ink.css)" font-family="Georgia, serif" font-size="40" font-weight="700" \
    text-anchor="middle" dominant-baseline="central">\(Escaping.xml.escaped(Self.initial(of: title)))</text>
    </svg>

    """
  }

  /// What is on the icon of a site called `title`: its first letter or digit, as a capital.
  static func initial(of title: String) -> String {
    title.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? ""
  }

  /// The colour of the icon.
  var accent: Color { color("accent") ?? .black }

  /// The style sheet with the colours and fonts that the site itself sets, as custom properties; nil if it sets none.
  private func css(at url: SiteURL) -> String? {
    var faces = ""
    var lines: [Scheme: [String]] = [:]
    for setting in declared where isSet(setting) {
      guard let property = setting.property else { continue }
      switch values[setting.name] {
      case .color(let color):
        let scheme: Scheme = setting.isDark ? .dark : .light
        lines[scheme, default: []].append("\(property): \(color.css);")
        if let ink = setting.inkProperty { lines[scheme, default: []].append("\(ink): \(color.ink.css);") }
      case .font(let font):
        lines[.any, default: []].append("\(property): \(font.css(named: setting.name));")
        if case .file(let path) = font { faces += fontFace(setting.name, path.value, at: url) }
      default: continue
      }
    }
    let rules = Scheme.allCases.compactMap { scheme in lines[scheme].map(scheme.rule) }
    return rules.isEmpty ? nil : faces + rules.joined(separator: "\n")
  }

  /// When a property has its value. A colour for light pages must not reach dark ones, for which the site may have
  /// none.
  private enum Scheme: String, CaseIterable {
    case any, light, dark

    func rule(_ lines: [String]) -> String {
      let indent = self == .any ? "" : "  "
      let rule = "\(indent):root {\n" + lines.map { "\(indent)  \($0)\n" }.joined() + "\(indent)}\n"
      return self == .any ? rule : "@media (prefers-color-scheme: \(rawValue)) {\n\(rule)}\n"
    }
  }

  /// The font in the file at `path`, which begins with "/" or is relative to `content/`.
  private func fontFace(_ family: String, _ path: String, at url: SiteURL) -> String {
    let place = path.hasPrefix("/") ? path : "/" + PercentEncoding.path(path)
    return """
      @font-face {
        font-family: "\(family)";
        src: url("\(PercentEncoding.url(url.href(place)))") format("woff2");
        font-weight: 100 900;
        font-display: swap;
      }

      """
  }
}
