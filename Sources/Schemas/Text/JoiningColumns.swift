/// Columns on their way to being joined: neighbours as long as their texts together are short and
/// few, so that a row takes fewer cells.
struct JoiningColumns {
  /// The most texts of a cell: they stay in the second-level cache.
  private static let mostTexts = 1 << 12

  /// The most texts of all cells of several columns: 768 KiB.
  private static let mostJointTexts = 1 << 14

  private var texts = CellTexts()
  private var joint: [JointColumns] = []

  /// The columns that may go on, their counts of texts, and the texts of all their combinations, the
  /// last column's next to each other.
  private var columns = 0..<0
  private var counts: [Int] = []
  private var combinations: [[UInt8]] = []
  private var longest = 0

  /// How many texts more may be joined.
  private var jointTextsLeft = mostJointTexts

  /// Adds the next column: the texts made beforehand, each with its end, and whether there are others.
  mutating func add(_ next: [[UInt8]], isComposing: Bool) {
    let nextLongest = next.map(\.count).max() ?? 0
    let product = combinations.count * next.count
    let isJoining =
      !columns.isEmpty && !isComposing && product > 0
      && product <= min(Self.mostTexts, jointTextsLeft)
      && longest + nextLongest < TextCell.width
    if isJoining {
      jointTextsLeft -= product
      combinations = combinations.flatMap { text in next.map { text + $0 } }
      columns = columns.lowerBound..<columns.upperBound + 1
      counts.append(next.count)
      longest += nextLongest
    } else {
      close()
      columns = columns.upperBound..<columns.upperBound + 1
      (counts, combinations, longest) = ([next.count], next, nextLongest)
      // Nothing can be joined with texts that are yet to be composed.
      if isComposing { longest = TextCell.width }
    }
  }

  /// All cells, and their texts.
  consuming func joined() -> ([JointColumns], CellTexts) {
    close()
    return (joint, texts)
  }

  private mutating func close() {
    guard !columns.isEmpty else { return }
    let factors = counts.indices.map { counts[($0 + 1)...].reduce(1, *) }
    joint.append(
      JointColumns(
        columns: columns,
        factors: factors.map(UInt32.init),
        base: UInt32(texts.cells.count)
      )
    )
    for text in combinations { texts.add(text) }
  }
}
