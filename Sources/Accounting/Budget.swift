import Arithmetic

/// The zCDP filter: what may be spent in all, and what has been spent.
///
/// Prices may depend on earlier answers; their sum stays at most the total, and so the whole is
/// total-zCDP. Spend before the data is touched; what was spent is never given back.
///
/// - Source: Feldman and Zrnic, Individual privacy accounting via a Rényi filter, NeurIPS 2021;
///   Whitehouse et al., Fully-adaptive composition in differential privacy, ICML 2023.
package struct Budget: Sendable, Hashable {
  /// What may be spent in all.
  package let total: Rho

  /// What has been spent.
  package private(set) var spent = Rho.zero

  /// A budget of which nothing is spent.
  package init(total: Rho) { self.total = total }

  /// What is left to spend.
  package var left: Rho { Rho(certain: total.value - spent.value) }

  /// Spends `rho`, or throws and leaves the budget as it was.
  ///
  /// Proof: Mechanisms.guard_zcdp
  ///
  /// - Throws: `budgetExceeded` where more is asked for than is left; compared exactly.
  package mutating func spend(_ rho: Rho) throws(AccountingError) {
    guard rho <= left else { throw .budgetExceeded(asked: rho, left: left) }
    spent += rho
  }
}
