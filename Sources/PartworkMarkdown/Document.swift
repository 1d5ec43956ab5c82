internal import CCMark
package import PartworkDiagnostics
import PartworkSupport

/// A Markdown text, read once, that can be rendered many times: on its page, in a feed, among the parts of a series.
///
/// It follows CommonMark 0.30 and, if the options say so, the extensions of docs/markdown.md. libcmark parses the text,
/// passes edit its tree in place, and libcmark renders the tree once. What differs between renderings (URLs, IDs) are
/// slots in the rendered HTML.
///
/// It is a class so that the model, which passes posts from stage to stage, copies a reference only.
package final class Document: Sendable {
  /// The headings in order.
  package let headings: [Heading]

  /// Every link and image in order, except those that were dropped.
  package let references: [Reference]

  /// Every ID that a link may lead to: those of headings, and those that raw HTML sets.
  package let anchors: Set<String>

  /// The elements in raw HTML that a site's policy concerns, in order.
  package let activeElements: [ActiveElement]

  /// The text without markup, one line for each block; empty if the options do not keep it.
  package var plainText: String { String(decoding: plain, as: UTF8.self) }

  /// `plainText` as UTF-8; it is rarely needed as a string.
  package let plain: [UInt8]

  /// How many words `plainText` has; a Chinese or Japanese character counts as one.
  package let wordCount: Int

  /// How many of them are Chinese or Japanese characters.
  package let ideographCount: Int

  /// The first paragraph that has text, without markup; empty if there is none.
  package let firstParagraph: String

  /// Whether `<!--more-->` ends an excerpt.
  package let hasMore: Bool

  /// Problems that the writer should know about, such as raw HTML that was dropped.
  package let diagnostics: [Diagnostic]

  /// Whether the text was read with extensions. Then later images load lazily.
  let hasExtensions: Bool

  /// The HTML and its slots.
  let content: SlottedHTML

  /// Reads `text`. Text that is not UTF-8 is repaired with U+FFFD first.
  package convenience init(_ text: [UInt8], _ options: MarkdownOptions) {
    self.init(utf8: text.isUTF8 ? text : Array(String(decoding: text, as: UTF8.self).utf8), options)
  }

  package convenience init(_ text: String, _ options: MarkdownOptions) {
    self.init(utf8: Array(text.utf8), options)
  }

  private convenience init(utf8 written: [UInt8], _ options: MarkdownOptions) {
    let controls = written.withUnsafeBytes(ControlCharacters.init)
    let text = controls?.rest ?? written
    let triggers = options.extensions ? text.withUnsafeBytes(Triggers.init) : Triggers()
    var findings: [Diagnostic] = []
    if let controls {
      var source = SourceText(written, options)
      findings.append(.leftOut(controls, at: source.location(at: controls.first)))
    }
    if let bound = InlineBound(exceededBy: text) {
      self.init(
        unread: SourceLocation(options.file, line: options.firstLine + bound.line - 1),
        message:
          "this paragraph has too many links and unclosed images (`![`) to be read",
        hint: "close them with `]`, write `\\![` for plain text, or split the paragraph with blank lines")
    } else if let parsed = ParsedText.read(text, triggers, options) {
      self.init(parsed, SourceText(text, options), triggers, options, findings)
    } else {
      self.init(
        unread: SourceLocation(options.file),
        message: "the Markdown of this file takes longer than \(options.timeLimit.components.seconds) seconds to read",
        hint: "look for lists or block quotes that are nested hundreds of levels deep")
    }
  }

  private init(
    _ parsed: consuming ParsedText, _ source: SourceText, _ triggers: Triggers, _ options: MarkdownOptions,
    _ findings: [Diagnostic]
  ) {
    var editor = TreeEditor(parsed.prepared, source, triggers, options)
    editor.diagnostics = findings
    editor.run(on: parsed)
    var slugs = editor.slugs
    let setIDs = editor.setIDs
    var extraction = Extraction(after: editor)
    extraction.run(on: parsed.tree)
    var slots = extraction.editor.slots
    // The first level is that of the page's title.
    let isShifted =
      options.extensions && extraction.headings.contains { cmark_node_get_heading_level($0.node.pointer) == 1 }
    headings = extraction.headings.map { node, text, line in
      let text = String(decoding: extraction.plain[text], as: UTF8.self)
      if isShifted {
        cmark_node_set_heading_level(node.pointer, min(6, cmark_node_get_heading_level(node.pointer) + 1))
      }
      var heading = Heading(
        level: Int(cmark_node_get_heading_level(node.pointer)), text: text, id: "", line: options.firstLine + line - 1)
      if options.extensions {
        heading.id = setIDs[node] ?? slugs.make(for: text)
        slots.anchor(node, id: heading.id)
      }
      return heading
    }
    references = extraction.references
    anchors = slugs.taken.union(extraction.rawAnchors)
    activeElements = extraction.activeElements
    (wordCount, ideographCount) = countWords(in: extraction.plain)
    firstParagraph = String(decoding: extraction.plain[extraction.firstParagraph], as: UTF8.self)
    hasMore = extraction.hasMore
    diagnostics = extraction.editor.diagnostics
    hasExtensions = options.extensions
    content = parsed.tree.withHTML { SlottedHTML(cutting: $0, at: slots) }
    plain = options.keepsPlainText ? extraction.takePlainText() : []
  }

  /// A document with nothing but the error that its text takes too long to parse.
  private init(unread place: SourceLocation, message: String, hint: String) {
    headings = []
    references = []
    anchors = []
    activeElements = []
    plain = []
    wordCount = 0
    ideographCount = 0
    firstParagraph = ""
    hasMore = false
    hasExtensions = false
    content = SlottedHTML()
    diagnostics = [Diagnostic(.error, message, at: place, hint: hint)]
  }
}

extension Document {
  /// `text` as the HTML of CommonMark 0.30, exactly as libcmark renders it, with raw HTML.
  package static func commonMarkHTML(_ text: [UInt8]) -> [UInt8] {
    guard let tree = Tree(parsing: text, smart: false) else {
      preconditionFailure("a parser without a deadline finishes")
    }
    return tree.withHTML { Array($0) }
  }
}

/// A heading of a document.
package struct Heading: Sendable, Hashable {
  /// 1 to 6.
  package var level: Int

  /// Its text without markup.
  package var text: String

  /// Its ID in the HTML, without prefix; empty without extensions.
  package var id: String

  /// Its line in the file, from 1.
  package var line: Int

  package init(level: Int, text: String, id: String, line: Int) {
    self.level = level
    self.text = text
    self.id = id
    self.line = line
  }
}
