import PartworkMustache
import Testing

@Suite struct PluralRuleTests {
  /// Samples of each form, as the CLDR gives them.
  @Test(arguments: [
    ("en", ["one": [1], "other": [0, 2, 16, 100]]), ("de-AT", ["one": [1], "other": [0, 2, 101]]),
    ("fr", ["one": [0, 1], "other": [2, 17, 100]]), ("pt-BR", ["one": [0, 1], "other": [2, 17]]),
    ("pt-PT", ["one": [1], "other": [0, 2]]), ("ja", ["other": [0, 1, 2, 15]]), ("zh-Hans", ["other": [1, 2]]),
    ("he", ["one": [1], "two": [2], "other": [0, 3, 17, 20]]),
    (
      "ar",
      [
        "zero": [0], "one": [1], "two": [2], "few": [3, 10, 103, 110], "many": [11, 26, 99, 111],
        "other": [100, 102, 200, 201, 300],
      ]
    ),
    ("ru", ["one": [1, 21, 101], "few": [2, 4, 22, 104], "many": [0, 5, 11, 14, 19, 111]]),
    ("pl", ["one": [1], "few": [2, 4, 22, 34], "many": [0, 5, 12, 21, 100]]),
    ("cs", ["one": [1], "few": [2, 4], "other": [0, 5, 19, 100]]),
    ("lt", ["one": [1, 21, 31, 101], "few": [2, 9, 22, 102], "other": [0, 10, 11, 20, 30]]),
    ("lv", ["zero": [0, 10, 11, 20, 30], "one": [1, 21, 101], "other": [2, 9, 22]]),
    ("ro", ["one": [1], "few": [0, 2, 16, 101, 119], "other": [20, 35, 100, 120]]),
    ("sl", ["one": [1, 101, 201], "two": [2, 102], "few": [3, 4, 103], "other": [0, 5, 19, 100]]),
    ("ga", ["one": [1], "two": [2], "few": [3, 6], "many": [7, 10], "other": [0, 11, 25]]),
    ("gd", ["one": [1, 11], "two": [2, 12], "few": [3, 10, 13, 19], "other": [0, 20, 34]]),
    ("cy", ["zero": [0], "one": [1], "two": [2], "few": [3], "many": [6], "other": [4, 5, 7, 20]]),
    ("mt", ["one": [1], "two": [2], "few": [0, 3, 10, 103], "many": [11, 19, 111], "other": [20, 35, 100]]),
    ("br", ["one": [1, 21, 81], "two": [2, 22, 82], "few": [3, 9, 23], "other": [0, 5, 11, 71, 100]]),
    ("fil", ["one": [0, 1, 3, 5, 7, 10], "other": [4, 6, 9, 14, 104]]),
    ("sr", ["one": [1, 21], "few": [2, 4, 24], "other": [0, 5, 11, 19]]),
    ("is", ["one": [1, 21, 101], "other": [0, 2, 11, 16]]),
    ("shi", ["one": [0, 1], "few": [2, 10], "other": [11, 26]]),
    ("gv", ["one": [1, 11, 21], "two": [2, 12], "few": [0, 20, 40], "other": [3, 13, 23]]),
    ("xx", ["other": [0, 1, 2]]),
  ])
  func `numbers have the forms of the language`(language: String, samples: [String: [Int]]) {
    let rule = PluralRule(language: language)
    for (name, numbers) in samples {
      for number in numbers { #expect(rule.category(of: number).name == name, "\(language) \(number)") }
    }
    #expect(Set(rule.categories.map(\.name)).isSubset(of: Set(samples.keys).union(["other"])))
  }
}
