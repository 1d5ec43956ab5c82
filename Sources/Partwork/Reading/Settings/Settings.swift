package import PartworkDiagnostics
package import PartworkMustache
package import Foundation

/// The settings of the site, from `content/site.yml`.
package struct Settings: Sendable {
  /// The path of `site.yml` from the site's folder.
  package static let file = "content/site.yml"

  package var title: Located<String>
  package var description: String?
  /// Where the site will be.
  package var url: Located<SiteURL>
  /// A BCP 47 tag, such as "en" or "pt-BR".
  package var language: Located<String>
  package var timeZone = TimeZone.gmt
  package var navigation: [LinkSource] = []
  package var callToAction: CallToActionSource?
  /// The IDs of the series that the home page shows; empty for the newest.
  package var homeSeries: [Located<String>] = []
  /// The URLs of posts.
  package var permalink: Located<PermalinkPattern>
  /// The patterns that the URLs of posts had before, from which they are redirected.
  package var formerPermalinks: [Located<PermalinkPattern>] = []
  /// Former URLs of the home page and of the site's feed.
  package var aliases: [Located<String>] = []
  /// What other sites show for pages without a picture of their own.
  package var image: ImageSource?
  package var images = ImageSettings()
  /// At least 1.
  package var postsPerPage = 10
  /// Whether readers can search the site.
  package var search = true
  /// Whether each complete series is an e-book too.
  package var epub = false
  package var markdown = MarkdownSettings()
  /// What a link is that leads to nothing on the site: `links.broken`.
  package var brokenLinks = Diagnostic.Severity.error
  package var security = SecuritySettings()
  package var publish: PublishSettings?
  /// The text of the file. What it says below `theme` is read once the theme is known.
  var text: [UInt8] = []
  /// The writer's own keys: a dictionary.
  package var extra = Value.dictionary([:])
}

extension Settings {
  /// Reads `bytes`, the text of `site.yml`.
  static func read(_ bytes: [UInt8]) -> (settings: Settings, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let fields = findings.fields(of: bytes, in: file)
    var settings = Settings(fields)
    settings.text = bytes
    fields.finish { _ in "put your own keys below `extra:`" }
    return (settings, findings.diagnostics)
  }

  /// The settings of a site without a `site.yml` that can be read, and the error that says so.
  static func missing(_ message: String, hint: String) -> (settings: Settings, diagnostics: [Diagnostic]) {
    (unread.settings, [Diagnostic(.error, message, at: SourceLocation(file), hint: hint)])
  }

  /// The settings of a folder without `content/`, which is no site, and the error that says so.
  static var withoutContent: (settings: Settings, diagnostics: [Diagnostic]) {
    missing(
      "this site has no `content` folder",
      hint: "start a site with `partwork init`, or name the folder of one with `--site`")
  }

  /// The settings of a site whose `site.yml` cannot be read, for reasons that are reported already.
  static var unread: (settings: Settings, diagnostics: [Diagnostic]) {
    (Settings(standardAt: SourceLocation(file)), [])
  }

  private init(standardAt location: SourceLocation) {
    title = Located("", at: location)
    url = Located(SiteURL(origin: "http://localhost"), at: location)
    language = Located("en", at: location)
    permalink = Located(.standard, at: location)
  }

  private init(_ fields: Fields) {
    self.init(standardAt: fields.location)
    Self.checkForm(fields)
    markdown = fields.map("markdown", MarkdownSettings.init) ?? markdown
    title = fields.required("title", hint: "write `title: …`", fallback: "")
    description = fields.plainText("description")?.value
    if fields.value("url") == nil {
      fields.reportMissing("url", hint: "write where the site will be: `url: https://example.com/`")
    }
    url = fields.parsed("url", SiteURL.init(parsing:)) ?? url
    language = fields.parsed("language", LanguageTag.checked) ?? language
    timeZone = fields.parsed("timezone", Self.timeZone)?.value ?? timeZone
    navigation = fields.links("navigation")
    callToAction = fields.callToAction("callToAction", markdown)
    homeSeries =
      fields.map("home") { home in home.unique(home.texts("series", of: .ids), by: \.self, named: \.self) } ?? []
    permalink = fields.parsed("permalink", Self.permalink) ?? permalink
    formerPermalinks = fields.texts("formerPermalinks", of: .paths).compactMap { fields.parsed($0, Self.permalink) }
    for former in formerPermalinks where former.value == permalink.value {
      fields.findings.warning(
        "this is the pattern of `permalink`", at: former.location, hint: "remove it: it has no effect")
    }
    aliases = fields.aliases()
    image = fields.image("image")
    images = fields.map("images", ImageSettings.init) ?? images
    postsPerPage = fields.wholeNumber("postsPerPage")?.value ?? postsPerPage
    search = fields.bool("search") ?? search
    epub = fields.bool("epub") ?? epub
    markdown.keepsPlainText = search
    brokenLinks = (fields.map("links") { $0.choice("broken") } ?? nil) ?? brokenLinks
    security = fields.map("security", SecuritySettings.init) ?? security
    publish = fields.map("publish", PublishSettings.init)
    _ = fields.value("theme")
    extra = fields.extra()
  }

  /// The form of sites that this version knows, which changes only if sites must change too.
  private static let form = 1

  /// Refuses a site that says that it is in a form of a later version.
  private static func checkForm(_ fields: Fields) {
    guard let form = fields.wholeNumber("partwork"), form.value != Self.form else { return }
    fields.findings.error(
      "this version of Partwork does not know sites of form \(form.value)", at: form.location,
      hint: "update Partwork, or write `partwork: \(Self.form)`")
  }

  /// The pattern of all posts, whose slugs tell them apart.
  private static func permalink(_ text: String) throws(InvalidValue) -> PermalinkPattern {
    let pattern = try PermalinkPattern(parsing: text)
    if pattern.hasSlug { return pattern }
    throw InvalidValue(
      pattern.hasPlaceholders
        ? "`\(text)` has no `:slug`, so several posts can have the same URL"
        : "`\(text)` gives every post the same URL",
      hint: "write it as `\(text.hasSuffix(".html") ? "/posts/" : text + (text.hasSuffix("/") ? "" : "/")):slug/`")
  }

  /// The time zone with the name `text` in the IANA database.
  private static func timeZone(_ text: String) throws(InvalidValue) -> TimeZone {
    if let zone = TimeZone(identifier: text) { return zone }
    throw InvalidValue(
      "`\(text)` is not a time zone",
      hint: Suggestion.question(for: text, in: TimeZone.knownTimeZoneIdentifiers)
        ?? "write a name such as `Europe/Berlin`, or `UTC`")
  }
}
