internal import CCMark
internal import PartworkDiagnostics
internal import PartworkSupport

/// What picture syntax shows that is not a picture.
extension Extraction {
  /// The element that plays the file at `destination`; nil for a picture.
  static func player(for destination: UnsafeRawBufferPointer) -> String? {
    let path = destination.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let dot = path.suffix(6).lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: path[dot...].dropFirst().map(asciiLowercased), as: UTF8.self) {
    case "mp4", "m4v", "webm", "ogv", "mov": return "video"
    case "mp3", "m4a", "ogg", "oga", "opus", "flac", "wav", "aac": return "audio"
    default: return nil
    }
  }

  /// Replaces an image that is a film or a sound, which is the reference with `index`, with an element that plays it.
  mutating func play(_ node: Node, with player: String, _ index: Int) {
    let reference = references[index]
    var html = Array("<\(player) controls=\"\" preload=\"metadata\" src=\"".utf8)
    html += editor.slots.mark(.address(index, written: nil))
    for (name, value) in [("title", reference.title), ("aria-label", reference.text)] where !value.isEmpty {
      html += "\" \(name)=\"".utf8
      html.append(escaping: value, for: .html)
    }
    Node.inline(html + "\"></\(player)>".utf8).insert(before: node)
    node.remove()
  }

  /// Warns of an image whose address is that of a page with a film.
  mutating func warnOfFilmPage(_ reference: Reference) {
    guard let scheme = reference.destination.firstRange(of: "://") else { return }
    let rest = reference.destination[scheme.upperBound...]
    var host = rest.prefix { $0 != "/" && $0 != "?" }.lowercased()
    for prefix in ["www.", "m."] where host.hasPrefix(prefix) { host.removeFirst(prefix.count) }
    let hosts = [
      "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "player.vimeo.com", "dailymotion.com", "dai.ly",
      "twitch.tv", "tiktok.com", "bilibili.com",
    ]
    guard hosts.contains(host) else { return }
    editor.diagnostics.warning(
      "`\(reference.destination)` is a page, not a picture", at: reference.location,
      hint: "link to it: `[\(reference.text.isEmpty ? "Watch the film" : reference.text)](\(reference.destination))`")
  }
}
