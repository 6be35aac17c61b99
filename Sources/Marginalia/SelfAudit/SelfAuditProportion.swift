import Arithmetic

/// A number of successes among independent trials, and what it says about their probability.
package struct SelfAuditProportion: Sendable, Equatable {
  /// The successes.
  package let successes: Int

  /// The trials.
  package let trials: Int

  /// Makes a proportion.
  ///
  /// - Precondition: `0 <= successes <= trials`, and there is a trial.
  package init(_ successes: Int, of trials: Int) {
    precondition((0...trials).contains(successes) && trials > 0, "\(successes) of \(trials)")
    self.successes = successes
    self.trials = trials
  }

  /// The lower Clopper–Pearson limit: the probability is less with a chance of at most `error`.
  ///
  /// The p at which as many successes or more have the chance `error`, found by halving; the lower
  /// end of the last interval counts.
  ///
  /// - Complexity: O(successes + √trials) a halving, of which there are 60.
  /// - Source: Clopper and Pearson, Biometrika 26, 1934.
  package func lowerLimit(error: Double) -> Double {
    guard successes > 0 else { return 0 }
    let ways = logarithmOfWays
    var (lower, upper) = (0.0, Double(successes) / Double(trials))
    for _ in 0..<60 {
      let middle = (lower + upper) / 2
      if tail(middle, ways) <= error { lower = middle } else { upper = middle }
    }
    return lower
  }

  /// The upper limit: the probability is greater with a chance of at most `error`.
  package func upperLimit(error: Double) -> Double {
    1 - SelfAuditProportion(trials - successes, of: trials).lowerLimit(error: error)
  }

  /// ln of the binomial coefficient.
  private var logarithmOfWays: Double {
    let chosen = min(successes, trials - successes)
    return (0..<chosen).reduce(0) {
      $0 + Elementary.log(Double(trials - $1) / Double(chosen - $1))
    }
  }

  /// P(Binomial(trials, p) ≥ successes) for p below successes/trials, so that terms fall.
  private func tail(_ p: Double, _ ways: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    var term = Elementary.exp(
      max(
        -740,
        ways + Double(successes) * Elementary.log(p)
          + Double(trials - successes) * Elementary.log(1 - p)
      )
    )
    var sum = 0.0
    var count = successes
    while term > sum * 1e-16, count <= trials {
      sum += term
      term *= Double(trials - count) / Double(count + 1) * p / (1 - p)
      count += 1
    }
    return sum
  }
}
