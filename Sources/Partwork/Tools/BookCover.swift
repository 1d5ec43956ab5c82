import PartworkSupport

/// The drawn cover of an e-book whose series has no picture: title, authors and site, in the theme's colours.
struct BookCover: Sendable {
  static let width = 1600
  static let height = 2400
  private static let margin = 160

  private let title: String
  private let authors: String
  private let siteTitle: String
  private let accent: Color
  private let headingFont: String
  private let labelFont: String
  private let isRightToLeft: Bool

  init(of handle: Handle<Series>, in site: Site) {
    title = site.series[handle].title
    let names = site.credits(of: handle).map { site.authors[$0.author].name }
    authors = names.joined(separator: site.words.text(.listSeparator))
    siteTitle = site.settings.title.value
    accent = site.theme.accent
    headingFont = site.theme.fontFamily("headingFont") ?? "serif"
    labelFont = site.theme.fontFamily("labelFont") ?? "sans-serif"
    isRightToLeft = LanguageTag.isRightToLeft(site.language)
  }

  /// The covers that are drawn for the e-books of `site`, by their series; only that of one series, offered or not, if
  /// `chosen` is given.
  static func draw(
    for site: Site, only chosen: Handle<Series>? = nil, with tools: Tools, in cache: MadeFiles
  ) async -> [Handle<Series>: MadeFile] {
    let books = site.series.handles.filter { handle in
      let series = site.series[handle]
      return (chosen.map { $0 == handle } ?? (series.bookURL != nil)) && (series.image?.isDrawing ?? true)
    }
    let drawn = await parallelMap(books.count) { index in
      MadeFile(drawing: BookCover(of: books[index], in: site).svg, width: width, with: tools, in: cache)
    }
    return Dictionary(uniqueKeysWithValues: zip(books, drawn).compactMap { book, file in file.map { (book, $0) } })
  }

  /// The cover as an SVG file.
  var svg: String {
    let area = Self.width - 2 * Self.margin
    let ink = accent.ink
    var size = 200
    var lines = title.wrapped(to: area, size: size)
    while lines.count > 5 || lines.contains(where: { $0.estimatedWidth * Double(size) > Double(area) }), size > 90 {
      size -= 10
      lines = title.wrapped(to: area, size: size)
    }
    var texts: [String] = []
    func write(_ text: String, y: Int, size: Int, _ font: String, weight: Int) {
      let x = isRightToLeft ? Self.width - Self.margin : Self.margin
      texts.append(
        """
        <text x="\(x)" y="\(y)" font-family="\(font)" font-size="\(size)" font-weight="\(weight)" fill="\(ink.css)"\
        \(isRightToLeft ? " direction=\"rtl\"" : "")>\(Escaping.xml.escaped(text))</text>
        """)
    }
    for (index, line) in lines.firstLines(8).enumerated() {
      write(line, y: 480 + size + index * size * 6 / 5, size: size, headingFont, weight: 700)
    }
    let names = authors.wrapped(to: area, size: 76).firstLines(3)
    for (index, line) in names.enumerated() {
      write(line, y: 2000 - (names.count - 1 - index) * 96, size: 76, labelFont, weight: 600)
    }
    write(siteTitle.wrapped(to: area, size: 56).firstLines(1)[0], y: 2200, size: 56, labelFont, weight: 400)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(Self.height)" width="\(Self.width)" \
      height="\(Self.height)">
      <rect width="\(Self.width)" height="\(Self.height)" fill="\(accent.css)"/>
      <rect x="\(Self.margin)" y="320" width="\(area)" height="8" fill="\(ink.css)"/>
      \(texts.joined(separator: "\n"))
      </svg>

      """
  }
}
