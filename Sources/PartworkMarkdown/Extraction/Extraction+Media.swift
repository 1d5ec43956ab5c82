internal import CCMark
internal import PartworkDiagnostics
internal import PartworkSupport

extension Document {
  /// The HTML element that plays the file at `path`, `video` or `audio`; nil if it is neither a film nor a sound.
  package static func player(for path: some BidirectionalCollection<UInt8>) -> String? {
    guard let dot = path.suffix(6).lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: path[dot...].dropFirst().map(asciiLowercased), as: UTF8.self) {
    case "mp4", "m4v", "webm", "ogv", "mov": return "video"
    case "mp3", "m4a", "ogg", "oga", "opus", "flac", "wav", "aac": return "audio"
    default: return nil
    }
  }
}

/// What picture syntax shows that is not a picture.
extension Extraction {
  /// The element that plays the file at the URL `destination`; nil for a picture.
  static func player(for destination: UnsafeRawBufferPointer) -> String? {
    Document.player(for: destination.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
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

  /// Warns of an image whose address is that of a page with a film or a sound.
  ///
  /// - Parameter isInLink: whether the image is in a link, which cannot contain another one.
  mutating func warnOfMediaPage(_ reference: Reference, isInLink: Bool) {
    guard let page = MediaPage(reference.destination) else { return }
    let text = reference.text.isEmpty ? page.invitation : reference.text
    editor.diagnostics.warning(
      "`\(reference.destination)` is a page, not a picture", at: reference.location,
      hint: isInLink
        ? "write words or a picture in its place" : "link to it: `[\(text)](\(reference.destination))`")
  }

  /// Warns of a link around the player of a film or a sound, which the link would keep from being played.
  mutating func warnOfLinkedPlayer(_ reference: Reference) {
    editor.diagnostics.warning(
      "a link around a film or a sound is left out", at: reference.location,
      hint: "write the link beside the film or the sound, with words of its own")
  }
}

/// A page of a site that plays films or sounds.
private enum MediaPage {
  case film
  case sound

  /// The page at `url`; nil for any other site, and for a picture of such a site.
  init?(_ url: String) {
    guard let slashes = url.firstRange(of: "//"), url[..<slashes.lowerBound].allSatisfy({ $0 != "/" }) else {
      return nil
    }
    let rest = url[slashes.upperBound...].lowercased()
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    let path = rest[host.endIndex...].prefix { $0 != "?" && $0 != "#" }
    func isOn(_ sites: [String]) -> Bool { sites.contains { host == $0 || host.hasSuffix("." + $0) } }
    if [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"].contains(where: path.hasSuffix) { return nil }
    if isOn(Self.films) {
      self = .film
    } else if isOn(Self.sounds) {
      self = .sound
    } else {
      return nil
    }
  }

  var invitation: String {
    switch self {
    case .film: "Watch the film"
    case .sound: "Listen to it"
    }
  }

  private static let films = [
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "dai.ly", "twitch.tv",
    "tiktok.com",
    "bilibili.com", "odysee.com", "rumble.com", "nicovideo.jp",
  ]
  private static let sounds = [
    "soundcloud.com", "spotify.com", "bandcamp.com", "mixcloud.com", "deezer.com", "tidal.com", "podcasts.apple.com",
    "music.apple.com", "music.amazon.com",
  ]
}
