internal import Foundation
internal import PartworkSupport

/// How much of a document a rendering shows.
package enum DocumentPart: Sendable, Hashable {
  case all
  /// What comes before `<!--more-->`; everything if there is no such mark.
  case excerpt
}

extension Document {
  /// The document as HTML.
  ///
  /// - Parameters:
  ///   - idPrefix: The start of every ID in the document, so that several documents can share a page. The resolver adds
  ///     it to links to the document's own headings (`#ego`).
  ///   - resolve: Where a link leads, or which file an image shows. The default is what the text says.
  package func html(
    idPrefix: String = "", part: DocumentPart = .all,
    resolve: (Reference) -> Target = { Target(url: $0.destination) }
  ) -> String {
    String(
      decoding: htmlBytes(idPrefix: idPrefix, part: part) { resolve(references[$0]) },
      as: UTF8.self)
  }

  /// The same as UTF-8.
  package func htmlBytes(
    idPrefix: String = "", part: DocumentPart = .all, hasStyles: Bool = false, labels: DocumentLabels = .english,
    resolvingIndex resolve: (Int) -> Target
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.bytes.count + 64 * content.slots.count)
    write(
      to: &output, idPrefix: idPrefix, part: part, hasStyles: hasStyles, labels: labels, resolvingIndex: resolve)
    return output
  }

  /// Whether there is no HTML at all.
  package var isEmpty: Bool { content.bytes.isEmpty && content.slots.isEmpty }

  /// Appends the document as HTML to `output`.
  ///
  /// - Parameters:
  ///   - hasStyles: whether cells are aligned by styles; otherwise by classes, since a strict content security policy
  ///     forbids styles.
  ///   - labels: the words that the text shows, in its language.
  ///   - resolve: what the reference with an index in `references` becomes.
  package func write(
    to output: inout [UInt8], idPrefix: String = "", part: DocumentPart = .all, hasStyles: Bool = false,
    labels: DocumentLabels = .english, resolvingIndex resolve: (Int) -> Target
  ) {
    var written = 0
    var isHidden = false
    var images = 0
    for place in content.slots {
      if !isHidden { output.append(contentsOf: content.bytes[written..<place.offset]) }
      written = place.offset
      switch place.slot {
      case .more:
        if part == .excerpt { return }
      case .fullTextStart: isHidden = part == .excerpt && hasMore
      case .fullTextEnd: isHidden = false
      case _ where isHidden: break
      case .id(let id):
        output.append(contentsOf: " id=\"".utf8)
        output.append(id, prefix: idPrefix)
        output.append(UInt8(ascii: "\""))
      case .fragment(let id): output.append(fragment: id, prefix: idPrefix)
      case .anchor(let id):
        output.append(contentsOf: "<a class=\"anchor\" href=\"".utf8)
        output.append(fragment: id, prefix: idPrefix)
        output.append(contentsOf: "\" aria-labelledby=\"".utf8)
        output.append(id, prefix: idPrefix)
        output.append(contentsOf: "\"></a>".utf8)
      case .link(let index):
        output.append(linkTo: resolve(index), title: references[index].title)
      case .imageSource(let index):
        output.append(imageFrom: resolve(index), isLazy: hasExtensions && images > 0)
        images += 1
      case .address(let index, let written):
        let target = resolve(index)
        if let written, target.url == references[index].destination {
          output.append(contentsOf: written.utf8)
        } else {
          output.append(urlOf: target)
        }
      case .alignment(let side):
        output.append(
          contentsOf: (hasStyles ? " style=\"text-align:\(side)\"" : " class=\"align-\(side)\"").utf8)
      case .label(let label): output.append(escaping: labels[label], for: .html)
      case .imageTitle(let index): output.append(titleAttribute: references[index].title)
      }
    }
    if !isHidden { output.append(contentsOf: content.bytes[written...]) }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ id: String, prefix: String) {
    append(contentsOf: prefix.utf8)
    append(contentsOf: id.utf8)
  }

  fileprivate mutating func append(fragment id: String, prefix: String) {
    append(UInt8(ascii: "#"))
    append(encoding: prefix.utf8)
    append(encoding: id.utf8)
  }

  fileprivate mutating func append(linkTo target: Target, title: String) {
    append(contentsOf: "<a href=\"".utf8)
    append(urlOf: target)
    append(UInt8(ascii: "\""))
    append(titleAttribute: title)
    if let rel = target.rel { append(attribute: "rel", rel) }
    if let frame = target.target { append(attribute: "target", frame) }
    append(UInt8(ascii: ">"))
  }

  /// What is between `<img src="` and `" alt="`.
  fileprivate mutating func append(imageFrom target: Target, isLazy: Bool) {
    append(urlOf: target)
    let start = count
    append(UInt8(ascii: "\""))
    if let width = target.width { append(attribute: "width", String(width)) }
    if let height = target.height { append(attribute: "height", String(height)) }
    if isLazy { append(contentsOf: #" loading="lazy" decoding="async""#.utf8) }
    // The quotation mark that ends the last attribute is in the HTML already.
    if count > start + 1 { removeLast() } else { removeLast(count - start) }
  }

  fileprivate mutating func append(urlOf target: Target) {
    guard target.keepsTags else { return append(encoding: target.url.utf8) }
    // Only names that are escaped: other tags are encoded.
    var rest = target.url[...]
    while let tag = rest.firstMatch(of: /\{\{[\w.]+\}\}/) {
      append(encoding: rest[..<tag.range.lowerBound].utf8)
      append(contentsOf: tag.output.utf8)
      rest = rest[tag.range.upperBound...]
    }
    append(encoding: rest.utf8)
  }

  fileprivate mutating func append(titleAttribute title: String) {
    if !title.isEmpty { append(attribute: "title", title) }
  }

  private mutating func append(attribute name: String, _ value: String) {
    append(UInt8(ascii: " "))
    append(contentsOf: name.utf8)
    append(contentsOf: "=\"".utf8)
    append(escaping: value, for: .html)
    append(UInt8(ascii: "\""))
  }

  /// Appends `url` as the value of `href` or `src`, encoded as libcmark does: bytes that a URL may not contain as
  /// `%XX`, `&` and `'` as an entity, and `%` not at all.
  fileprivate mutating func append(encoding url: some Sequence<UInt8>) {
    let isWritten = url.withContiguousStorageIfAvailable { bytes in
      // Most URLs are plain, and are copied at once.
      guard bytes.allSatisfy({ plainInURL.contains($0) }) else { return false }
      append(contentsOf: bytes)
      return true
    }
    if isWritten == true { return }
    for byte in url {
      switch byte {
      case UInt8(ascii: "&"): append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "'"): append(contentsOf: "&#x27;".utf8)
      case _ where plainInURL.contains(byte): append(byte)
      default:
        append(UInt8(ascii: "%"))
        append(hexadecimal[Int(byte >> 4)])
        append(hexadecimal[Int(byte & 15)])
      }
    }
  }
}

private let hexadecimal = Array("0123456789ABCDEF".utf8)

/// The bytes that an `href` may contain as they are.
private let plainInURL = ASCIISet(lettersDigitsAnd: "-_.+!*(),%#@?=;:/$~")
