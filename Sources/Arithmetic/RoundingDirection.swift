/// Where a number goes that can't be written exactly.
package enum RoundingDirection: Sendable, Hashable {
  /// Towards −∞: the result is a lower bound.
  case down
  /// Towards +∞: the result is an upper bound.
  case up

  /// The other direction.
  package var opposite: RoundingDirection { self == .down ? .up : .down }
}
