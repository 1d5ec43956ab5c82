import PartworkMarkdown
import PartworkSupport

extension Post {
  /// The description in the front matter, else the beginning of the text without markup.
  var summary: String? { self.description ?? self.body.firstParagraph.nonEmpty?.shortened(toWords: 55) }

  /// The minutes that it takes to read, at 230 words a minute and at least one: the mean of adults' silent reading of
  /// English non-fiction (Brysbaert 2019 has 238) with a little time for the images; 500 Chinese or Japanese characters
  /// are a minute.
  var readingTime: Int {
    let (words, ideographs) = (self.body.wordCount - self.body.ideographCount, self.body.ideographCount)
    return max(1, (words * 500 + ideographs * 230 + 230 * 250) / (230 * 500))
  }
}
