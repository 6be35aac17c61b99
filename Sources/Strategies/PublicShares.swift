/// Noisy counts as whole shares of a round number: a public distribution in integers.
package enum PublicShares {
  /// The number that shares add up to: fine enough for any noisy count, and small enough that it
  /// times a count fits an integer.
  package static let total = 1 << 16

  /// For each count its share of ``total``, by largest remainders; negative counts get none.
  ///
  /// Equal shares where no count is positive. Equal remainders go to the earlier count.
  ///
  /// - Precondition: there is a count, and all are finite.
  package static func of(_ counts: [Double]) -> [Int] {
    precondition(!counts.isEmpty, "no counts to share out")
    let clamped = counts.map { max(0, $0) }
    let sum = clamped.reduce(0, +)
    let exact = clamped.map { count in
      Double(total) * (sum > 0 ? count / sum : 1 / Double(counts.count))
    }
    var shares = exact.map { Int($0) }
    let missing = total - shares.reduce(0, +)
    let order = exact.indices.sorted { left, right in
      let remainders = [left, right].map { exact[$0] - Double(shares[$0]) }
      return remainders[0] != remainders[1] ? remainders[0] > remainders[1] : left < right
    }
    // Sums of doubles may miss by a part in 2⁵², so the missing shares are no more than the counts.
    for position in order.prefix(missing) { shares[position] += 1 }
    return shares
  }
}
