package import Diagnostics
internal import CCMark
internal import Foundation
package struct MarkdownOptions: Sendable {
  package var extensions: Bool
  package var smart: Bool
  package var rawHTML: Bool
  package var file: String
  package var firstLine: Int
  package init(extensions: Bool, smart: Bool, rawHTML: Bool, file: String, firstLine: Int) {
    self.extensions = extensions
    self.smart = smart
    self.rawHTML = rawHTML
    self.file = file
    self.firstLine = firstLine
  }
}
package enum DocumentPart: Sendable { case all, excerpt }
package struct Heading: Sendable { package let level: Int; package let text: String; package let id: String }
package struct Reference: Sendable {
  package enum Kind: Sendable { case link, image }; package let kind: Kind; package let destination: String;
  package let location: SourceLocation
}
package struct Target: Sendable {
  package init(url: String, width: Int? = nil, height: Int? = nil, rel: String? = nil, target: String? = nil) {}
}
package struct Document: Sendable {
  package init(_ text: String, _ options: MarkdownOptions) {
    let c = cmark_markdown_to_html(text, text.utf8.count, 0)
    body = c.map { String(cString: $0) } ?? ""
    free(c)
    plainText = text
    wordCount = text.split(separator: " ").count
  }
  let body: String
  package let headings: [Heading] = []
  package let references: [Reference] = []
  package let anchors: Set<String> = []
  package let plainText: String
  package let wordCount: Int
  package let firstParagraph: String = ""
  package let hasMore: Bool = false
  package let diagnostics: [Diagnostic] = []
  package func html(idPrefix: String = "", part: DocumentPart = .all, resolve: (Reference) -> Target) -> String { body }
}
