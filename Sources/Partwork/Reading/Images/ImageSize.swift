package import PartworkSupport

/// The size of an image in pixels, as it is shown.
package struct ImageSize: Sendable, Hashable {
  package let width: Int
  package let height: Int

  /// The size of the image turned on its side.
  var turned: ImageSize { ImageSize(width: height, height: width) }
}

extension ImageSize {
  /// The size in the header of a PNG, JPEG, GIF, WebP, AVIF or SVG file; nil if `bytes`, the start of the file, are not
  /// one of these, or too few.
  ///
  /// It is the size of the upright image: a JPEG's orientation (Exif 2.3) and an AVIF's rotation are applied. An SVG
  /// without a size has that of its `viewBox`.
  package init?(_ bytes: some Collection<UInt8>) {
    let header = ImageHeader(bytes)
    guard let size = header.png ?? header.gif ?? header.webP ?? header.jpeg ?? header.avif ?? header.svg,
      size.width > 0, size.height > 0
    else { return nil }
    self = size
  }

  /// Reads as much of the file at `path` as its header needs; nil if its extension is not that of an image, or the file
  /// has no size.
  package init?(ofFileAt path: String) throws(DiskFailure) {
    guard Self.extensions.contains(Self.fileExtension(of: path)) else { return nil }
    // Most headers are short; a JPEG's frame may come after a preview and a colour profile.
    for limit in [4 << 10, 1 << 20] {
      let bytes = try readBytes(path, limit: limit)
      if let size = ImageSize(bytes) {
        self = size
        return
      }
      if bytes.count < limit { return nil }
    }
    return nil
  }

  /// What is wrong with the file at `path`, which has no size that can be read; nil if nothing is, as for an SVG without
  /// a size, or if its extension is not that of an image.
  package static func damage(ofFileAt path: String) throws(DiskFailure) -> String? {
    let name = fileExtension(of: path)
    guard extensions.contains(name) else { return nil }
    let limit = 1 << 20
    let bytes = try readBytes(path, limit: limit)
    if bytes.isEmpty { return "has no bytes" }
    // What comes before a JPEG's size can be long, and some forms of AVIF and SVG are not understood here.
    if name == "svg" || bytes.count == limit || name == "avif" && ImageHeader(bytes).isWholeAVIF { return nil }
    return "is cut off, or is not one at all: its header says no size"
  }

  private static let extensions = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]

  private static func fileExtension(of path: String) -> String {
    path.fileName.split(separator: ".").last?.lowercased() ?? ""
  }
}
