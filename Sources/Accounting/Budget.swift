/// The privacy filter: what may be spent in all, and what has been spent.
///
/// Prices may depend on earlier answers; their sum stays at most the total, and so the whole is
/// total-zCDP, or total-DP under pure privacy. Spend before the data is touched; what was spent is
/// never given back.
///
/// - Source: Feldman and Zrnic, Individual privacy accounting via a Rényi filter, NeurIPS 2021;
///   Whitehouse et al., Fully-adaptive composition in differential privacy, ICML 2023;
///   Rogers et al., Privacy odometers and filters, NeurIPS 2016, section 3, for pure privacy.
package struct Budget: Sendable, Hashable {
  /// What may be spent in all.
  package let total: PrivacyCost

  /// What has been spent.
  package private(set) var spent: PrivacyCost

  /// A budget of which nothing is spent.
  package init(total: PrivacyCost) {
    self.total = total
    spent = .zero(total.definition)
  }

  /// What is left to spend.
  package var left: PrivacyCost { total.remainder(after: spent) }

  /// Spends `cost`, or throws and leaves the budget as it was.
  ///
  /// Proof: Mechanisms.guard_zcdp
  ///
  /// - Throws: `budgetExceeded` where more is asked for than is left; compared exactly.
  package mutating func spend(_ cost: PrivacyCost) throws(AccountingError) {
    guard cost <= left else { throw .budgetExceeded(asked: cost, left: left) }
    spent += cost
  }
}
