/// Marks for the list items of proposals, which must not run together with the writer's own lists.
///
/// libcmark puts an item into the list above it where both have the same mark. There are five marks, and only two of the
/// writer's lists can touch a proposal: the one that ends above it and the one that begins below it. Which those are is
/// told by columns alone, as if every list went on until another took its place; a list that ended long before costs a
/// proposal no more than its favourite mark.
struct ItemMarks {
  /// The items that may still be open, each within the last.
  private var open: [Item] = []

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

  /// Reads a proposal whose text begins `width` behind `column`, and returns its number. Of the `indent` before it
  /// nothing counts where it is in no item.
  mutating func addProposal(column: Int, width: Int, indent: Int = 0) -> (number: Int, indent: Int) {
    let last = close(behind: column, by: nil)
    let indent = open.isEmpty ? indent : 0
    neighbours.append([])
    let number = neighbours.count - 1
    if case .writer(let mark) = last { neighbours[number].append(mark) }
    open.append(Item(content: column - indent + width, owner: .proposal(number)))
    return (number, indent)
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
    return outermost
  }
}
