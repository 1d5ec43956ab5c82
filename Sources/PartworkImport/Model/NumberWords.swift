/// The words for 1 to 12 in the languages of the built-in theme.
enum NumberWords {
  /// Words that follow "part", and the numbers of Chinese and Japanese.
  static let values: [String: Int] = table([
    "one eins un une uno um א אחת אחד الأول الأولى 一",
    "two zwei deux dos dois duas ב שתיים שניים الثاني الثانية 二",
    "three drei trois tres três ג שלוש שלושה الثالث الثالثة 三",
    "four vier quatre cuatro quatro ד ארבע ארבעה الرابع الرابعة 四",
    "five fünf cinq cinco ה חמש חמישה الخامس الخامسة 五",
    "six sechs seis ו שש שישה السادس السادسة 六",
    "seven sieben sept siete sete ז שבע שבעה السابع السابعة 七",
    "eight acht huit ocho oito ח שמונה الثامن الثامنة 八",
    "nine neun neuf nueve nove ט תשע תשעה التاسع التاسعة 九",
    "ten zehn dix diez dez י עשר עשרה العاشر العاشرة 十",
    "eleven elf onze once 十一",
    "twelve zwölf douze doce doze 十二",
  ])

  /// Words that stand before "part".
  static let ordinals: [String: Int] = table([
    "first erster première primera primeira prima",
    "second zweiter deuxième seconde segunda seconda",
    "third dritter troisième tercera terceira terza",
    "fourth vierter quatrième cuarta quarta",
    "fifth fünfter cinquième quinta",
    "sixth sechster sixième sexta",
    "seventh siebter septième séptima sétima",
    "eighth achter huitième octava oitava",
    "ninth neunter neuvième novena nona",
    "tenth zehnter dixième décima",
    "eleventh elfter onzième undécima",
    "twelfth zwölfter douzième duodécima",
  ])

  private static func table(_ lines: [String]) -> [String: Int] {
    let pairs = lines.enumerated().flatMap { index, line in line.split(separator: " ").map { (String($0), index + 1) } }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The value of a Roman number in capitals, up to 39; nil if `text` is none.
  static func roman(_ text: Substring) -> Int? {
    let tens = text.prefix { $0 == "X" }.count
    let units: [Substring] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    guard !text.isEmpty, tens < 4, let unit = units.firstIndex(of: text.dropFirst(tens)) else { return nil }
    return 10 * tens + unit
  }
}
