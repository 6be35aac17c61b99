/// Synthetic rows as codes, one array for each attribute of the domain.
package struct SyntheticRows: Sendable, Hashable {
  /// The number of rows.
  package let count: Int

  /// For each attribute the rows' codes, each below the attribute's size.
  package let columns: [[UInt32]]

  /// Makes rows from columns.
  ///
  /// - Precondition: every column has `count` codes.
  package init(count: Int, columns: [[UInt32]]) {
    precondition(columns.allSatisfy { $0.count == count }, "columns of unequal lengths")
    self.count = count
    self.columns = columns
  }
}
