/// The size of a picture in pixels, as it is shown.
package struct ImageSize: Sendable, Hashable {
  package let width: Int
  package let height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The size that the header of a PNG, JPEG, GIF, WebP, AVIF or SVG file tells; nil where `bytes`, the start of the
  /// file, are none of these or too few.
  ///
  /// It is the size of the picture upright: a JPEG's orientation (Exif 2.3) and an AVIF's rotation are taken into
  /// account. An SVG without a size of its own has that of its `viewBox`.
  package init?(_ bytes: some Collection<UInt8>) {
    let header = ImageHeader(bytes)
    guard let size = header.png ?? header.gif ?? header.webP ?? header.jpeg ?? header.avif ?? header.svg,
      size.width > 0, size.height > 0
    else { return nil }
    self = size
  }
}

extension ImageSize {
  /// The same lying on its side.
  var turned: ImageSize { ImageSize(width: height, height: width) }
}
