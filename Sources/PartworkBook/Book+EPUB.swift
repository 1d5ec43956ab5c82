import PartworkSupport

extension Book {
  /// The book as a file in the format EPUB 3.3, which readers of EPUB 2 can open too. The same book gives the same bytes.
  package var epub: [UInt8] {
    var archive = ZIPArchive()
    // It comes first and as it is, so that programs find it at once (OCF, section 4.3).
    archive.add("mimetype", Array("application/epub+zip".utf8), isCompressed: false)
    archive.add("META-INF/container.xml", Array(container.utf8))
    func add(_ file: String, _ bytes: [UInt8], isCompressed: Bool = true) {
      archive.add("EPUB/\(file)", bytes, isCompressed: isCompressed)
    }
    add(packageFile, packageDocument.utf8)
    add(Self.contentsFile, contentsPage)
    add(Self.oldContentsFile, oldContents.utf8)
    add(Self.styleFile, style)
    add(Self.coverFile, coverPage)
    for page in pages { add(page.file, xhtml(page.title, page.body, titleLanguage: page.titleLanguage)) }
    for picture in [cover] + pictures {
      add(picture.file, picture.bytes, isCompressed: picture.mediaType == "image/svg+xml")
    }
    return archive.finish()
  }

  static let contentsFile = "nav.xhtml"
  static let oldContentsFile = "toc.ncx"
  static let styleFile = "style.css"
  static let coverFile = "cover.xhtml"
  private var packageFile: String { "package.opf" }

  private var container: String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/\(packageFile)" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """
  }
}

/// Pages.
extension Book {
  /// A page with the XHTML `body`.
  private func xhtml(_ title: String, _ body: [UInt8], titleLanguage: String? = nil) -> [UInt8] {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n")
    xml.open(
      "html",
      [
        "xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops", "lang": language,
        "xml:lang": language, "dir": isRightToLeft ? "rtl" : "ltr",
      ])
    xml.open("head")
    xml.element("title", title, ["lang": titleLanguage, "xml:lang": titleLanguage])
    xml.empty("link", ["rel": "stylesheet", "type": "text/css", "href": Self.styleFile])
    xml.close("head")
    xml.open("body")
    xml.raw(utf8: body)
    xml.raw("\n")
    xml.close("body")
    xml.close("html")
    return xml.utf8
  }

  private var coverPage: [UInt8] {
    var xml = Markup(.xml)
    xml.open("section", ["epub:type": "cover", "class": "cover"])
    xml.empty("img", ["src": cover.file, "alt": title, "role": "doc-cover"])
    xml.close("section")
    return xhtml(title, xml.utf8)
  }

  /// The navigation document (EPUB 3.3, section 7), which is also the page of contents.
  private var contentsPage: [UInt8] {
    var xml = Markup(.xml)
    xml.open("nav", ["epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"])
    xml.element("h1", labels.contents, ["id": "contents"])
    xml.open("ol")
    for page in pages { xml.item(page.file, page.title, language: page.titleLanguage) }
    xml.close("ol")
    xml.close("nav")
    xml.open("nav", ["epub:type": "landmarks", "hidden": "hidden", "aria-label": labels.contents])
    xml.open("ol")
    xml.item(Self.coverFile, labels.cover, type: "cover")
    xml.item(Self.contentsFile, labels.contents, type: "toc")
    if let first = pages.first(where: { $0.kind == .chapter }) {
      xml.item(first.file, first.title, type: "bodymatter", language: first.titleLanguage)
    }
    xml.close("ol")
    xml.close("nav")
    return xhtml(labels.contents, xml.utf8)
  }

  /// The contents for readers of EPUB 2: NCX (Open Packaging Format 2.0.1, section 2.4.1).
  private var oldContents: Markup {
    var xml = Markup(.xml)
    xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    xml.open("ncx", ["xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1", "xml:lang": language])
    xml.open("head")
    xml.empty("meta", ["name": "dtb:uid", "content": identifier])
    xml.empty("meta", ["name": "dtb:depth", "content": "1"])
    xml.close("head")
    xml.open("docTitle")
    xml.element("text", title)
    xml.close("docTitle")
    xml.open("navMap")
    for (index, page) in pages.enumerated() {
      xml.open("navPoint", ["id": "point-\(index + 1)", "playOrder": "\(index + 1)"])
      xml.open("navLabel")
      xml.element("text", page.title)
      xml.close("navLabel")
      xml.empty("content", ["src": page.file])
      xml.close("navPoint")
    }
    xml.close("navMap")
    xml.close("ncx")
    return xml
  }
}

extension Markup {
  /// Writes an entry of the contents.
  fileprivate mutating func item(_ file: String, _ title: String, type: String? = nil, language: String? = nil) {
    raw("<li>")
    element("a", title, ["epub:type": type, "href": file, "lang": language, "xml:lang": language])
    close("li")
  }
}
