import PartworkDiagnostics

extension RenderContext {
  /// A warning for each picture without a text for those who do not see it (WCAG 2.2, success criterion 1.1.1).
  func lintPictures() -> [Diagnostic] {
    sourceLinks.filter(\.lacksAlternative).map { picture in
      let name = picture.destination
      return Diagnostic(
        .warning, "the picture `\(name)` has no alternative text", at: picture.location,
        hint: picture.isFrontMatter
          ? "write `image: {src: \(name), alt: \"what it shows\"}`" : "write `![what it shows](\(name))`")
    }
  }
}
