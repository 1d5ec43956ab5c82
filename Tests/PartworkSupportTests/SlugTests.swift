import PartworkSupport
import Testing

@Suite("Slug") struct SlugTests {
  @Test(arguments: [
    ("Mentorship: Being a great mentor", "mentorship-being-a-great-mentor"),
    ("  --Hello,   World!--  ", "hello-world"),
    ("Être mentor, 2e partie", "etre-mentor-2e-partie"),
    ("E\u{301}te\u{301}", "ete"),
    ("Straße nach Łódź", "strasse-nach-lodz"),
    ("Ærø og Þingvellir", "aero-og-thingvellir"),
    ("İstanbul ırmak", "istanbul-irmak"),
    ("Việt Nam", "viet-nam"),
    ("Наставник и ученик", "наставник-и-ученик"),
    ("Мой", "мой"),
    ("東京 2026", "東京-2026"),
    ("हिन्दी", "हिन्दी"),
    ("snake_case.name", "snake-case-name"),
    ("1️⃣ first", "1-first"),
    ("C++ & Rust", "c-rust"),
    ("Don't", "dont"),
    ("don’t look ‘back’", "dont-look-back"),
    ("O'Neill's l'été", "oneills-lete"),
    ("Rock 'n' roll, dogs' lives", "rock-n-roll-dogs-lives"),
    ("'", ""),
    ("мʼята й м'ята", "мята-й-мята"),
    ("ΛΟΓΟΣ", "λογος"),
    ("Λόγος και ΟΔΟΣ", "λόγος-και-οδος"),
    ("ΣΟΦΟΣ, ΣΑΣ!", "σοφος-σας"),
    ("Σ", "σ"),
    ("!!!", ""),
    ("", ""),
  ])
  func `a slug is lower case, without Latin accents, with hyphens between words`(name: String, slug: String) {
    #expect(Slug.make(name).unicodeScalars.elementsEqual(slug.unicodeScalars))
    #expect(Slug.make(slug) == slug)
  }
}
