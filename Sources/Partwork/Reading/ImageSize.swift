/// The size of a picture in pixels, as it is shown.
package struct ImageSize: Sendable, Hashable {
  package let width: Int
  package let height: Int
}

extension StaticFile {
  /// The size of the picture that the file is, where it tells.
  var imageSize: ImageSize? { nil }
}
