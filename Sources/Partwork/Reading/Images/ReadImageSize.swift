import PartworkSupport

extension ImageSize {
  /// Reads as much of the file at `path` as its header needs; nil where its name is not that of a picture, or the file
  /// cannot be read or does not tell.
  init?(ofFileAt path: String) {
    let suffix = path.split(separator: "/").last?.split(separator: ".").last?.lowercased() ?? ""
    guard ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"].contains(suffix) else { return nil }
    // Most headers are short; a JPEG's frame may stand behind a preview and a colour profile.
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
