import PartworkSupport

/// How share cards look: 1200 by 630 pixels, as the sites that show them ask for.
struct CardStyle: Sendable {
  static let width = 1200
  static let height = 630
  private static let margin = 80

  private let siteTitle: String
  private let accent: Color
  private let paper: Color
  private let headingFont: String
  private let labelFont: String

  init(_ site: Site) {
    siteTitle = site.settings.title.value
    accent = site.theme.accent
    paper = site.theme.color("background") ?? .white
    headingFont = site.theme.fontFamily("headingFont") ?? "serif"
    labelFont = site.theme.fontFamily("labelFont") ?? "sans-serif"
  }

  /// The card as an SVG file.
  func svg(_ card: ShareCard) -> String {
    let area = Self.width - 2 * Self.margin
    var size = 84
    var lines = card.title.wrapped(to: area, size: size)
    while lines.count > 3, size > 52 {
      size -= 8
      lines = card.title.wrapped(to: area, size: size)
    }
    lines = lines.firstLines(4)
    let subtitle = card.subtitle.map { $0.wrapped(to: area, size: 36).firstLines(lines.count > 2 ? 1 : 2) } ?? []
    var texts: [String] = []
    func write(_ text: String, y: Int, size: Int, _ font: String, weight: Int, _ fill: Color, opacity: Double = 1) {
      let x = card.isRightToLeft ? Self.width - Self.margin : Self.margin
      texts.append(
        """
        <text x="\(x)" y="\(y)" font-family="\(font)" font-size="\(size)" font-weight="\(weight)" fill="\(fill.css)" \
        fill-opacity="\(opacity)"\(card.isRightToLeft ? " direction=\"rtl\"" : "")>\(Escaping.xml.escaped(text))</text>
        """)
    }
    if let label = card.label {
      let line = label.wrapped(to: area, size: 34).firstLines(1)[0]
      write(line, y: 124, size: 34, labelFont, weight: 600, accent)
    }
    var y = 150 + size
    for line in lines {
      write(line, y: y, size: size, headingFont, weight: 700, paper.ink)
      y += size * 6 / 5
    }
    y += 10
    for line in subtitle {
      write(line, y: y, size: 36, labelFont, weight: 400, paper.ink, opacity: 0.75)
      y += 48
    }
    let foot = [siteTitle, card.place].compactMap(\.self).joined(separator: "  ·  ")
    write(foot.wrapped(to: area, size: 32).firstLines(1)[0], y: 540, size: 32, labelFont, weight: 600, paper.ink)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" \
      height="\(Self.height)">
      <rect width="\(Self.width)" height="\(Self.height)" fill="\(paper.css)"/>
      <rect width="\(Self.width)" height="16" fill="\(accent.css)"/>
      \(texts.joined(separator: "\n"))
      \(bars(card))
      </svg>

      """
  }

  /// A bar for each part of the series, those up to this one in the accent colour.
  private func bars(_ card: ShareCard) -> String {
    let area = Self.width - 2 * Self.margin
    // More could not be told apart.
    let total = min(card.parts.total, 40)
    guard total > 1 else { return "" }
    let marked = card.parts.marked * total / card.parts.total
    let gap = 8
    let width = (area - (total - 1) * gap) / total
    return (0..<total).map { index in
      let start = Self.margin + index * (width + gap)
      let x = card.isRightToLeft ? Self.width - start - width : start
      let fill = index < marked ? "fill=\"\(accent.css)\"" : "fill=\"\(paper.ink.css)\" fill-opacity=\"0.15\""
      return "<rect x=\"\(x)\" y=\"570\" width=\"\(width)\" height=\"10\" rx=\"5\" \(fill)/>"
    }.joined(separator: "\n")
  }
}

extension ThemeSettings {
  /// The fonts of a setting, as an attribute of SVG; nil if the theme has no such setting.
  func fontFamily(_ name: String) -> String? {
    guard case .font(let font) = values[name] else { return nil }
    return Escaping.xml.escaped(font.css(named: name))
  }
}
