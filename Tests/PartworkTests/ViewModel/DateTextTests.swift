import Foundation
import Testing

@testable import Partwork

@Suite("Dates on pages") struct DateTextTests {
  @Test(arguments: [
    ("en-GB", "4 March 2026"), ("en", "March 4, 2026"), ("de", "4. März 2026"), ("fr", "4 mars 2026"),
    ("es", "4 de marzo de 2026"), ("ja", "2026年3月4日"), ("zh", "2026年3月4日"), ("ko", "2026년 3월 4일"),
    ("cs", "4. března 2026"), ("lv", "2026. gada 4. marts"), ("bg", "4 март 2026\u{202F}г."),
    ("ar", "٤ مارس، ٢٠٢٦"), ("ar-SA", "٤ مارس، ٢٠٢٦"), ("ar-MA", "4 مارس 2026"), ("ps", "۲۰۲۶ مارچ ۴"),
    ("fa", "۴ مارس ۲۰۲۶"), ("bn", "৪ মার্চ, ২০২৬"), ("bn-IN", "৪ মার্চ, ২০২৬"), ("ne", "२०२६ मार्च ४"),
    ("mr", "४ मार्च, २०२६"), ("my", "၂၀၂၆ မတ် ၄"), ("nnh", "lyɛ̌ʼ 4 na saŋ lepyè shúm, 2026"), ("ckb", "٤ی ئازاری ٢٠٢٦"),
    ("hi", "4 मार्च 2026"),
    ("th", "4 มีนาคม 2026"), ("ja-JP-u-ca-japanese", "2026年3月4日"), ("th-TH-u-ca-buddhist", "4 มีนาคม 2026"),
    ("he-u-ca-hebrew", "4 במרץ 2026"), ("fa-IR-u-ca-persian", "۴ مارس ۲۰۲۶"), ("ar-SA-u-nu-latn", "4 مارس، 2026"),
    ("hi-u-nu-deva", "४ मार्च २०२६"), ("mr-u-nu-latn", "4 मार्च, 2026"),
  ])
  func `a date is written in the language of the site`(language: String, text: String) throws {
    let date = try Timestamp(year: 2026, month: 3, day: 4, in: .gmt)
    #expect(DateText(language: language).whole(date) == text)
  }

  @Test func `no language leaves a letter of its pattern in a date, or writes its digits in two ways`() throws {
    let date = try Timestamp(year: 1987, month: 12, day: 26, in: .gmt)
    for identifier in Locale.availableIdentifiers {
      let language = Locale.identifier(.bcp47, from: identifier)
      let text = DateText(language: language).whole(date)
      // The data has no names of months for this one.
      if text.contains("M12") { continue }
      let digits = text.unicodeScalars.filter { $0.properties.numericType == .decimal }
      let values = digits.compactMap { $0.properties.numericValue.map { String(Int($0)) } }.joined()
      #expect(values.contains("1987") && values.contains("26"), "\(language): \(text)")
      #expect(Set(digits.map(\.isASCII)).count == 1, "\(language): \(text)")
      #expect(text.firstMatch(of: /\bG\b/) == nil, "\(language): \(text)")
    }
  }
}
