/// How much work goes into bringing the rows' pairs of attributes nearer to the model.
///
/// All of it follows from the model and the number of rows: no clock and no thread count has a part.
package struct RowRefinement: Sendable, Hashable {
  /// The greatest number of passes over all rows.
  package var passes: Int

  /// Refinement ends once the mean total variation of all pairs between rows and model is at most
  /// 2 to the power of minus this, or is expected to be so without it.
  ///
  /// Errors of model and rows add like squares: rows within a quarter of the model's own error have
  /// 3 % more of it.
  package var variationBits: Int

  /// The largest number of cells of the table of all pairs, (Σ sizes)², for which rows are refined;
  /// each takes 4 bytes.
  package var pairCellLimit: Int

  /// The largest number of values looked at: each row's for each of its attributes, in every pass.
  ///
  /// That is some seconds of work; a share of the rows can make good for all.
  package var visitLimit: Int

  /// Makes a rule.
  package init(
    passes: Int,
    variationBits: Int = 11,
    pairCellLimit: Int = 1 << 27,
    visitLimit: Int = 1 << 32
  ) {
    precondition(passes >= 0 && variationBits >= 0 && pairCellLimit >= 0 && visitLimit >= 0)
    self.passes = passes
    self.variationBits = variationBits
    self.pairCellLimit = pairCellLimit
    self.visitLimit = visitLimit
  }

  /// Enough for most of what swaps can gain.
  package static let standard = RowRefinement(passes: 16)

  /// No refinement.
  package static let none = RowRefinement(passes: 0)
}
