import Foundation
import Marginalia

/// The consent to spend privacy budget.
enum Spending {
  /// Shows the price and gets a yes: by `--yes`, or typed at a terminal.
  ///
  /// - Throws: `usage` where neither is to be had, or the answer is no.
  static func confirm(
    _ price: Price,
    ledger: String,
    isConsented: Bool,
    _ console: Console
  ) throws(MarginaliaError) {
    let words = """
      this run spends ε = \(price.epsilon) at δ = \(price.delta) of \(ledger): ε there goes from \
      \(price.epsilonBefore) to \(price.epsilonAfter) of \(price.epsilonCap)
      """
    if isConsented {
      if !console.manner.quiet { console.note("\(words)\n") }
      return
    }
    guard isatty(STDIN_FILENO) == 1, !console.manner.json else {
      throw .usage("\(words); nothing was spent: add --yes to consent")
    }
    console.note("\(words)\nspend it? [y/N] ")
    let answer = (readLine() ?? "").lowercased()
    guard answer == "y" || answer == "yes" else {
      throw .usage("nothing was spent, as the answer was not yes")
    }
  }
}
