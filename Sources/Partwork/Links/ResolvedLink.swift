import PartworkDiagnostics
import PartworkMarkdown
import PartworkSupport

/// Where a link leads, or which image is shown: decided once, by the step that reports dead links; pages, feeds and the
/// head read the answer.
struct ResolvedLink: Sendable {
  let kind: Reference.ReferenceKind
  let target: LinkTarget

  /// The size of an image of the site, if its file says so.
  let size: ImageSize?

  /// The copies of such an image in other sizes.
  var copies: PictureCopies?
}

/// The resolved links of a content file.
///
/// It is a class because a page asks for those of its file several times, and each time would copy them.
final class FileLinks: Sendable {
  let roles: LinkRoles<ResolvedLink>

  /// The site-relative URL of the file's own page, if it has one.
  let url: String?

  init(roles: LinkRoles<ResolvedLink>, url: String?) {
    self.roles = roles
    self.url = url
  }

  static let none = FileLinks(roles: LinkRoles(), url: nil)
}

extension LinkMap {
  /// Resolves every link and image of the content files of `site`, in parallel.
  ///
  /// - Returns: the answers by file, and a diagnostic for each that leads nowhere.
  func resolve(_ site: Site) async -> (links: [String: FileLinks], diagnostics: [Diagnostic]) {
    let (posts, others) = (site.posts, site.linkingFilesBesidesPosts)
    let results = await parallelMap(posts.count + others.count) { index in
      let file = index < posts.count ? posts[index].linkingFile : others[index - posts.count]
      let (links, diagnostics) = resolve(file)
      return (path: file.path, links: links, diagnostics: diagnostics)
    }
    let links = Dictionary(results.map { ($0.path, $0.links) }, uniquingKeysWith: { first, _ in first })
    return (links, results.flatMap(\.diagnostics))
  }

  /// Resolves every link and image of `file`.
  func resolve(_ file: LinkingFile) -> (links: FileLinks, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let roles = file.links.map { resolve($0, from: file.path, &diagnostics) }
    return (FileLinks(roles: roles, url: file.url), diagnostics)
  }

  /// Resolves `link`, written in the content file `file`. One that leads nowhere is added to `diagnostics` and stays as
  /// written, for previews and for sites with `links.broken: warning`; if only its anchor is not there, it leads to the
  /// page.
  func resolve(_ link: SourceLink, from file: String, _ diagnostics: inout [Diagnostic]) -> ResolvedLink {
    // What a text may link to was decided when it was read.
    if link.isFrontMatter,
      let scheme = AddressScheme.forbidden(in: link.destination, isImage: link.kind == .image)
    {
      diagnostics.error(
        "the scheme `\(scheme):` is not allowed here", at: link.location, hint: AddressScheme.hint(on: scheme))
      return ResolvedLink(kind: link.kind, target: .outside(""), size: nil)
    }
    switch resolve(link.destination, from: file, as: link.kind) {
    case .success(let target):
      guard link.kind == .image, case .inside(let url, _, _) = target else {
        return ResolvedLink(kind: link.kind, target: target, size: nil)
      }
      return ResolvedLink(kind: link.kind, target: target, size: sizes[url], copies: copies[url])
    case .failure(let dead):
      diagnostics.append(Diagnostic(broken, dead.message, at: link.location, hint: dead.hint))
      return ResolvedLink(kind: link.kind, target: dead.page ?? .outside(link.destination), size: nil)
    }
  }
}
