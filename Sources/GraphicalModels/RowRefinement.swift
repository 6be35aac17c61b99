/// How much work goes into bringing the rows' pairs of attributes nearer to the model.
package struct RowRefinement: Sendable, Hashable {
  /// The number of proposed swaps for each cell of the synthetic table (rows times attributes).
  package var proposalsPerCell: Int

  /// The largest number of cells of the table of all pairs, (Σ sizes)², for which rows are refined;
  /// each takes 4 bytes.
  package var pairCellLimit: Int

  /// The largest number of pairs of attributes looked at, one a proposal for each attribute.
  ///
  /// That is some seconds of work. Where rows are many, rounding them costs little; and where
  /// attributes are many, the first proposals gain the most.
  package var visitLimit: Int

  /// Makes a rule.
  package init(proposalsPerCell: Int, pairCellLimit: Int = 1 << 27, visitLimit: Int = 1 << 29) {
    precondition(proposalsPerCell >= 0 && pairCellLimit >= 0 && visitLimit >= 0)
    self.proposalsPerCell = proposalsPerCell
    self.pairCellLimit = pairCellLimit
    self.visitLimit = visitLimit
  }

  /// The number of proposals for a table of so many rows and attributes.
  func proposals(rows: Int, attributes: Int) -> Int {
    min(rows * attributes * proposalsPerCell, visitLimit / max(1, attributes))
  }

  /// Enough for most of what swaps can gain.
  package static let standard = RowRefinement(proposalsPerCell: 8)

  /// No refinement.
  package static let none = RowRefinement(proposalsPerCell: 0)
}
