/// How much work goes into bringing the rows' pairs of attributes nearer to the model.
package struct RowRefinement: Sendable, Hashable {
  /// The number of proposed swaps for each cell of the synthetic table (rows times attributes).
  package var proposalsPerCell: Int

  /// The largest number of cells of the table of all pairs, (Σ sizes)², for which rows are refined;
  /// each takes 4 bytes.
  package var pairCellLimit: Int

  /// Makes a rule.
  package init(proposalsPerCell: Int, pairCellLimit: Int = 1 << 27) {
    precondition(proposalsPerCell >= 0 && pairCellLimit >= 0)
    self.proposalsPerCell = proposalsPerCell
    self.pairCellLimit = pairCellLimit
  }

  /// Enough for most of what swaps can gain.
  package static let standard = RowRefinement(proposalsPerCell: 8)

  /// No refinement.
  package static let none = RowRefinement(proposalsPerCell: 0)
}
