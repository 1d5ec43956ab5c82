internal import PartworkDiagnostics
internal import PartworkSupport

/// The addresses of the site that readers know, from `content/addresses.yml`: `partwork publish` adds those that it
/// publishes, and the writer names those that are gone.
///
/// An address is a site URL. Two addresses are the same if they are without their escapes.
package struct Addresses: Sendable {
  /// The path of `addresses.yml` from the site's folder.
  package static let file = "content/addresses.yml"

  /// The addresses that lead nowhere on purpose.
  package var gone: [Located<String>] = []
  package var published: [Located<String>] = []
  /// The text of the file.
  private var text: [UInt8] = []
}

extension Addresses {
  /// Reads the file of the site in the folder `site`, which need not have one; what is wrong with it is a diagnostic.
  ///
  /// - Throws: a failure of the disk: a list that is not read would be taken for empty, and written again as such.
  static func read(site: String) throws(DiskFailure) -> (addresses: Addresses, diagnostics: [Diagnostic]) {
    do throws(DiskFailure) {
      return read(try readBytes("\(site)/\(file)"))
    } catch  where error.isNothingThere {
      return (Addresses(), [])
    }
  }

  /// Reads `bytes`, the text of `addresses.yml`.
  static func read(_ bytes: [UInt8]) -> (addresses: Addresses, diagnostics: [Diagnostic]) {
    let findings = Findings()
    let fields = findings.fields(of: bytes, in: file)
    var addresses = Addresses()
    addresses.text = bytes
    addresses.gone = fields.unique(fields.addresses("gone"), by: \.self, named: \.self)
    addresses.published = fields.addresses("published")
    fields.finish()
    return (addresses, findings.diagnostics)
  }

  /// The text of the file with `urls` among the published addresses; nil if they are there already.
  func text(adding urls: [String]) -> [UInt8]? {
    var known = Dictionary(
      published.map { (PercentEncoding.decoded($0.value), $0.value) }, uniquingKeysWith: { first, _ in first })
    let before = known.count
    known.merge(urls.map { (PercentEncoding.decoded($0), $0) }, uniquingKeysWith: { first, _ in first })
    if known.count == before { return nil }
    let list = "published:\n" + known.values.sorted().map { "  - \($0)\n" }.joined()
    let (head, tail) = textAroundPublished
    return head + Array(list.utf8) + tail
  }

  /// What the writer keeps in the file, above and below the published addresses.
  private var textAroundPublished: (head: [UInt8], tail: [UInt8]) {
    if text.allSatisfy({ $0 == UInt8(ascii: "\n") }) { return (Array(Self.introduction.utf8), []) }
    var (head, tail): ([UInt8], [UInt8]) = ([], [])
    var (isInList, isBelow) = (false, false)
    for line in LineReader(text) {
      let isKey = line.first.map { !" -#\t".utf8.contains($0) } ?? false
      if isInList, isKey { (isInList, isBelow) = (false, true) }
      if line.starts(with: "published:".utf8) { isInList = true }
      if isInList { continue }
      if isBelow { tail += line + [UInt8(ascii: "\n")] } else { head += line + [UInt8(ascii: "\n")] }
    }
    return (head, tail)
  }

  private static let introduction = """
    # The addresses of this site that readers know. `partwork publish` adds them to `published`: keep this file under
    # version control. One that leads nowhere stops a publish, unless you name it in `gone`.
    gone: []


    """
}

extension Fields {
  /// A list of addresses, each of which may have a comment beside it.
  fileprivate func addresses(_ key: String) -> [Located<String>] {
    list(key) { value in
      if let text = value.scalar, text.hasPrefix("/"), !text.hasPrefix("//"), !text.utf8.contains(where: Self.ends) {
        return Located(text, at: value.location)
      }
      findings.error(
        "\(value.shown) must be a path on this site", at: value.location, hint: "write it as `/posts/name/`")
      return nil
    }
  }

  /// Whether the path of a URL ends before `byte`.
  private static func ends(_ byte: UInt8) -> Bool { "?# ".utf8.contains(byte) }
}
