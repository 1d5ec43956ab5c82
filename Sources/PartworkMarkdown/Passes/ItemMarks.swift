/// Marks for the list items of proposals, which must not run together with the writer's own lists.
///
/// libcmark puts an item into the list above it where both have the same mark. There are five marks, and only two of the
/// writer's lists can touch a proposal: the one that ends above it and the one that begins below it. Which those are is
/// told by columns alone, as if every list went on until another took its place; a list that ended long before costs a
/// proposal no more than its favourite mark.
struct ItemMarks {
  /// The items that may still be open, each within the last.
  private var open: [Item] = []

  /// From this item on, a line further left may have ended them.
  private var firstDoubtful = Int.max

  /// For each proposal, the marks that stand next to it.
  private var neighbours: [[UInt8]] = []

  private struct Item {
    /// The column of its text, from 0.
    let content: Int
    let owner: Owner
  }

  private enum Owner {
    case writer(mark: UInt8)
    case proposal(Int)
  }

  /// Reads an item of the writer's.
  mutating func add(_ mark: UInt8, column: Int, content: Int) {
    close(behind: column, by: mark)
    open.append(Item(content: content, owner: .writer(mark: mark)))
  }

  /// Reads a proposal whose text begins `width` behind `column`, and returns its number, and by how many of the `spaces`
  /// before it it is indented further than the item that it is in; none where it could as well be code.
  mutating func addProposal(column: Int, width: Int, spaces: Int = 0) -> (number: Int, indent: Int) {
    let last = close(behind: column, by: nil)
    let further = column - (open.last?.content ?? 0)
    let isCertain = column < 4 || open.count <= firstDoubtful
    let indent = isCertain && further < 4 && further <= spaces ? further : 0
    neighbours.append([])
    let number = neighbours.count - 1
    if case .writer(let mark) = last { neighbours[number].append(mark) }
    open.append(Item(content: column - indent + width, owner: .proposal(number)))
    return (number, indent)
  }

  /// Reads a line of text that begins at `column`.
  mutating func addText(column: Int) {
    while let item = open.prefix(firstDoubtful).last, item.content > column {
      firstDoubtful = min(firstDoubtful, open.count) - 1
    }
  }

  /// The first of `marks` that neither stands next to the proposal nor is among `others`.
  func choose(from marks: [UInt8], for proposal: Int, besides others: Set<UInt8>) -> UInt8 {
    marks.first { !neighbours[proposal].contains($0) && !others.contains($0) } ?? marks[0]
  }

  /// Ends the items whose text begins behind `column`, and returns the outermost of them.
  @discardableResult
  private mutating func close(behind column: Int, by mark: UInt8?) -> Owner? {
    var outermost: Owner?
    while let item = open.last, item.content > column {
      open.removeLast()
      outermost = item.owner
      if let mark, case .proposal(let number) = item.owner { neighbours[number].append(mark) }
    }
    if open.count <= firstDoubtful { firstDoubtful = .max }
    return outermost
  }
}
