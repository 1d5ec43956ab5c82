import PartworkMarkdown
import PartworkSupport
import Synchronization

/// The files of a site's search. The index is made once, when the first of its files is asked for.
final class SearchFiles: Sendable {
  private let plan: SearchPlan
  private let context: RenderContext
  private let index = Mutex<SearchIndex?>(nil)

  init?(_ context: RenderContext) {
    guard let plan = context.plan.search else { return nil }
    self.plan = plan
    self.context = context
  }

  /// Makes the index now, on all cores.
  func makeIndex() async {
    let made = await SearchIndex.make(plan, in: context)
    index.withLock { $0 = made }
  }

  func bytes(of file: SearchFile) -> [UInt8] {
    switch file {
    case .manifest, .words:
      index.withLock { index in
        if let index { return index.bytes(of: file) }
        let made = SearchIndex(plan, in: context)
        index = made
        return made.bytes(of: file)
      }
    case .text(let text):
      JSONWriter.text(.compact) { json in
        json.object { json in
          if text.passage == 0 { write(text.document, to: &json) }
          let plain = context.site.body(of: text.document).plain
          let passages = SearchPlan.passages(of: plain)
          // After a save, the preview has a new text and the old plan.
          let range = text.passage < passages.count ? passages[text.passage] : 0..<0
          plain[range].withUnsafeBufferPointer { json.string("text", utf8: $0) }
        }
      }
    }
  }

  /// Writes what a document is called, and where it is.
  private func write(_ document: SearchDocument, to json: inout JSONWriter) {
    let site = context.site
    switch document {
    case .page(let handle):
      let page = site.pages[handle]
      json.string("title", page.title)
      json.url("url", site.url.href(page.url))
      json.string("description", page.description)
    case .series(let handle):
      let series = site.series[handle]
      json.string("title", series.title)
      json.url("url", site.url.href(series.url))
      json.string("description", series.description)
      json.integer("parts", series.order.parts.count)
    case .post(let handle):
      let post = site.posts[handle]
      json.string("title", post.title)
      json.url("url", site.url.href(post.url))
      json.string("description", post.description)
      json.string("date", context.dates.whole(post.date))
      json.list("series", post.memberships) { json, membership in
        let series = site.series[membership.series]
        json.object { json in
          json.string("title", series.title)
          json.url("url", site.url.href(series.url))
          json.integer("number", membership.place + 1)
          json.integer("total", series.order.parts.count)
        }
      }
    }
  }
}
