import PartworkSupport

/// The values of targets that programs on this machine and hosts take as they are.
extension PublishDestination {
  /// An address: on one line, since it is an argument of a program.
  static func address(_ text: String) throws(InvalidValue) -> String {
    guard !text.contains(where: \.isNewline) else {
      throw InvalidValue("`\(text)` has a line break", hint: "write it on one line")
    }
    return text
  }

  /// A host name for a `CNAME` file (RFC 1123, 2.1), in lower case.
  static func hostName(_ text: String) throws(InvalidValue) -> String {
    let name = text.lowercased()
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = labels.last?.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    guard labels.count > 1, name.utf8.count <= 253, !isNumber, labels.allSatisfy(SecuritySettings.isLabel) else {
      let isForeign = name.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
      throw InvalidValue(
        "`\(text)` is not a host name",
        hint: isForeign
          ? "write it in ASCII, as browsers do: `xn--…`" : "write the name alone, such as `www.my-name.net`")
    }
    return name
  }

  /// The name of a branch, by the rules of `git check-ref-format --branch`.
  static func branch(_ text: String) throws(InvalidValue) -> String {
    let isValid =
      !text.hasPrefix("-") && text != "@" && text != "HEAD" && !text.hasSuffix(".")
      && !["..", "@{"].contains(where: text.contains)
      && !text.unicodeScalars.contains { $0.value < 0x21 || $0.value == 0x7F || "~^:?*[\\".unicodeScalars.contains($0) }
      && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".lock")
      }
    guard isValid else {
      throw InvalidValue("`\(text)` is not a name that git allows for a branch", hint: "write one such as `gh-pages`")
    }
    return text
  }
}
