/// Which tables count as neighbours; all charges of one ledger are about the same relation.
package enum NeighbouringRelation: String, Sendable, Equatable {
  /// One unit more, or one less.
  case addRemoveOne = "add-remove-one"
  /// One unit exchanged for another.
  case replaceOne = "replace-one"
}
