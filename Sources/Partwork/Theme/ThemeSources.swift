import PartworkSupport
package import PartworkDiagnostics
package import PartworkMustache

/// The files of `templates/`, read: templates, partials and assets.
package struct ThemeSources: Sendable {
  /// Sorted by the paths of their files.
  package var templates: [TemplateSource] = []
  package var assets: [AssetSource] = []
  package var diagnostics: [Diagnostic] = []

  /// Whether there is no `templates` folder, or something in it cannot be read: that is reported once, not for every
  /// template.
  package var isMissing = false

  /// Whether files that templates may refer to cannot be read, such as those of a whole folder: that is reported once,
  /// not for every tag.
  package var isIncomplete = false
}

/// A style sheet, script or image of the theme, as written.
package struct AssetSource: Sendable {
  /// The path below the theme's `assets` folder: `style.css`, `fonts/text.woff2`. It is the name in templates.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Reads everything in `templates/` of the site in the folder `site`.
package func readTheme(site: String) -> ThemeSources {
  let folder = SiteFolder("templates", of: site)
  var sources = ThemeSources(diagnostics: folder.diagnostics)
  if !folder.exists {
    sources.isMissing = true
    sources.diagnostics.error(
      "this site has no `templates` folder", at: SourceLocation("templates"),
      hint: "copy the `templates` folder of the sample site")
  }
  var unreadable = folder.unreadable
  for file in folder.files {
    do {
      let bytes = try readBytes("\(site)/\(file.path)")
      sources.add(file.path, bytes)
    } catch {
      unreadable.append(file.path)
      sources.diagnostics.error(
        "this file cannot be read: \(error.reason)", at: SourceLocation(file.path), hint: "check its permissions")
    }
  }
  if !unreadable.isEmpty { sources.isMissing = true }
  sources.isIncomplete = unreadable.contains { !$0.hasSuffix(".mustache") }
  // They are treated as empty, so that templates that use them are not errors too.
  for path in unreadable where path.hasSuffix(".mustache") { sources.add(path, []) }
  return sources
}

extension ThemeSources {
  fileprivate mutating func add(_ path: String, _ bytes: [UInt8]) {
    let name = String(path.dropFirst("templates/".count))
    if let asset = name.after("assets/") {
      assets.append(AssetSource(name: asset, bytes: bytes))
    } else if name.hasSuffix(".mustache") {
      let stem = String(name.dropLast(".mustache".count))
      let partial = stem.after("partials/")
      if let offset = bytes.firstInvalidUTF8 {
        let (line, column) = LineTable(bytes).position(at: offset)
        diagnostics.error(
          "this byte is not UTF-8", at: SourceLocation(path, line: line, column: column),
          hint: "save the file as UTF-8")
      }
      templates.append(TemplateSource(partial ?? stem, isPartial: partial != nil, file: path, text: bytes))
    } else {
      diagnostics.warning(
        "this file is not used", at: SourceLocation(path),
        hint: "templates end in `.mustache`; files that pages link to go in templates/assets/")
    }
  }
}

extension String {
  fileprivate func after(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
