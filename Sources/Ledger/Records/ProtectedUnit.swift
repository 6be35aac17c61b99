import JSON

/// Whose presence a ledger's charges hide: rows, or all rows of one person up to a bound.
///
/// Fixed when the ledger is made, as sums of prices about different units mean nothing.
package struct ProtectedUnit: Sendable, Hashable {
  /// `row`, or the name of the column that tells units apart.
  package let name: String

  /// The most rows of one unit that count; at least 1.
  package let maximumRows: Int

  /// A row.
  package static let row = ProtectedUnit(name: "row", maximumRows: 1)

  /// Makes a unit.
  ///
  /// - Precondition: `maximumRows` is positive.
  package init(name: String, maximumRows: Int) {
    precondition(maximumRows > 0, "a unit without rows")
    self.name = name
    self.maximumRows = maximumRows
  }
}

extension ProtectedUnit {
  /// Whether a plan that names a unit or a bound names this one.
  func agrees(with purpose: JSON) -> Bool {
    (purpose["unit"].map { $0.string == name } ?? true)
      && (purpose["rowsPerUnit"].map { $0.integer == maximumRows } ?? true)
  }
}

extension ProtectedUnit: CustomStringConvertible {
  /// The unit in words: "row", or "person of at most 3 rows".
  package var description: String {
    self == .row
      ? name : "\(name) of at most \(maximumRows) \(maximumRows == 1 ? "row" : "rows")"
  }
}
