/// What a page of the site may load and run (Content Security Policy Level 3).
///
/// Styles and scripts come from the theme's own files only. JSON-LD needs no exception: a `script` element of another type
/// than a script's is a data block, which is never run and which the policy is not asked about (HTML, "prepare the
/// script element").
package struct ContentSecurityPolicy: Sendable {
  /// Whether writers may use raw HTML: their `style` attributes and frames of other sites then work.
  package var allowsRawHTML: Bool

  /// Where forms may be sent beside the site itself, such as `https://newsletter.example`.
  package var formTargets: [String]

  package init(allowsRawHTML: Bool = false, formTargets: [String] = []) {
    self.allowsRawHTML = allowsRawHTML
    self.formTargets = formTargets
  }

  /// The value of the `Content-Security-Policy` header.
  package var text: String {
    var directives = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: https:",
      "media-src 'self' https:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
    ]
    if allowsRawHTML { directives += ["style-src-attr 'unsafe-inline'", "frame-src https:"] }
    directives += [
      (["form-action 'self'"] + formTargets).joined(separator: " "),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]
    return directives.joined(separator: "; ")
  }
}
