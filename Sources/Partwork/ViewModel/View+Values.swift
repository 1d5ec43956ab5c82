import PartworkDiagnostics
package import PartworkMarkdown
import PartworkSupport

/// The records that other records contain.
extension View where Subject == InContext<Timestamp> {
  static let date = View(
    "Date", "a date in the site's time zone",
    [
      .text("text", "the date in the site's language: “12 March 2026”") { $0.context.dates.whole($0.subject) },
      .html("time", "the date as a `time` element, for words with a date in them") { view in
        Array(
          "<time class=\"value\" datetime=\"\(view.subject.iso)\">\(view.context.dates.whole(view.subject))</time>".utf8
        )
      },
      .text("day", "the day of the month in the digits of that language: “12”") {
        $0.context.dates.text($0.subject.civilDay.day)
      },
      .text("month", "the name of the month, as it stands alone: “March”") {
        $0.context.dates.month($0.subject)
      },
      .text("shortMonth", "the short name of the month, as it stands alone: “Mar”") {
        $0.context.dates.shortMonth($0.subject)
      },
      .text("year", "the year in the digits of that language: “2026”") { $0.context.dates.text($0.subject.year) },
      .text("iso", "for `datetime`: the date, with the time if one was given, as in RFC 3339") {
        $0.subject.iso
      },
      .text("isoDay", "the date without a time: `2026-03-12`") { $0.subject.day },
    ])
}

extension Timestamp {
  fileprivate var iso: String { hasTime ? rfc3339 : day }
}

extension View where Subject == Picture {
  static let picture = View(
    "Picture", "an image",
    [
      .text("url", "its URL, for `src`") { $0.url },
      .text("absoluteURL", "its URL, with scheme and host") { $0.absoluteURL },
      .text("alt", "what it shows; empty if the front matter does not say") { $0.alt },
      .number("width", "its width in pixels, if the file has one") { $0.width },
      .number("height", "its height in pixels, if the file has one") { $0.height },
      .text("srcset", "copies in other widths, for `srcset`, if there are any") { $0.sources?.own },
      .text("webP", "copies in WebP, for the `srcset` of a `source`, if there are any") { $0.sources?.webP },
    ])
}

extension View where Subject == LabelledURL {
  static let link = View(
    "Link", "a link with its label",
    [
      .text("label", "the text") { $0.label },
      .text("url", "where it leads") { $0.url },
    ])

  static let breadcrumb = View(
    "Breadcrumb", "a step on the way from the home page to this one",
    [
      .text("label", "the name of the page") { $0.label },
      .text("url", "its URL") { $0.url },
    ])
}

extension View where Subject == NavigationItem {
  static let navigationItem = View(
    "NavigationItem", "an entry of the site's navigation",
    [
      .text("label", "the text") { $0.label },
      .text("url", "where it leads") { $0.url },
      .bool("isCurrent", "whether this page is the one it leads to") { $0.isCurrent },
    ])
}

extension View where Subject == CallToAction {
  static let callToAction = View(
    "CallToAction", "what a reader is asked to do",
    [
      .html("content", "the text, from Markdown") { $0.content },
      .text("label", "the label of the button, if there is one") { $0.button?.label },
      .text("url", "where the button leads") { $0.button?.url },
      .record("form", .form, "the form for a newsletter, if there is one") { $0.form },
    ])
}

extension View where Subject == FormSource {
  static let form = View(
    "Form", "a form that sends a reader's address to a newsletter",
    [
      .text("action", "where it is sent") { $0.action },
      .text("method", "`post` or `get`") { $0.method.rawValue },
      .text("field", "the name of the field for the address") { $0.field },
      .text("label", "the label of that field, if the writer gives one") { $0.label },
      .text("button", "the label of the button, if the writer gives one") { $0.button },
      .list("hidden", .hiddenField, "what is sent besides") { $0.hidden },
    ])
}

extension View where Subject == FormSource.HiddenField {
  static let hiddenField = View(
    "HiddenField", "a field that readers do not see",
    [
      .text("name", "its name") { $0.name },
      .text("value", "what is sent, which may be nothing") { $0.value },
    ])
}

extension View where Subject == ContentsEntry {
  static let contentsEntry = View(
    "Heading", "a heading of the text, for a table of contents",
    [
      .number("level", "1 to 6") { $0.level },
      .text("text", "the heading without markup") { $0.text },
      .text("id", "its anchor") { $0.id },
      .text("url", "the link to it on this page") { "#" + $0.id },
    ])
}

/// An image whose URL and size are known.
package struct Picture: Sendable, Hashable {
  package var url: String
  package var absoluteURL: String
  package var alt: String
  package var width: Int?
  package var height: Int?
  package var sources: ImageSources?
}

/// An entry of the navigation, as one page shows it.
package struct NavigationItem: Sendable, Hashable {
  package var label: String
  package var url: String
  package var isCurrent: Bool
}

/// A call to action with its links resolved.
package struct CallToAction: Sendable {
  package var content: [UInt8]?
  package var button: LabelledURL?
  package var form: FormSource?
}

/// A heading in a table of contents.
package struct ContentsEntry: Sendable, Hashable {
  package var level: Int
  package var text: String
  package var id: String
}
