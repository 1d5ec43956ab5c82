/// The `Content-Type` of files, by their extensions (IANA media types; text is UTF-8).
enum MediaType {
  /// The type of the file at `path`.
  static func of(_ path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else {
      // `_headers` and `_redirects`, which hosts read, must be shown, not downloaded.
      return name.first == UInt8(ascii: "_") ? plainText : unknown
    }
    let ending = String(decoding: name[name.index(after: dot)...], as: UTF8.self).lowercased()
    return types[ending] ?? unknown
  }

  static let html = "text/html; charset=utf-8"
  static let javaScript = "text/javascript; charset=utf-8"
  static let eventStream = "text/event-stream; charset=utf-8"
  static let plainText = "text/plain; charset=utf-8"
  private static let unknown = "application/octet-stream"

  private static let types: [String: String] = [
    // Text.
    "html": html, "htm": html, "css": "text/css; charset=utf-8", "js": javaScript, "mjs": javaScript,
    "txt": plainText, "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8", "ics": "text/calendar; charset=utf-8",
    // Data.
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
    "xml": "application/xml", "xsl": "application/xml", "atom": "application/atom+xml", "rss": "application/rss+xml",
    "xhtml": "application/xhtml+xml", "wasm": "application/wasm", "yml": "application/yaml", "yaml": "application/yaml",
    // Images.
    "svg": "image/svg+xml", "png": "image/png", "apng": "image/apng", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "jxl": "image/jxl", "ico": "image/x-icon",
    "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "heic": "image/heic",
    // Audio and video.
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "mp4": "video/mp4", "m4v": "video/mp4",
    "mov": "video/quicktime", "webm": "video/webm", "ogv": "video/ogg",
    // Fonts.
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    // Documents and archives.
    "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip", "gz": "application/gzip",
  ]
}
