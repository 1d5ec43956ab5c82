import PartworkDiagnostics
import PartworkMarkdown

/// A link or an image as a content file has it, in its text or its front matter.
struct SourceLink: Sendable {
  let kind: Reference.ReferenceKind
  var destination: String
  let location: SourceLocation

  /// Whether it is in front matter or `site.yml`, not in a text.
  var isFrontMatter = false

  /// Whether it is an image without alternative text.
  var lacksAlternative = false
}

/// All links and images of a content file, each in its role; by default as they are written.
struct LinkRoles<Link: Sendable>: Sendable {
  /// Those in the text, in order.
  var body: [Link] = []
  var image: Link?
  var callToActionText: [Link] = []
  var callToActionURL: Link?

  /// An author's own site.
  var website: Link?

  /// An author's other links; the navigation of `site.yml`, and after it what the theme's settings link to.
  var others: [Link] = []

  var all: [Link] {
    body + [image].compactMap(\.self) + callToActionText + [callToActionURL, website].compactMap(\.self) + others
  }

  func map<Other>(_ transform: (Link) -> Other) -> LinkRoles<Other> {
    LinkRoles<Other>(
      body: body.map(transform), image: image.map(transform), callToActionText: callToActionText.map(transform),
      callToActionURL: callToActionURL.map(transform), website: website.map(transform), others: others.map(transform))
  }
}

/// A content file that links.
struct LinkingFile: Sendable {
  let path: String

  /// The site-relative URL of its own page, if it has one.
  let url: String?
  let links: LinkRoles<SourceLink>
}

extension Site {
  /// The content files that link, with the links of each, in a fixed order.
  var linkingFiles: [LinkingFile] { posts.map(\.linkingFile) + linkingFilesBesidesPosts }

  /// Those that are not posts.
  var linkingFilesBesidesPosts: [LinkingFile] {
    pages.map(\.linkingFile)
      + series.map { LinkingFile(path: $0.file, url: $0.url, links: LinkRoles(body: $0.body, image: $0.image)) }
      + authors.map(\.linkingFile)
      + terms.compactMap { term in
        term.file.map {
          LinkingFile(path: $0, url: term.url, links: LinkRoles(body: term.body, image: term.image))
        }
      } + [homeFile, settingsFile].compactMap(\.self)
  }
}

extension Post {
  var linkingFile: LinkingFile {
    LinkingFile(
      path: self.file, url: url,
      links: LinkRoles(body: self.body, image: self.image, callToAction: self.callToAction))
  }
}

extension PlainPage {
  var linkingFile: LinkingFile {
    LinkingFile(
      path: self.file, url: url,
      links: LinkRoles(body: self.body, image: self.image, callToAction: self.callToAction))
  }
}

extension Author {
  fileprivate var linkingFile: LinkingFile {
    // The author's name is next to the portrait and says what it shows.
    let portrait = self.avatar.map { ImageSource(src: $0.src, alt: $0.alt ?? self.name) }
    var links = LinkRoles(body: self.body, image: portrait, callToAction: self.callToAction)
    links.website = self.website.map { SourceLink($0) }
    links.others = self.links.map { SourceLink($0.url) }
    return LinkingFile(path: self.file, url: url, links: links)
  }
}

extension Site {
  fileprivate var settingsFile: LinkingFile {
    // It stands for whole pages, whose titles say what they are.
    let image = settings.image.map { ImageSource(src: $0.src, alt: $0.alt ?? "") }
    var links = LinkRoles(image: image, callToAction: settings.callToAction)
    links.others = settings.navigation.map { SourceLink($0.url) } + theme.links
    return LinkingFile(path: Settings.file, url: nil, links: links)
  }

  /// The writer's own text on the home page.
  fileprivate var homeFile: LinkingFile? {
    home.map { LinkingFile(path: $0.file, url: "/", links: LinkRoles(body: $0.body)) }
  }
}

extension LinkRoles<SourceLink> {
  fileprivate init(body: Document? = nil, image: ImageSource? = nil, callToAction: CallToActionSource? = nil) {
    self.body = body?.references.map { SourceLink($0) } ?? []
    self.image = image.map { SourceLink($0) }
    callToActionText = callToAction?.text?.references.map { SourceLink($0) } ?? []
    callToActionURL = callToAction?.url.map { SourceLink($0) }
  }
}

extension SourceLink {
  init(_ reference: Reference) {
    self.init(
      kind: reference.kind, destination: reference.destination, location: reference.location,
      lacksAlternative: reference.needsAlternative)
  }

  init(_ url: Located<String>) {
    self.init(kind: .link, destination: url.value, location: url.location, isFrontMatter: true)
  }

  init(_ image: ImageSource) {
    self.init(
      kind: .image, destination: image.src.value, location: image.src.location, isFrontMatter: true,
      lacksAlternative: image.alt == nil)
  }
}

/// The links and images in the settings, which are checked and resolved with those of the site's texts.
extension ThemeSettings {
  /// All of them, in the order of the settings.
  var links: [SourceLink] { declared.flatMap { links(of: $0) } }

  /// Those of one setting.
  func links(of setting: ThemeSetting) -> [SourceLink] {
    switch values[setting.name] {
    case .image(let image): [SourceLink(image)]
    case .links(let links): links.map { SourceLink($0.url) }
    case .markdown(let document): document.references.map { SourceLink($0) }
    case .font(.file(let path)): [SourceLink(path)]
    case .text, .number, .bool, .color, .choice, .font(.system), nil: []
    }
  }
}
