/// A heading of a document.
package struct Heading: Sendable, Hashable {
  /// 1 to 6.
  package var level: Int

  /// Its text without markup.
  package var text: String

  /// Its id in the HTML, without prefix; empty where the options turn extensions off.
  package var id: String

  /// Its line in the file, from 1.
  package var line: Int

  package init(level: Int, text: String, id: String, line: Int) {
    self.level = level
    self.text = text
    self.id = id
    self.line = line
  }
}
