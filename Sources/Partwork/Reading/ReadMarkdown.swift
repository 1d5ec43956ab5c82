package import PartworkMarkdown

/// Reads `text`, a Markdown text that need not belong to a site. Front matter, where there is any, is left out.
///
/// - Parameter file: what diagnostics name the text by.
package func readMarkdown(_ text: [UInt8], file: String) -> Document {
  let parts = FrontMatterText(text)
  let settings = MarkdownSettings()
  guard parts.fault == nil else {
    return Document(text, settings.options(file: file, firstLine: 1))
  }
  return Document(
    Array(parts.body), settings.options(file: file, firstLine: parts.bodyLine))
}
