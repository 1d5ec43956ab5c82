import PartworkBook
import Synchronization

/// The e-books of a site. Each is made when a page or its file first needs it: pages say how large it is.
final class BookShelf: Sendable {
  /// A book that may have been made.
  private final class MadeBook: Sendable {
    private let state = Mutex((size: Int?.none, bytes: [UInt8]?.none))

    func size(_ make: () -> [UInt8]) -> Int {
      state.withLock { state in
        if let size = state.size { return size }
        let bytes = make()
        state = (bytes.count, bytes)
        return bytes.count
      }
    }

    /// The bytes, which are not kept: a site's books may be larger than memory.
    func take(_ make: () -> [UInt8]) -> [UInt8] {
      state.withLock { state in
        let bytes = state.bytes ?? make()
        state = (bytes.count, nil)
        return bytes
      }
    }
  }

  private let maker: BookMaker
  private let books: [Handle<Series>: MadeBook]

  /// Nil for a site without e-books.
  init?(_ context: RenderContext, theme: Theme, folder: String) {
    let offered = context.site.series.handles.filter { context.site.series[$0].bookURL != nil }
    if offered.isEmpty { return nil }
    maker = BookMaker(context, theme: theme, folder: folder)
    books = Dictionary(uniqueKeysWithValues: offered.map { ($0, MadeBook()) })
  }

  /// The number of bytes of a series as an e-book; nil for one that the site does not offer.
  func size(of series: Handle<Series>) -> Int? {
    books[series]?.size { maker.book(of: series).epub }
  }

  /// The e-book of a series that the site offers.
  func bytes(of series: Handle<Series>) -> [UInt8] {
    books[series]?.take { maker.book(of: series).epub } ?? []
  }
}
