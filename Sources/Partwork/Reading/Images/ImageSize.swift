internal import PartworkSupport

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
  /// cannot be read or has no size.
  init?(ofFileAt path: String) {
    let suffix = path.fileName.split(separator: ".").last?.lowercased() ?? ""
    guard ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains(suffix) else { return nil }
    // Most headers are short; a JPEG's frame may come after a preview and a colour profile.
    for limit in [4 << 10, 1 << 20] {
      guard let bytes = try? readBytes(path, limit: limit) else { return nil }
      if let size = ImageSize(bytes) {
        self = size
        return
      }
      if bytes.count < limit { return nil }
    }
    return nil
  }
}
