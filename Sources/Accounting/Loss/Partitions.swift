/// The ways to spread a sensitivity over cells.
///
/// A neighbour moves an integer query by a vector v; what can be told from noisy cells depends on the
/// multiset of its |vᵢ| alone. Each multiset whose squares (or sizes) sum to less than the sensitivity
/// can be made up with ones to one that reaches it, and more cells tell no less: so those that reach it
/// are enough.
enum Partitions {
  /// The greatest squared L2 sensitivity that is spread: there are 8 ways then.
  static let greatestSquared = 16

  /// The greatest L1 sensitivity that is spread: there are 22 ways then.
  static let greatestSum = 8

  /// All multisets of positive integers whose squares sum to `total`, each from great to small.
  static func squares(of total: Int) -> [[Int]] { ways(of: total) { $0 * $0 } }

  /// All multisets of positive integers that sum to `total`.
  static func sums(of total: Int) -> [[Int]] { ways(of: total) { $0 } }

  private static func ways(of total: Int, weight: (Int) -> Int) -> [[Int]] {
    func ways(_ rest: Int, atMost greatest: Int) -> [[Int]] {
      guard rest > 0 else { return [[]] }
      return (1...greatest).reversed().filter { weight($0) <= rest }.flatMap { part in
        ways(rest - weight(part), atMost: part).map { [part] + $0 }
      }
    }
    return ways(total, atMost: total)
  }
}
