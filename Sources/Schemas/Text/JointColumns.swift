/// Neighbouring columns that make one cell of a page: the texts of all their combinations are joined
/// beforehand.
struct JointColumns: Sendable {
  /// The columns.
  let columns: Range<Int>

  /// For each of them how far the places of its neighbouring texts are apart.
  let factors: [UInt32]

  /// The place of the first text.
  let base: UInt32
}
