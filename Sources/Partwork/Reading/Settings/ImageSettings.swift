import PartworkDiagnostics

/// What is made of and beside the pictures of a site, if the programs for it are installed: `images` in `site.yml`.
package struct ImageSettings: Sendable {
  /// Whether pages without a picture get a drawn one, for other sites to show.
  package var cards: Located<Bool>?

  /// Whether wide pictures get smaller copies.
  package var sizes: Located<Bool>?

  package init() {}

  init(_ fields: Fields) {
    cards = fields.locatedBool("cards")
    sizes = fields.locatedBool("sizes")
  }
}
