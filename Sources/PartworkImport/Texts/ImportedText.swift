import PartworkHTML

/// A text as Partwork's Markdown, with everything about it that its writer should know.
package struct ImportedText: Sendable, Hashable {
  /// The text, with a line feed at its end; empty if nothing is left of it.
  package var markdown: String

  /// What was not carried over as it was, in the order of the source.
  package var remarks: [Remark]

  /// What differs between the source and the Markdown, rendered again; empty if words, links, pictures, headings and
  /// lists are the same.
  package var differences: [Remark]

  /// Whether HTML is left in it, which sites do not let through by default.
  package var hasHTML = false

  /// Something about a text that belongs in the report of an import.
  package struct Remark: Sendable, Hashable {
    /// What it concerns, as a report groups remarks: `shortcode`, `colour`, `embed`.
    package var subject: String

    /// What happened to it, without a full stop.
    package var message: String

    /// Its line in the source text, from 1.
    package var line: Int

    package init(_ subject: String, _ message: String, line: Int) {
      self.subject = subject
      self.message = message
      self.line = line
    }
  }
}

extension [ImportedText.Remark] {
  /// The remarks in the order of the source; one that applies in several places stands at the first of them.
  var merged: [ImportedText.Remark] {
    var places: [ImportedText.Remark: Int] = [:]
    var result: [(remark: ImportedText.Remark, count: Int)] = []
    for remark in sorted(by: { $0.line < $1.line }) {
      let key = ImportedText.Remark(remark.subject, remark.message, line: 0)
      if let index = places[key] {
        result[index].count += 1
      } else {
        places[key] = result.count
        result.append((remark, 1))
      }
    }
    return result.map { remark, count in
      count == 1
        ? remark : ImportedText.Remark(remark.subject, "\(remark.message) (\(count) places)", line: remark.line)
    }
  }
}

extension ImportedText {
  /// Reads `html`, the body of a post as a browser would get it.
  package init(html: String, _ references: TextReferences = TextReferences()) {
    self.init(html: html, references, part: .all)
  }

  /// Reads a part of `html`.
  init(html: String, _ references: TextReferences, part: HTMLPart) {
    var tree = HTMLReader.read(html)
    if let (attribute, value) = part.container,
      let container = tree.descendants(of: HTMLTree.root).first(where: { tree.attribute(attribute, of: $0) == value })
    {
      for child in tree.children(of: HTMLTree.root) where child != container { tree.remove(child) }
      tree.append(container, to: HTMLTree.root)
      for child in tree.children(of: HTMLTree.root) where child != container { tree.remove(child) }
    }
    for id in Array(tree.descendants(of: HTMLTree.root)) where part.leftOut.contains(where: { tree.has(class: $0, id) })
    {
      tree.remove(id)
    }
    self.init(tree, references, [])
  }

  /// Reads `content`, a post as WordPress keeps it: blocks, or a classic text whose blank lines separate paragraphs;
  /// either with shortcodes.
  package init(wordPress content: String, _ references: TextReferences = TextReferences()) {
    let hasReturns = content.utf8.contains(UInt8(ascii: "\r"))
    let text = hasReturns ? content.replacing("\r\n", with: "\n") : content
    let hasBlocks = BlockMarkup.hasBlocks(text)
    var blocks = BlockMarkup(references)
    var shortcodes = Shortcodes(references)
    var tree = HTMLReader.read(shortcodes.expand(blocks.html(of: text)))
    if !hasBlocks { tree.breakLines() }
    tree.embedBareAddresses()
    tree.writeDashes()
    self.init(tree, references, blocks.remarks + shortcodes.remarks)
  }

  private init(_ tree: HTMLTree, _ references: TextReferences, _ remarks: [Remark]) {
    var tidying = Tidying(tree, references)
    tidying.run()
    var writer = MarkdownWriter(tidying.tree)
    markdown = writer.markdown()
    self.remarks = (remarks + tidying.remarks + writer.remarks).merged
    differences = Proof.differences(between: tidying.tree, and: markdown)
  }
}
