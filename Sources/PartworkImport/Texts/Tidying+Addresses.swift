import PartworkHTML
internal import PartworkSupport

/// Links, pictures, players and what is embedded from other sites.
extension Tidying {
  mutating func tidyLink(_ id: HTMLTree.ID) {
    guard let address = tree.attribute("href", of: id)?.nonEmptyText else { return tree.unwrap(id) }
    if tree.has(class: "wp-block-file__button", id) { return tree.remove(id) }
    if address.hasPrefix("#") { return }
    if AddressScheme.forbidden(in: address, isImage: false) != nil {
      remark("link", "the link to `\(address.shortened)` is left out: a page may not have it", at: id)
      return tree.unwrap(id)
    }
    tree.set("href", to: references.address(address, .link), of: id)
  }

  mutating func tidyPicture(_ id: HTMLTree.ID) {
    let classes = tree.attribute("class", of: id) ?? ""
    let alternative = tree.attribute("alt", of: id) ?? ""
    if classes.contains("wp-smiley") || classes.split(separator: " ").contains("emoji"), !alternative.isEmpty {
      return tree.replace(id, with: tree.make(.text(alternative), line: tree.line(of: id)))
    }
    guard let address = pictureAddress(id) else {
      return drop(id, "picture", "a picture without an address is left out")
    }
    if tree.attribute("width", of: id) == "1", tree.attribute("height", of: id) == "1" {
      return drop(id, "picture", "`\(address.shortened)`, one pixel that counts readers, is left out")
    }
    tree.set("src", to: references.address(address, .media), of: id)
  }

