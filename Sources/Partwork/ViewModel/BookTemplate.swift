import PartworkMustache

/// The pages of an e-book, by the names of the templates that render them, in the order of the book.
enum BookTemplate: String, CaseIterable {
  case titlePage = "book/title"
  case introduction = "book/introduction"
  case chapter = "book/chapter"
  case toCome = "book/to-come"
  case authors = "book/authors"
  case colophon = "book/colophon"

  /// The names that the template may use.
  var shape: Shape {
    switch self {
    case .titlePage: View.bookTitlePage.shape
    case .introduction: View.bookIntroduction.shape
    case .chapter: View.bookChapter.shape
    case .toCome: View.bookPartsToCome.shape
    case .authors: View.bookAuthors.shape
    case .colophon: View.bookColophon.shape
    }
  }
}
