/// Finds footnotes, tables and definitions, which libcmark does not know, in one scan over the lines of a text.
///
/// It follows block quotes, lists, fences and paragraphs by CommonMark's rules, but only as far as needed. So its
/// results are candidates, which `PreparedBlocks` checks against the tree that libcmark makes of the prepared text.
struct BlockScanner {
  /// The lines of the main text, then those of each note.
  private(set) var parts: [[PreparedLine]] = [[]]

  /// The notes in the order of their labels; the lines of `notes[0]` are `parts[1]`.
  private(set) var notes: [WrittenNote] = []
  private(set) var tables: [TableSource] = []

  /// Lines that look like a note but continue a paragraph.
  private(set) var continuations: [WrittenNote] = []

  private let text: UnsafeRawBufferPointer
  private let triggers: Triggers
  private let rejected: Set<Int>

  /// The blocks around the current line, outermost first.
  private var containers: [Container] = []
  private var isInParagraph = false
  private var isInTable = false
  private var fence: (mark: UInt8, length: Int)?

  /// The previous line, if it may be the header of a table.
  private var header: Header?

  private var blankLinesAbove = 2
  private var line = Line(range: 0..<0)

  private enum Container {
    case quotation
    /// A list item or a definition, whose text is indented by `width` columns.
    case item(width: Int)
    /// A note, whose lines are in `parts[part]`.
    case note(part: Int)
  }

  /// The current line: the part that it belongs to, and where its text for that part starts.
  private struct Line {
    let range: Range<Int>
    var part = 0
    var start: (offset: Int, spaces: Int)
    var edit: PreparedLine.Edit?

    init(range: Range<Int>) {
      self.range = range
      start = (range.lowerBound, 0)
    }
  }

  private struct Header {
    let line: Line
    /// Where the marks of the containers end.
    let content: Int
    let text: Range<Int>
  }

  /// Nothing is looked for in blocks that are nested deeper than this.
  private static let mostContainers = 100

  /// Scans `text`; nothing begins on the lines whose offsets are in `rejected`.
  init(_ text: UnsafeRawBufferPointer, _ triggers: Triggers, rejected: Set<Int>) {
    self.text = text
    self.triggers = triggers
    self.rejected = rejected
    text.forEachLine { read($0) }
  }

  private var isRejected: Bool { rejected.contains(line.range.lowerBound) }

  private mutating func read(_ range: Range<Int>) {
    line = Line(range: range)
    let above = header
    header = nil
    var cursor = LineCursor(text, range)
    let matched = matchContainers(&cursor)
    let isInside = matched == containers.count
    let (indent, start) = cursor.indentation()
    let content = text[start..<range.upperBound]
    defer { blankLinesAbove = content.isEmpty ? blankLinesAbove + 1 : 0 }

    if isInside, let open = fence {
      if indent <= 3, BlockStart.closes(content, open) { fence = nil }
      return emit()
    }
    fence = nil
    if isInside, isInTable, indent <= 3, !content.isEmpty, !BlockStart.endsTable(content) {
      return tables[tables.count - 1].append(row: content)
    }
    isInTable = false
    if isInside, indent <= 3, let above, makeTable(above, delimiters: content) { return }
    openContainers(&cursor, matched, isBlank: content.isEmpty)
  }
}

extension BlockScanner {
  /// Moves past the marks of the containers that the line continues, and returns their number.
  private mutating func matchContainers(_ cursor: inout LineCursor) -> Int {
    for (index, container) in containers.enumerated() {
      var width = 4
      switch container {
      case .quotation:
        guard cursor.passQuotationMark() else { return index }
        continue
      case .item(let ownWidth): width = ownWidth
      case .note: break
      }
      let (columns, start) = cursor.indentation(upTo: width)
      guard columns >= width || start == cursor.end else { return index }
      cursor.advance(width)
      if case .note(let part) = container { (line.part, line.start) = (part, cursor.start) }
    }
    return containers.count
  }

