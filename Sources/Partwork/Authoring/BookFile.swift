package import PartworkDiagnostics
import PartworkBook
import PartworkSupport

/// An e-book that is written for its own sake, not as a part of a site.
package struct BookFile: Sendable {
  package let bytes: [UInt8]

  /// How many parts of the series are in it.
  package let partCount: Int

  /// Writes it to `path`, in place of a file that is there.
  package func write(to path: String) throws(WriteError) {
    let disk = Disk()
    let target = path.absolutePath
    if (try? disk.kind(of: target, followingLinks: true)) == .folder {
      throw .refusal("`\(path)` is a folder", hint: "name the file to write with `--output`")
    }
    do throws(DiskFailure) {
      if try disk.kind(of: target, followingLinks: true) == nil {
        try disk.create(String(target.dropFirst()), in: "", bytes: bytes)
      } else {
        try disk.replace(target, with: bytes)
      }
    } catch {
      throw NewFile(path: path).error(for: error)
    }
  }
}

extension PreparedSite {
  /// The series with the ID `id` as an e-book, whether or not the site offers it; nil if the diagnostics say why not.
  package func book(of id: String, with tools: Tools) async -> (book: BookFile?, diagnostics: [Diagnostic]) {
    guard let handle = site.series.handles.first(where: { site.series[$0].id == id }),
      site.series[handle].order.hasReadablePart
    else { return (nil, [missingBook(id)]) }
    var extras = Extras()
    await extras.addCover(of: handle, to: site, in: renderer.folder, with: tools)
    let context = await context.adding(extras)
    let book = BookMaker(context, theme: renderer.theme, folder: renderer.folder).book(of: handle)
    let problems = context.failures.all
    if !problems.isEmpty { return (nil, problems.sorted()) }
    return (BookFile(bytes: book.epub, partCount: site.series[handle].order.livePlaces.count), [])
  }

  private func missingBook(_ id: String) -> Diagnostic {
    guard let source = content.series.first(where: { $0.id == id }) else {
      return Diagnostic(
        .error, "there is no series `\(id)`", at: nil,
        hint: ContentKind.series.hint(
          for: id, among: content.series.map { NamedItem($0.id, title: $0.title.value) }))
    }
    return Diagnostic(
      .error, "no part of this series can be read yet", at: SourceLocation(source.file),
      hint: "publish a part first, or add `--drafts` or `--future`")
  }
}
