import PartworkSupport

/// The package document (EPUB 3.3, section 5): what is known about the book, its files, and their order.
extension Book {
  var packageDocument: Markup {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open(
      "package",
      [
        "xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "identifier",
        "xml:lang": language, "dir": isRightToLeft ? "rtl" : "ltr",
      ])
    xml.open("metadata", ["xmlns:dc": "http://purl.org/dc/elements/1.1/"])
    write(descriptionTo: &xml)
    write(accessibilityTo: &xml)
    xml.close("metadata")
    write(filesTo: &xml)
    write(orderTo: &xml)
    xml.close("package")
    return xml
  }

  private func write(descriptionTo xml: inout Markup) {
    xml.element("dc:identifier", identifier, ["id": "identifier"])
    xml.element("dc:title", title)
    xml.element("dc:language", language)
    for (index, creator) in creators.enumerated() {
      xml.element("dc:creator", creator, ["id": "creator-\(index + 1)"])
      xml.meta("role", "aut", of: "creator-\(index + 1)", scheme: "marc:relators")
    }
    xml.element("dc:publisher", publisher)
    xml.element("dc:description", description)
    for subject in subjects { xml.element("dc:subject", subject) }
    xml.element("dc:date", date)
    xml.meta("dcterms:modified", modified)
    xml.element("meta", collection.name, ["property": "belongs-to-collection", "id": "collection"])
    xml.meta("collection-type", "series", of: "collection")
    xml.meta("group-position", String(collection.position), of: "collection")
    // How readers of EPUB 2 find the cover.
    xml.empty("meta", ["name": "cover", "content": "cover-picture"])
  }

  /// What readers who do not see, hear or move well can expect (EPUB Accessibility 1.1, section 2).
  private func write(accessibilityTo xml: inout Markup) {
    xml.meta("schema:accessMode", "textual")
    if !pictures.isEmpty { xml.meta("schema:accessMode", "visual") }
    if describesPictures { xml.meta("schema:accessModeSufficient", "textual") }
    if !pictures.isEmpty { xml.meta("schema:accessModeSufficient", "textual,visual") }
    for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"] {
      xml.meta("schema:accessibilityFeature", feature)
    }
    if describesPictures { xml.meta("schema:accessibilityFeature", "alternativeText") }
    xml.meta("schema:accessibilityHazard", "none")
  }

  private func write(filesTo xml: inout Markup) {
    func item(_ id: String, _ file: String, _ type: String, _ properties: String? = nil) {
      xml.empty("item", ["id": id, "href": file, "media-type": type, "properties": properties])
    }
    let page = "application/xhtml+xml"
    xml.open("manifest")
    item("contents", Self.contentsFile, page, "nav")
    item("old-contents", Self.oldContentsFile, "application/x-dtbncx+xml")
    item("style", Self.styleFile, "text/css")
    item("cover", Self.coverFile, page)
    for text in pages { item("text-\(text.name)", text.file, page) }
    item("cover-picture", cover.file, cover.mediaType, "cover-image")
    for (index, picture) in pictures.enumerated() { item("picture-\(index + 1)", picture.file, picture.mediaType) }
    xml.close("manifest")
  }

  /// The order of reading: the contents come after the title page.
  private func write(orderTo xml: inout Markup) {
    xml.open("spine", ["toc": "old-contents", "page-progression-direction": isRightToLeft ? "rtl" : nil])
    xml.empty("itemref", ["idref": "cover"])
    var ids = pages.map { "text-\($0.name)" }
    ids.insert("contents", at: pages.first?.kind == .titlePage ? 1 : 0)
    for id in ids { xml.empty("itemref", ["idref": id]) }
    xml.close("spine")
  }
}

extension Markup {
  /// Writes what is known of the element with the ID `subject`, or of the book.
  fileprivate mutating func meta(
    _ property: String, _ value: String, of subject: String? = nil, scheme: String? = nil
  ) {
    element("meta", value, ["refines": subject.map { "#\($0)" }, "property": property, "scheme": scheme])
  }
}