  /// Reads the marks of containers that begin on the line, and what follows them.
  private mutating func openContainers(_ cursor: inout LineCursor, _ matched: Int, isBlank: Bool) {
    let mayBeLazy = isInParagraph && matched < containers.count && !isBlank
    var isOpened = false
    var mayDefine = triggers.definitions && blankLinesAbove <= 1 && !isRejected
    while containers.count < Self.mostContainers {
      let (indent, start) = cursor.indentation()
      let content = text[start..<cursor.end]
      guard indent <= 3, !content.isEmpty, !BlockStart.isThematicBreak(content) else { break }
      let container: Container
      var note: (label: String, length: Int)?
      if content.first == UInt8(ascii: ">") {
        container = .quotation
      } else if let length = BlockStart.itemMark(content, interrupting: isInParagraph && !mayBeLazy) {
        container = .item(width: cursor.itemWidth(markLength: length))
      } else if triggers.footnotes, !isRejected, let found = BlockStart.noteLabel(content) {
        container = .note(part: parts.count)
        note = found
      } else if mayDefine, BlockStart.isDefinition(content) {
        container = .item(width: cursor.itemWidth(markLength: 1))
        line.edit = .definition(colon: start)
      } else {
        break
      }
      if !isOpened { close(downTo: matched) }
      isOpened = true
      isInParagraph = false
      containers.append(container)
      switch container {
      case .quotation: _ = cursor.passQuotationMark()
      case .item(let width):
        cursor.advance(width)
        mayDefine = false
      case .note(let part):
        emit(upTo: cursor.start.offset, standingFor: .note(notes.count))
        notes.append(WrittenNote(label: note?.label ?? "", line: line.range.lowerBound, offset: start))
        parts.append([])
        cursor.move(to: start + (note?.length ?? 0), columns: 4)
        (line.part, line.start) = (part, cursor.start)
      }
    }
    readContent(cursor, matched, isLazy: mayBeLazy && !isOpened, isOpened: isOpened)
  }

  /// Reads what follows the marks of containers.
  private mutating func readContent(_ cursor: LineCursor, _ matched: Int, isLazy: Bool, isOpened: Bool) {
    let (indent, start) = cursor.indentation()
    let content = text[start..<cursor.end]
    let wasInParagraph = isInParagraph
    let endsParagraph =
      content.isEmpty || indent > 3 && !isInParagraph
      || indent <= 3
        && (BlockStart.isHeading(content) || BlockStart.isThematicBreak(content) || BlockStart.fence(content) != nil
          || isInParagraph && !isLazy && BlockStart.isUnderline(content)
          || !isInParagraph && BlockStart.isRawHTML(content))
    if !isOpened, !isLazy || endsParagraph { close(downTo: matched) }
    if endsParagraph {
      isInParagraph = false
      fence = indent <= 3 ? BlockStart.fence(content) : nil
      return emit()
    }
    isInParagraph = true
    if isLazy, let part = innermostNote {
      line.part = part
      line.start = (start, 0)
    }
    if wasInParagraph, indent > 3, triggers.footnotes, !isRejected, let (label, _) = BlockStart.noteLabel(content) {
      continuations.append(WrittenNote(label: label, line: line.range.lowerBound, offset: start))
      line.edit = .mark(colon: start + label.utf8.count + 3)
    }
    if triggers.tables, !isLazy, !isRejected {
      header = Header(line: line, content: cursor.start.offset, text: start..<cursor.end)
    }
    emit()
  }

  private var innermostNote: Int? {
    for container in containers.reversed() {
      if case .note(let part) = container { return part }
    }
    return nil
  }

  private mutating func close(downTo count: Int) {
    containers.removeLast(containers.count - count)
  }

  /// Begins a table if `delimiters` are those of `header`, whose line becomes a heading without text.
  private mutating func makeTable(_ header: Header, delimiters: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard !BlockStart.isUnderline(delimiters), BlockStart.itemMark(delimiters, interrupting: true) == nil,
      let table = TableSource(header: text[header.text], delimiters, line: header.line.range.lowerBound)
    else { return false }
    parts[header.line.part].removeLast()
    line = header.line
    line.edit = nil
    emit(upTo: header.content, standingFor: .table(tables.count))
    tables.append(table)
    isInTable = true
    isInParagraph = false
    return true
  }

  private mutating func emit(upTo end: Int? = nil, standingFor standIn: StandIn? = nil) {
    let end = end ?? line.range.upperBound
    parts[line.part].append(
      PreparedLine(
        line: line.range.lowerBound, spaces: line.start.spaces, text: min(line.start.offset, end)..<end,
        edit: line.edit,
        standIn: standIn))
    line.edit = nil
  }
}
