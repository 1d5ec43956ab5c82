import Foundation
import Testing

@testable import Partwork

@Suite("Dates on pages") struct DateTextTests {
  @Test(arguments: [
    ("en-GB", "4 March 2026"), ("en", "March 4, 2026"), ("de", "4. März 2026"), ("fr", "4 mars 2026"),
    ("es", "4 de marzo de 2026"), ("ja", "2026年3月4日"), ("zh", "2026年3月4日"), ("ko", "2026년 3월 4일"),
    ("cs", "4. března 2026"),
  ])
  func `a date is written in the language of the site`(language: String, text: String) throws {
    let date = try Timestamp(year: 2026, month: 3, day: 4, in: .gmt)
    #expect(DateText(language: language).long(date) == text)
  }
}
