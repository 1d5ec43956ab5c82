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
    colors: CodeColors? = nil, resolvingIndex resolve: (Int) -> Target
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.bytes.count + 64 * content.slots.count)
    write(
      to: &output, idPrefix: idPrefix, part: part, hasStyles: hasStyles, labels: labels, colors: colors,
      resolvingIndex: resolve)
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
  ///   - colors: the code of blocks with its parts marked; nil leaves all code plain.
  ///   - resolve: what the reference with an index in `references` becomes.
  package func write(
    to output: inout [UInt8], idPrefix: String = "", part: DocumentPart = .all, hasStyles: Bool = false,
    labels: DocumentLabels = .english, colors: CodeColors? = nil, resolvingIndex resolve: (Int) -> Target
  ) {
    var written = 0
    var isHidden = false
    var images = 0
    var hasSources = false
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
        let target = resolve(index)
        hasSources = target.sources != nil
        if let sources = target.sources { output.append(pictureWith: sources) }
        output.append(imageFrom: target, isLazy: hasExtensions && images > 0)
        images += 1
      case .address(let index, let written):
        let target = resolve(index)
        if let written, target.url == references[index].destination {
          output.append(text: written)
        } else {
          output.append(urlOf: target)
        }
      case .alignment(let side):
        output.append(
          contentsOf: (hasStyles ? " style=\"text-align:\(side)\"" : " class=\"align-\(side)\"").utf8)
      case .label(let label): output.append(escaping: labels[label], for: .html)
      case .imageTitle(let index):
        output.append(titleAttribute: references[index].title)
        if hasSources {
          output.append(contentsOf: " /></picture>".utf8)
          written += " />".utf8.count
          hasSources = false
        }
      case .code(let language):
        guard let colors else { break }
        let code = code(from: place.offset)
        if let marked = colors[CodeBlock(language: language, html: code)] {
          output.append(contentsOf: marked)
          written = code.endIndex
        }
      }
    }
    if !isHidden { output.append(contentsOf: content.bytes[written...]) }
  }

  /// Whether a block of code names its language.
  package var hasCode: Bool {
    content.slots.contains { if case .code = $0.slot { true } else { false } }
  }

  /// The blocks of code that name a language, in order.
  package var codeBlocks: [CodeBlock] {
    content.slots.compactMap { place in
      if case .code(let language) = place.slot {
        CodeBlock(language: language, html: code(from: place.offset))
      } else {
        nil
      }
    }
  }

  private func code(from start: Int) -> ArraySlice<UInt8> {
    let code = content.bytes[start...]
    return code[..<(code.firstIndex(of: UInt8(ascii: "<")) ?? code.endIndex)]
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ id: String, prefix: String) {
    append(text: prefix)
    append(text: id)
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

  /// Puts the element that offers `sources` before the `<img src="` at the end.
  fileprivate mutating func append(pictureWith sources: ImageSources) {
    let image = "<img src=\"".utf8
    removeLast(image.count)
    append(contentsOf: "<picture>".utf8)
    if let webP = sources.webP {
      append(contentsOf: "<source type=\"image/webp\"".utf8)
      append(attribute: "srcset", webP)
      append(attribute: "sizes", sources.sizes)
      append(contentsOf: " />".utf8)
    }
    append(contentsOf: image)
  }

  /// What is between `<img src="` and `" alt="`.
  fileprivate mutating func append(imageFrom target: Target, isLazy: Bool) {
    append(urlOf: target)
    let start = count
    append(UInt8(ascii: "\""))
    if let sources = target.sources, let own = sources.own {
      append(attribute: "srcset", own)
      append(attribute: "sizes", sources.sizes)
    }
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
    append(text: name)
    append(contentsOf: "=\"".utf8)
    append(escaping: value, for: .html)
    append(UInt8(ascii: "\""))
  }

  /// Appends `url` as the value of `href` or `src`, encoded as libcmark does: bytes that a URL may not contain as
  /// `%XX`, `&` and `'` as an entity, and `%` not at all.
  fileprivate mutating func append(encoding url: some Sequence<UInt8>) {
    let plainInURL = plainInURL
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
