extension Document {
  /// How much of a document a rendering shows.
  package enum Part: Sendable, Hashable {
    case all
    /// What stands before `<!--more-->`; all of it where there is no such mark.
    case excerpt
  }

  /// The document as HTML.
  ///
  /// - Parameters:
  ///   - idPrefix: What every id of the document begins with, so that several can share a page. Links of the document
  ///     to its own headings (`#ego`) are the resolver's to prefix.
  ///   - eagerImages: How many of the first images load at once; the others get `loading="lazy"` and
  ///     `decoding="async"`. Plain CommonMark has neither.
  ///   - resolve: Where a link leads, or which file an image shows. Without it, what the text says.
  package func html(
    idPrefix: String = "", part: Part = .all, eagerImages: Int = 1,
    resolve: (Reference) -> Target = { Target($0.destination) }
  ) -> String {
    String(
      decoding: htmlBytes(idPrefix: idPrefix, part: part, eagerImages: eagerImages, resolve: resolve), as: UTF8.self)
  }

  /// The same as UTF-8.
  package func htmlBytes(
    idPrefix: String = "", part: Part = .all, eagerImages: Int = 1,
    resolve: (Reference) -> Target = { Target($0.destination) }
  ) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.bytes.count + 64 * content.slots.count)
    var written = 0
    var isHidden = false
    var images = 0
    for place in content.slots {
      if !isHidden { output.append(contentsOf: content.bytes[written..<place.offset]) }
      written = place.offset
      switch place.slot {
      case .more:
        if part == .excerpt { return output }
      case .fullTextStart: isHidden = part == .excerpt
      case .fullTextEnd: isHidden = false
      case _ where isHidden: break
      case .id(let id): output.append(contentsOf: " id=\"\(idPrefix)\(id)\"".utf8)
      case .fragment(let id): output.append(encoding: "#\(idPrefix)\(id)".utf8)
      case .link(let index): output.append(linkTo: resolve(references[index]), title: references[index].title)
      case .imageSource(let index):
        output.append(imageFrom: resolve(references[index]), isLazy: loadsImagesLazily && images >= eagerImages)
        images += 1
      case .imageTitle(let index): output.append(titleAttribute: references[index].title)
      }
    }
    if !isHidden { output.append(contentsOf: content.bytes[written...]) }
    return output
  }
}

extension [UInt8] {
  fileprivate mutating func append(linkTo target: Target, title: String) {
    append(contentsOf: "<a href=\"".utf8)
    append(url: target)
    append(UInt8(ascii: "\""))
    append(titleAttribute: title)
    append(attributes: target.attributes)
    append(UInt8(ascii: ">"))
  }

  /// What stands between `<img src="` and `" alt="`.
  fileprivate mutating func append(imageFrom target: Target, isLazy: Bool) {
    append(url: target)
    var attributes: [Target.Attribute] = []
    if let size = target.size {
      attributes += [.init("width", "\(size.width)"), .init("height", "\(size.height)")]
    }
    if isLazy { attributes += [.init("loading", "lazy"), .init("decoding", "async")] }
    attributes += target.attributes
    guard !attributes.isEmpty else { return }
    append(UInt8(ascii: "\""))
    append(attributes: attributes)
    removeLast()
  }

  private mutating func append(url target: Target) {
    if target.isVerbatim {
      append(contentsOf: target.url.utf8)
    } else {
      append(encoding: target.url.utf8)
    }
  }

  fileprivate mutating func append(titleAttribute title: String) {
    if !title.isEmpty { append(attributes: [.init("title", title)]) }
  }

  private mutating func append(attributes: [Target.Attribute]) {
    for attribute in attributes {
      append(contentsOf: " \(attribute.name)=\"".utf8)
      append(escaping: attribute.value.utf8)
      append(UInt8(ascii: "\""))
    }
  }
}
