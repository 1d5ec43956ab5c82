/// Keys by which other programs decide when readers see a text. They must not be taken for a writer's own keys: below
/// `extra`, they would publish what should stay hidden.
extension Fields {
  /// What to write instead of `key` in a text that can be a draft; nil if it is not such a key.
  func visibilityHint(for key: String) -> String? {
    let hide = Self.hideHint
    let show = "remove it: everything is published that does not say `draft: true`"
    let value = written(key)
    switch key.lowercased().filter({ $0 != "_" && $0 != "-" }) {
    case "published", "publish", "public", "live", "render":
      if let date = value?.scalar, (try? DateInput(parsing: date)) != nil { return dateHint }
      return value?.isNo == true ? hide : show
    case "private", "hidden", "unlisted", "unpublished", "protected", "headless", "isdraft", "wip":
      return value?.isNo == true ? show : hide
    case "password", "build", "access":
      return hide
    case "status", "state", "visibility", "poststatus":
      let word = value?.scalar?.lowercased() ?? ""
      if SeriesStatus(rawValue: word) != nil { return nil }
      return ["", "public", "publish", "published", "visible", "live"].contains(word) ? show : hide
    case "publishdate", "publisheddate", "publishedat", "publishat", "publishon", "datepublished", "pubdate",
      "releasedate", "scheduled", "scheduledate", "scheduledfor", "embargo":
      return dateHint
    case "expirydate", "expires", "expire", "expiration", "expirationdate", "unpublishdate", "unpublishat", "enddate":
      return "remove it: nothing is taken down by itself; set `draft: true` when the time has come"
    default:
      return nil
    }
  }

  /// What other programs call the status of a text that readers do not see.
  static let hidingWords: Set = ["draft", "hidden", "inactive", "pending", "private", "unlisted", "unpublished"]

  /// How to hide a text that can be a draft.
  static var hideHint: String { "write `draft: true` to keep it from readers" }

  private var dateHint: String {
    known.contains("date")
      ? "write `date:`; readers see a post when its date has come" : "write `draft: true` until readers may see it"
  }
}

extension FieldValue {
  /// Whether the value means no in some program.
  fileprivate var isNo: Bool {
    ["false", "no", "off", "0", "never", "n"].contains(scalar?.lowercased() ?? "")
  }
}
