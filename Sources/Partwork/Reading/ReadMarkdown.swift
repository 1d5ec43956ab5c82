package import Markdown

/// Reads `text`, a Markdown text that need not belong to a site. Front matter, where there is any, is left out.
///
/// - Parameter file: what diagnostics name the text by.
package func readMarkdown(_ text: [UInt8], file: String) -> Document {
  let parts = FrontMatterText(text)
  let settings = MarkdownSettings()
  guard parts.fault == nil else {
    return Document(String(decoding: text, as: UTF8.self), settings.options(file: file, firstLine: 1))
  }
  return Document(
    String(decoding: parts.body, as: UTF8.self), settings.options(file: file, firstLine: parts.bodyLine))
}
