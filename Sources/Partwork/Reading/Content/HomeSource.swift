package import PartworkMarkdown
package import PartworkMustache

/// The writer's own text on the home page: `content/home.md`.
package final class HomeSource: ContentSource {
  static let path = "content/home.md"

  package let file: String
  package let aliases: [Located<String>] = []
  package let extra = Value.dictionary([:])
  package let body: Document

  init(of file: ContentFile, body: Document) {
    self.file = file.path
    self.body = body
  }
}
