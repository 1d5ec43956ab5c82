import PartworkSupport
internal import PartworkDiagnostics

/// Reads everything under `content/` of the site in the folder `site`.
///
/// Files are read in parallel; the result is in the order of their paths.
///
/// - Parameters:
///   - earlier: an earlier result for the same site: files that were not written since are not read again.
///   - changed: the paths of files that are known to have been written since. They are read again even if the clock that
///     stamps files is too coarse to tell.
package func readContent(
  site: String, reusing earlier: Content? = nil, except changed: Set<String> = []
) async -> Content {
  let now = FileStatus.now
  let folder = SiteFolder("content", of: site)
  let listing = ContentListing(folder.files)
  let (settings, diagnostics) = readSettings(site: site, folder)
  var sources = Content(settings: settings)
  let copies = listing.copies
  sources.files = await parallelMap(copies.count) { index in
    var file = copies[index]
    file.imageSize = ImageSize(ofFileAt: "\(site)/\(file.file)")
    return file
  }
  sources.hasLinks = folder.hasLinks
  sources.diagnostics = folder.diagnostics + listing.diagnostics + diagnostics

  let reader = ContentReader(settings: settings.markdown)
  let known = earlier.flatMap { $0.settings.markdown == settings.markdown ? $0.read : nil } ?? [:]
  let documents = listing.documents
  let files = await parallelMap(documents.count) { index in
    let (file, status) = documents[index]
    if let earlier = known[file.path], earlier.status == status, !changed.contains(file.path) { return earlier.file }
    return reader.read(file, at: "\(site)/\(file.path)")
  }
  for (document, file) in zip(documents, files) {
    sources.add(file)
    sources.read[document.file.path] = (document.status.isSettled(at: now) ? document.status : nil, file)
  }
  sources.diagnostics.sort()
  return sources
}

/// Reads `site.yml`; what is wrong with it or its folder is a diagnostic.
private func readSettings(site: String, _ folder: SiteFolder) -> (settings: Settings, diagnostics: [Diagnostic]) {
  let minimum = "write two lines into it: `title: My site` and `url: https://example.com/`"
  guard folder.exists else {
    return Settings.missing(
      "there is no folder `content` in this site", hint: "make `\(Settings.file)`, and \(minimum)")
  }
  guard folder.files.contains(where: { $0.path == Settings.file }) else {
    return Settings.missing("this file is missing", hint: minimum)
  }
  do {
    return Settings.read(try readBytes("\(site)/\(Settings.file)"))
  } catch {
    return Settings.missing("this file cannot be read: \(error.reason)", hint: "see who may read it")
  }
}

extension ContentReader {
  /// Reads the file `file` at `path`; one that cannot be read is an error, and empty.
  fileprivate func read(_ file: ContentFile, at path: String) -> ReadFile {
    do {
      return read(try readBytes(path), of: file)
    } catch {
      let problem = Diagnostic(
        .error, "this file cannot be read: \(error.reason)", at: SourceLocation(file.path),
        hint: "see who may read it")
      return ReadFile(source: unread(file), diagnostics: [problem])
    }
  }
}
