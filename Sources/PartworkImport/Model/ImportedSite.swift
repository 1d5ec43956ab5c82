package import Partwork
package import PartworkDiagnostics
internal import PartworkSupport

/// A site as its source has it: what every reader makes and the writer takes.
///
/// Addresses are paths on the old site without escapes, as in `/2019/05/a-letter/`.
package struct ImportedSite: Sendable {
  package var title = ""
  package var description: String?
  /// Where the site was; nil if the source does not say.
  package var url: SiteURL?
  /// A BCP 47 tag.
  package var language: String?
  /// The name of the time zone in the IANA database.
  package var timeZone = "UTC"
  /// The pattern of the posts' addresses, as `permalink` in `site.yml` has it; nil for Partwork's own.
  package var permalink: String?
  /// The former addresses of the home page and the site's feed.
  package var aliases: [String] = []
  package var posts: [ImportedPost] = []
  package var pages: [ImportedPost] = []
  package var authors: [ImportedAuthor] = []
  package var series: [ImportedSeries] = []
  package var categories: [ImportedCategory] = []
  package var tags: [ImportedCategory] = []
  package var media: [ImportedMedia] = []
  package var navigation: [ImportedLink] = []
  /// Markdown.
  package var callToAction = ""
  /// The addresses that readers may ask for and that have nothing to lead to, such as `/?p=12`.
  package var lostAddresses: [String] = []
  package var remarks: [ImportRemark] = []
  /// Whether the source is not what it should be, so that there is nothing to import.
  package var isUnreadable = false
  /// What is wrong with the source's own files.
  package var diagnostics: [Diagnostic] = []
  /// What the numbers in the source's texts and addresses stand for.
  package var numbers: [Int: ImportedTarget] = [:]
  /// Tells addresses of the site from others.
  var old = OldSite("", others: [])
  /// Reads a text, and makes Markdown of it.
  var convert: @Sendable (StoredText, TextReferences) throws(DiskFailure) -> ImportedText

  init(convert: @escaping @Sendable (StoredText, TextReferences) throws(DiskFailure) -> ImportedText) {
    self.convert = convert
  }
}

extension ImportedSite {
  /// A site without texts.
  static var empty: ImportedSite {
    ImportedSite { _, _ in ImportedText(markdown: "", remarks: [], differences: []) }
  }

  /// What is read of a source that is not what it should be.
  static func unreadable(_ message: String, at path: String, hint: String) -> ImportedSite {
    var site = empty
    site.isUnreadable = true
    site.diagnostics = [Diagnostic(.error, message, at: SourceLocation(path), hint: hint)]
    return site
  }
}

/// What a text refers to: the index of a post, a page or a file of the media library.
package enum ImportedTarget: Sendable, Hashable {
  case post(Int)
  case page(Int)
  case media(Int)
}

/// Something that the report of an import says.
package struct ImportRemark: Sendable, Hashable {
  /// The heading that it stands below.
  package enum RemarkSubject: String, Sendable, CaseIterable {
    case hidden = "Not public"
    case leftOut = "Left out"
    case addresses = "Addresses"
    case series = "Series"
    case evidence = "Found, not taken"
    case authors = "Authors"
    case media = "Pictures and files"
    case texts = "Texts"
    case differences = "Texts that differ from the source"
    case files = "Files of the site"
    case settings = "Settings"
  }

  package var subject: RemarkSubject
  /// A sentence without a full stop.
  package var message: String
  /// Where it is in the source.
  package var place: SourceLocation?

  package init(_ subject: RemarkSubject, _ message: String, at place: SourceLocation? = nil) {
    self.subject = subject
    self.message = message
    self.place = place
  }

  /// Says that a text is a draft, and why if it was none.
  static func draft(_ text: String, _ reason: String?, at place: SourceLocation) -> ImportRemark {
    ImportRemark(
      .hidden, reason.map { "\(text) is a draft now: \($0)" } ?? "\(text) was a draft, and is one here", at: place)
  }
}

/// A link of a menu.
package struct ImportedLink: Sendable, Hashable {
  package var label: String
  /// An address of the old site, absolute or from its root, or one of another site.
  package var address: String
}

/// A picture or other file of the media library.
package struct ImportedMedia: Sendable, Hashable {
  /// Where it can be downloaded.
  package var address: String
  /// Its path below the folder of uploads: `2019/05/garden.jpg`.
  package var path: String
  /// Whether `path` is not below a folder of uploads, but from the site's root.
  package var isAtRoot = false
  /// The address of the page that showed it.
  package var page: String?
  package var alternative = ""
  /// HTML.
  package var caption = ""
  /// The file on this machine, if the source is a folder.
  package var source: String?
}
