/// A position in a line, counted in columns; a tab reaches to the next multiple of four (CommonMark, section 2.2).
struct LineCursor {
  private let text: UnsafeRawBufferPointer
  private(set) var offset: Int
  /// The end of the line, without its terminator.
  let end: Int
  private var column = 0
  /// Whether part of the tab at `offset` has been passed.
  private var isInTab = false

  init(_ text: UnsafeRawBufferPointer, _ line: Range<Int>) {
    self.text = text
    offset = line.lowerBound
    end = line.upperBound
  }

  /// The first byte of which nothing has been passed, and the columns left of a tab before it.
  var start: (offset: Int, spaces: Int) { isInTab ? (offset + 1, 4 - column % 4) : (offset, 0) }

  /// The columns of white space before the text, at most `limit`, and where the text begins.
  func indentation(upTo limit: Int = .max) -> (columns: Int, text: Int) {
    var start = offset
    var columns = 0
    while start < end, columns < limit {
      if text[start] == UInt8(ascii: " ") {
        columns += 1
      } else if text[start] == UInt8(ascii: "\t") {
        columns += 4 - (column + columns) % 4
      } else {
        break
      }
      start += 1
    }
    return (columns, start)
  }

  mutating func advance(_ columns: Int) {
    var rest = columns
    while rest > 0, offset < end {
      let width = text[offset] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      isInTab = width > rest
      column += min(width, rest)
      rest -= min(width, rest)
      if !isInTab { offset += 1 }
    }
  }

  /// Moves to `offset` as if only so many columns were before it.
  mutating func move(to offset: Int, columns: Int) {
    self.offset = offset
    column += columns
    isInTab = false
  }

  mutating func passQuotationMark() -> Bool {
    let (columns, start) = indentation(upTo: 4)
    guard columns <= 3, start < end, text[start] == UInt8(ascii: ">") else { return false }
    advance(columns + 1)
    if offset < end, text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: "\t") { advance(1) }
    return true
  }

  /// The columns from here to the text of the list item that begins with a mark of `markLength` bytes
  /// (CommonMark, section 5.2).
  func itemWidth(markLength: Int) -> Int {
    let mark = indentation().columns + markLength
    var after = self
    after.advance(mark)
    let (spaces, content) = after.indentation(upTo: 5)
    return mark + (content == end || spaces > 4 ? 1 : spaces)
  }
}