  /// The address of a picture; that which a script would load if only a placeholder stands in `src`.
  private func pictureAddress(_ id: HTMLTree.ID) -> String? {
    let source = tree.attribute("src", of: id)?.nonEmptyText
    if let source, !source.hasPrefix("data:"), !source.hasSuffix("/blank.gif") { return source }
    for name in ["data-src", "data-lazy-src", "data-original", "data-orig-file"] {
      if let address = tree.attribute(name, of: id)?.nonEmptyText { return address }
    }
    for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
      if let address = tree.attribute(name, of: id)?.split(whereSeparator: \.isWhitespace).first {
        return String(address)
      }
    }
    return source
  }

  /// Makes a picture of a player: Partwork's Markdown writes both alike.
  mutating func tidyPlayer(_ id: HTMLTree.ID, _ name: String) {
    let source = tree.descendants(of: id).first {
      tree.name(of: $0) == "source" && tree.attribute("src", of: $0) != nil
    }
    let address = (tree.attribute("src", of: id) ?? source.flatMap { tree.attribute("src", of: $0) })?.nonEmptyText
    guard let address else { return drop(id, name, "a player without a file is left out") }
    let title = tree.attribute("aria-label", of: id) ?? tree.attribute("title", of: id) ?? ""
    let file = references.address(address, .media)
    let line = tree.line(of: id)
    // What leads to a file of the library does not show its ending.
    if Self.isPlayed(address) || Self.isPlayed(file) {
      // A player stands in a paragraph of its own, or it is a link.
      let paragraph = tree.makeElement("p", line: line)
      tree.append(tree.makeElement("img", ["src": file, "alt": title], line: line), to: paragraph)
      tree.replace(id, with: paragraph)
    } else {
      remark(name, "`\(address.shortened)` is a link: Partwork has no player for it", at: id)
      replace(id, withLinkTo: file, text: title.nonEmptyText ?? address)
    }
  }

  static func isPlayed(_ address: String) -> Bool {
    let path = address.prefix { $0 != "?" && $0 != "#" }.lowercased()
    return [
      "mp4", "m4v", "webm", "ogv", "mov", "mp3", "m4a", "ogg", "oga", "opus", "flac", "wav", "aac",
    ].contains { path.hasSuffix("." + $0) }
  }

  /// Makes a link of something that another site shows in a frame.
  mutating func tidyEmbed(_ id: HTMLTree.ID, _ name: String) {
    let inner = tree.descendants(of: id).first { ["embed", "iframe"].contains(tree.name(of: $0)) }
    let movie = tree.descendants(of: id).first { tree.attribute("name", of: $0)?.lowercased() == "movie" }
    let address =
      tree.attribute("src", of: id) ?? tree.attribute("data-src", of: id) ?? tree.attribute("data", of: id)
      ?? inner.flatMap { tree.attribute("src", of: $0) } ?? movie.flatMap { tree.attribute("value", of: $0) }
    guard let address = address?.nonEmptyText, address != "about:blank" else {
      return drop(id, "embed", "something embedded without an address is left out")
    }
    let page = Self.page(of: address)
    remark("embed", "`\(page.shortened)` is a link now", at: id)
    replace(
      id, withLinkTo: references.address(page, .link), text: tree.attribute("title", of: id)?.nonEmptyText ?? page)
  }

  /// The address of the page that shows what `address` embeds.
  private static func page(of address: String) -> String {
    let full = address.hasPrefix("//") ? "https:" + address : address
    for (start, page) in [
      ("youtube.com/embed/", "https://www.youtube.com/watch?v="),
      ("youtube.com/v/", "https://www.youtube.com/watch?v="),
      ("youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="),
      ("player.vimeo.com/video/", "https://vimeo.com/"),
    ] {
      guard let range = full.firstRange(of: start) else { continue }
      let film = full[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      if !film.isEmpty, film != "videoseries" { return page + film }
    }
    return full
  }

  mutating func tidyScript(_ id: HTMLTree.ID) {
    let address = tree.attribute("src", of: id) ?? ""
    if address.contains("gist.github.com/"), let end = address.firstRange(of: ".js") {
      let page = String(address[..<end.lowerBound])
      remark("embed", "`\(page.shortened)` is a link now", at: id)
      return replace(id, withLinkTo: page, text: page)
    }
    // The scripts beside embedded posts do nothing else than show them.
    let isCompanion = ["platform.twitter.com", "instagram.com/embed", "embed"].contains { address.contains($0) }
    if isCompanion { tree.remove(id) } else { drop(id, "script", "a script is left out") }
  }

  /// Puts a link on a line of its own in the place of `id`.
  private mutating func replace(_ id: HTMLTree.ID, withLinkTo address: String, text: String) {
    let line = tree.line(of: id)
    let link = tree.makeElement("a", ["href": address], line: line)
    tree.append(tree.make(.text(text), line: line), to: link)
    let paragraph = tree.makeElement("p", line: line)
    tree.append(link, to: paragraph)
    tree.replace(id, with: paragraph)
  }

  /// Gives headings the IDs that links within the text lead to, and notes those that nothing can keep.
  mutating func keepAnchors() {
    var wanted: Set<String> = []
    for id in tree.descendants(of: HTMLTree.root) where tree.name(of: id) == "a" {
      if let address = tree.attribute("href", of: id), address.hasPrefix("#"), address.count > 1 {
        wanted.insert(String(address.dropFirst()))
      }
    }
    guard !wanted.isEmpty else { return }
    for id in Array(tree.descendants(of: HTMLTree.root)) {
      for anchor in Set([tree.attribute("id", of: id), tree.attribute("name", of: id)].compactMap(\.self)) {
        guard wanted.remove(anchor) != nil else { continue }
        if let heading = heading(at: id) {
          tree.set("id", to: anchor, of: heading)
        } else if tree.name(of: id) != "li" || !tree.has(class: "footnote", id) {
          remark("anchor", "`#\(anchor)` no longer leads here: only headings can be linked to", at: id)
        }
      }
    }
  }

  /// The heading that a reader sees at `id`: around it, or right after it.
  private func heading(at id: HTMLTree.ID) -> HTMLTree.ID? {
    for ancestor in sequence(first: id, next: { tree.parent(of: $0) })
    where HTMLReader.headings.contains(tree.name(of: ancestor)) {
      return ancestor
    }
    var next = tree.following(id, in: HTMLTree.root)
    while let node = next {
      if HTMLReader.headings.contains(tree.name(of: node)) { return node }
      if let text = tree.text(of: node), text.nonEmptyText != nil { return nil }
      next = tree.following(node, in: HTMLTree.root)
    }
    return nil
  }
}

extension String {
  /// An address as a message shows it.
  var shortened: String { count > 80 ? prefix(79) + "…" : self }
}
